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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies in the language of AWS IAM that allow more than before (everything, a whole service, more rights, anyone) or limit less. */
public final class PolicyRule implements ChangeRule {

    private static final Map<String, List<Place>> PLACES = TabSeparated.rows("policy-documents.tsv").stream()
            .map(Place::of)
            .collect(Collectors.groupingBy(Place::type));

    private static final String OF_DATA = "data.";
    private static final String LOOSENED = "A condition that limited what its policy allows is gone or wider";
    private static final String UNDENIED = "What its policy denied is no longer denied, or less";

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets() && !subject.is(Action.READ)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Place place : places(subject)) {
            Grants grants = place.grants(subject);
            grants.added(subject).stream()
                    .map(finding -> place.weighed(finding, subject))
                    .forEach(findings::add);
            findings.addAll(place.limits(subject, grants));
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
        STATEMENTS,
        BOUND,
        ENDPOINT;

        private Set<Rule> rules() {
            return switch (this) {
                case IDENTITY -> Set.of(Rule.IAM_ADMIN, Rule.IAM_WILDCARD, Rule.IAM_LOOSENED, Rule.PROTECTION_WEAKENED);
                case RESOURCE, TRUST ->
                    Set.of(Rule.IAM_ANYONE, Rule.IAM_LET_IN, Rule.IAM_LOOSENED, Rule.PROTECTION_WEAKENED);
                case BOUND, ENDPOINT -> Set.of(Rule.PROTECTION_WEAKENED);
                case STATEMENTS -> Set.of();
            };
        }

        private Rule asking() {
            return switch (this) {
                case IDENTITY, STATEMENTS -> Rule.IAM_WILDCARD;
                case RESOURCE, TRUST -> Rule.IAM_ANYONE;
                case BOUND, ENDPOINT -> Rule.PROTECTION_WEAKENED;
            };
        }

        private Stream<Grants.Grant> grants(PolicyDocument policy) {
            return switch (this) {
                case IDENTITY -> IdentityPolicy.grants(policy);
                case RESOURCE, TRUST -> TrustPolicy.grants(policy);
                case BOUND -> Stream.empty();
                case ENDPOINT -> EndpointPolicy.grants(policy);
                case STATEMENTS ->
                    policy.statements().stream()
                                    .anyMatch(
                                            statement -> statement.principals().named())
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

        /** An endpoint that is made wide is what it would be without a policy; one that becomes so was meant otherwise. */
        private Finding weighed(Finding finding, Subject subject) {
            return kind == Kind.ENDPOINT && !subject.isNew() ? finding.with(Severity.MEDIUM) : finding;
        }

        /** What limited before and limits less; of what is not read whole, nothing is told here. */
        private List<Finding> limits(Subject subject, Grants grants) {
            if (!subject.changes(path) || subject.isNew()) {
                return List.of();
            }
            List<Optional<PolicyDocument>> read = Stream.of(subject.before(path), subject.after(path))
                    .map(Place::whole)
                    .toList();
            if (read.stream().anyMatch(Optional::isEmpty)) {
                return List.of();
            }
            Predicate<Grants.Grant> isNew = grants.isNew();
            List<Statement> before = read.getFirst().orElseThrow().statements();
            List<Statement> after = read.getLast().orElseThrow().statements();
            PolicyLimits limits = new PolicyLimits(before, after);
            return Stream.of(
                            kind.rules().contains(Rule.IAM_LET_IN)
                                    ? LetIn.by(subject.address(), before, after)
                                    : Optional.<Finding>empty(),
                            finding(
                                    Rule.IAM_LOOSENED,
                                    subject,
                                    LOOSENED,
                                    limits.loosened(statement -> kind.grants(new PolicyDocument(List.of(statement)))
                                            .anyMatch(isNew))),
                            finding(Rule.PROTECTION_WEAKENED, subject, UNDENIED, limits.undenied()))
                    .flatMap(Optional::stream)
                    .toList();
        }

        private static Optional<Finding> finding(Rule rule, Subject subject, String sentence, Set<String> actions) {
            List<String> plain = actions.stream().filter(TrustPolicy::isPlain).toList();
            String told = plain.isEmpty() ? "" : ": " + Grants.named(plain);
            return actions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(rule.yes(Severity.MEDIUM, subject.address(), sentence + told + "."));
        }

        /** All policies of a place as one; empty where a part is not shown or cannot be read. */
        private static Optional<PolicyDocument> whole(List<Value> values) {
            List<Statement> statements = new ArrayList<>();
            for (Value value : documents(values)) {
                Optional<PolicyDocument> read = PolicyDocument.of(value).filter(policy -> !policy.isPartlyHidden());
                if (read.isEmpty()) {
                    return read;
                }
                statements.addAll(read.get().statements());
            }
            return Optional.of(new PolicyDocument(statements));
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
            boolean asks =
                    subject.is(Action.READ) || (subject.changes(path) && !(kind == Kind.BOUND && subject.isNew()));
            if (!asks) {
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
            return read.stream().anyMatch(TrustPolicy::isUnsure) && kind != Kind.BOUND
                    ? Optional.of(subject.unknown(Rule.IAM_ANYONE, path, Finding.Unseen.CONDITION))
                    : Optional.empty();
        }
    }
}
