package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies of Oracle Cloud, which are sentences: {@code Allow group ops to manage all-resources in tenancy}. */
final class OciPolicyRule implements ChangeRule {

    private static final String POLICY = "oci_identity_policy";
    private static final String STATEMENTS = "statements";
    private static final int LONGEST = 16 * 1024;
    private static final int MOST_WORDS = 40;

    /** Who may manage these may give rights to whomever he likes. Source: Oracle, Details for IAM with identity domains. */
    private static final Set<String> OF_RIGHTS = Set.of(
            "policies",
            "groups",
            "dynamic-groups",
            "users",
            "domains",
            "identity-providers",
            "credentials",
            "compartments",
            "tenancies");

    private static final String WHERE = "where";
    private static final Set<String> ANYONE = Set.of("any-user", "any-group");

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets() || !subject.type().equals(POLICY)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(grants(subject).added(subject));
        if (subject.changes(STATEMENTS)) {
            question(subject).ifPresent(findings::add);
            loosened(subject).ifPresent(findings::add);
        }
        return findings;
    }

    /** What was allowed under a condition only, and is without one now; what grants tell is told by them. */
    private static Optional<Finding> loosened(Subject subject) {
        Set<List<String>> before = statements(subject.before(STATEMENTS)).collect(Collectors.toSet());
        Set<List<String>> limited = before.stream()
                .filter(OciPolicyRule::isLimited)
                .map(OciPolicyRule::unlimited)
                .collect(Collectors.toSet());
        return statements(subject.after(STATEMENTS))
                .filter(words -> limited.contains(words) && !before.contains(words))
                .filter(words -> grants(words).findAny().isEmpty())
                .findFirst()
                .map(_ -> Rule.IAM_LOOSENED.yes(
                        Severity.MEDIUM,
                        subject.address(),
                        "A condition that limited what its policy allows is gone."));
    }

    private static Stream<List<String>> statements(Collection<Value> values) {
        return values.stream()
                .flatMap(value -> value.each().stream())
                .flatMap(value -> value.text().stream())
                .map(OciPolicyRule::words);
    }

    private static boolean isLimited(List<String> words) {
        return words.contains(WHERE);
    }

    private static List<String> unlimited(List<String> words) {
        return isLimited(words) ? words.subList(0, words.indexOf(WHERE)) : words;
    }

    private static Set<Condition> limits(List<String> words) {
        return isLimited(words)
                ? Set.of(new Condition(
                        WHERE, String.join(" ", words.subList(words.indexOf(WHERE), words.size())), List.of()))
                : Set.of();
    }

    private static Optional<Finding> question(Subject subject) {
        List<Value> statements = subject.after(STATEMENTS);
        if (statements.stream().anyMatch(Subject::holdsHidden)) {
            return Optional.of(subject.unknown(Rule.IAM_ADMIN, STATEMENTS, true));
        }
        boolean readable =
                statements.stream().flatMap(value -> value.each().stream()).allMatch(OciPolicyRule::isReadable);
        return readable
                ? Optional.empty()
                : Optional.of(subject.unknown(Rule.IAM_ADMIN, STATEMENTS, Finding.Unseen.UNREADABLE));
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return subject.type().equals(POLICY) ? grants(subject).kept(subject) : List.of();
    }

    @Override
    public Set<Rule> reading(String type) {
        return type.equals(POLICY)
                ? Set.of(Rule.IAM_ADMIN, Rule.IAM_WILDCARD, Rule.IAM_ANYONE, Rule.IAM_LOOSENED)
                : Set.of();
    }

    private static Grants grants(Subject subject) {
        return new Grants(
                subject.isNew() ? Set.of() : grants(subject.before(STATEMENTS)), grants(subject.after(STATEMENTS)));
    }

    private static Set<Grants.Grant> grants(Collection<Value> values) {
        Set<Grants.Grant> grants = new LinkedHashSet<>();
        statements(values).forEach(words -> grants(words).forEach(grants::add));
        return grants;
    }

    private static Stream<Grants.Grant> grants(List<String> words) {
        String first = words.isEmpty() ? "" : words.getFirst();
        int to = words.indexOf("to");
        boolean allows = first.equals("allow") || first.equals("admit");
        if (!allows || to < 0 || to + 2 >= words.size()) {
            return Stream.empty();
        }
        boolean anyone = !Collections.disjoint(words.subList(1, to), ANYONE);
        if (anyone && !isLimited(words)) {
            return Stream.of(Grants.Grant.of(
                    Rule.IAM_ANYONE, Severity.HIGH, "Its policy lets anyone at all in, without a condition.", ""));
        }
        return words.get(to + 1).equals("manage")
                ? managing(unlimited(words), words.get(to + 2)).map(grant -> grant.under(limits(words)))
                : Stream.empty();
    }

    private static Stream<Grants.Grant> managing(List<String> words, String what) {
        boolean everywhere = Collections.indexOfSubList(words, List.of("in", "tenancy")) >= 0;
        Value to = new Value.Text(String.join(" ", words.subList(0, words.indexOf("to"))));
        if (what.equals("all-resources")) {
            return Stream.of(
                    (everywhere ? IdentityPolicy.EVERYTHING : IdentityPolicy.EVERYTHING_SOMEWHERE.on(in(words)))
                            .to(to));
        }
        return OF_RIGHTS.contains(what) && everywhere
                ? Stream.of(Grants.Grant.of(
                                Rule.IAM_ADMIN,
                                Severity.HIGH,
                                "Allows what leads to more rights: %s.",
                                "manage " + what)
                        .to(to))
                : Stream.empty();
    }

    private static Extent in(List<String> words) {
        return new Extent(Set.of(String.join(" ", words.subList(words.indexOf("to") + 1, words.size()))), false);
    }

    /** What a statement may begin with. */
    private static boolean isReadable(Value value) {
        return value.text()
                .map(OciPolicyRule::words)
                .filter(words -> !words.isEmpty()
                        && Set.of("allow", "admit", "endorse", "define", "deny").contains(words.getFirst()))
                .isPresent();
    }

    /** In lower case, with what matters of the longest of them. */
    private static List<String> words(String statement) {
        StringTokenizer words = new StringTokenizer(
                statement.substring(0, Math.min(LONGEST, statement.length())).toLowerCase(Locale.ROOT), " \t\r\n,");
        List<String> found = new ArrayList<>();
        while (words.hasMoreTokens() && found.size() < MOST_WORDS) {
            found.add(words.nextToken());
        }
        return found;
    }
}
