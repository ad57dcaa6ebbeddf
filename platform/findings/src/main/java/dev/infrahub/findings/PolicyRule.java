package dev.infrahub.findings;

import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies in the language of AWS IAM that allow more than before: everything, a whole service, more rights, or anyone. */
public final class PolicyRule implements ChangeRule {

    private static final Map<String, List<Place>> PLACES = TabSeparated.rows("policy-documents.tsv").stream()
            .map(Place::of)
            .collect(Collectors.groupingBy(Place::type));

    private static final String OF_DATA = "data.";

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets() && !subject.is(Action.READ)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Place place : places(subject)) {
            findings.addAll(place.grants(subject).added(subject));
            place.question(subject).ifPresent(findings::add);
        }
        return findings;
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return places(subject).stream()
                .flatMap(place -> place.grants(subject).kept(subject).stream())
                .toList();
    }

    @Override
    public Set<Rule> reading(String type) {
        return PLACES.getOrDefault(type, List.of()).stream()
                .flatMap(place -> place.kind().rules().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where a type holds policies. */
    static Stream<String> paths(String type) {
        return PLACES.getOrDefault(type, List.of()).stream().map(Place::path);
    }

    /** The types that hold policies. */
    public static Set<String> types() {
        return PLACES.keySet().stream()
                .filter(type -> !type.startsWith(OF_DATA))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Place> places(Subject subject) {
        return PLACES.getOrDefault(subject.change().isData() ? OF_DATA + subject.type() : subject.type(), List.of());
    }

    /** Whom a policy is about. */
    private enum Kind {
        IDENTITY,
        RESOURCE,
        TRUST,
        STATEMENTS;

        private Set<Rule> rules() {
            return switch (this) {
                case IDENTITY -> Set.of(Rule.IAM_ADMIN, Rule.IAM_WILDCARD);
                case RESOURCE, TRUST -> Set.of(Rule.IAM_ANYONE);
                case STATEMENTS -> Set.of();
            };
        }

        private Rule asking() {
            return switch (this) {
                case IDENTITY, STATEMENTS -> Rule.IAM_WILDCARD;
                case RESOURCE, TRUST -> Rule.IAM_ANYONE;
            };
        }

        private Stream<Grants.Grant> grants(PolicyDocument policy) {
            return switch (this) {
                case IDENTITY -> IdentityPolicy.grants(policy);
                case RESOURCE, TRUST -> TrustPolicy.grants(policy);
                case STATEMENTS ->
                    policy.statements().stream().anyMatch(Statement::principals)
                            ? TrustPolicy.grants(policy)
                            : IdentityPolicy.grants(policy);
            };
        }
    }

    /**
     * Where a type holds a policy.
     *
     * @param defaulted whether the service sets one where none is configured
     */
    private record Place(String type, String path, Kind kind, boolean defaulted) {

        private static Place of(String[] row) {
            return new Place(row[0], row[1], Kind.valueOf(row[2].toUpperCase(Locale.ROOT)), row.length > 3);
        }

        private Grants grants(Subject subject) {
            return new Grants(subject.isNew() ? Set.of() : grants(subject.before(path)), grants(subject.after(path)));
        }

        private Set<Grants.Grant> grants(List<Value> values) {
            return documents(values).stream()
                    .flatMap(value -> PolicyDocument.of(value).stream())
                    .flatMap(kind::grants)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** A list of texts is a list of policies; a list of blocks is one. */
        private static List<Value> documents(List<Value> values) {
            return values.stream()
                    .flatMap(value -> value instanceof Value.Items(var items)
                                    && items.stream().noneMatch(item -> item instanceof Value.Members)
                            ? items.stream()
                            : Stream.of(value))
                    .toList();
        }

        /** What cannot be read is not passed: it is hidden, is no policy, or nobody knows whether a condition of it limits. */
        private Optional<Finding> question(Subject subject) {
            if (!subject.changes(path) && !subject.is(Action.READ)) {
                return Optional.empty();
            }
            List<Value> documents = documents(subject.after(path));
            if (documents.stream().anyMatch(Subject::isHidden)) {
                boolean computed = defaulted && subject.isNew();
                return subject.is(Action.READ)
                        ? Optional.empty()
                        : Optional.of(subject.unknown(kind.asking(), path, !computed));
            }
            List<PolicyDocument> read = documents.stream()
                    .flatMap(value -> PolicyDocument.of(value).stream())
                    .toList();
            if (read.size() < documents.size()) {
                return Optional.of(subject.unknown(kind.asking(), path, Finding.Unseen.UNREADABLE));
            }
            if (!subject.is(Action.READ) && read.stream().anyMatch(PolicyDocument::isPartlyHidden)) {
                return Optional.of(subject.unknown(kind.asking(), path, true));
            }
            return read.stream().anyMatch(TrustPolicy::isUnsure)
                    ? Optional.of(subject.unknown(Rule.IAM_ANYONE, path, Finding.Unseen.CONDITION))
                    : Optional.empty();
        }
    }
}
