package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is granted before and after a change; only what is new is a risk of the change. */
record Grants(Set<Grant> before, Set<Grant> after) {

    private static final int NAMED = 5;

    /**
     * Something granted that a rule speaks about.
     *
     * @param sentence with a place for what is granted, unless it says that itself
     * @param what for example an action; the same in a graver way is more
     * @param to whom, or null: the same to somebody else is another grant; never told
     */
    record Grant(Rule rule, Severity severity, String sentence, String what, Value to) {

        /** Includes all that an identity may be granted. */
        static final String EVERYTHING = "*";

        /** Includes all but that. */
        static final String EVERYTHING_BUT = "every action but some";

        /** Includes what is granted on some resources. */
        static final String EVERYTHING_SOMEWHERE = "every action on some resources";

        static Grant of(Rule rule, Severity severity, String sentence, String what) {
            return new Grant(rule, severity, sentence, what, Value.Special.NULL);
        }

        private Key key() {
            return new Key(rule, what, to);
        }

        private boolean isOfIdentity() {
            return rule == Rule.IAM_ADMIN || rule == Rule.IAM_WILDCARD;
        }
    }

    private record Key(Rule rule, String what, Value to) {}

    private record Told(Rule rule, Severity severity, String sentence) {}

    List<Finding> added(Subject subject) {
        Predicate<Grant> had = had();
        return findings(subject, after.stream().filter(had.negate()).toList(), "");
    }

    List<Finding> kept(Subject subject) {
        return findings(subject, after.stream().filter(had()).toList(), Rule.ALREADY);
    }

    /** Whether a grant was there before, be it as part of a wider one. */
    private Predicate<Grant> had() {
        Map<Key, Severity> severities = new HashMap<>();
        before.forEach(grant ->
                severities.merge(grant.key(), grant.severity(), (one, other) -> one.atLeast(other) ? one : other));
        return grant -> {
            Severity severity = severities.get(grant.key());
            return (severity != null && severity.atLeast(grant.severity()))
                    || (grant.isOfIdentity() && wider(grant).anyMatch(severities::containsKey));
        };
    }

    private static Stream<Key> wider(Grant grant) {
        Stream<Key> wider = Stream.of(new Key(Rule.IAM_ADMIN, Grant.EVERYTHING, grant.to()));
        if (!grant.what().equals(Grant.EVERYTHING)) {
            wider = Stream.concat(wider, Stream.of(new Key(Rule.IAM_ADMIN, Grant.EVERYTHING_BUT, grant.to())));
        }
        return grant.severity().atLeast(Severity.HIGH)
                ? wider
                : Stream.concat(wider, Stream.of(new Key(Rule.IAM_WILDCARD, Grant.EVERYTHING_SOMEWHERE, grant.to())));
    }

    /** One finding for what differs in nothing but what is granted. */
    private static List<Finding> findings(Subject subject, List<Grant> grants, String prefix) {
        Map<Told, Set<String>> told = new LinkedHashMap<>();
        grants.forEach(grant -> told.computeIfAbsent(
                        new Told(grant.rule(), grant.severity(), grant.sentence()), _ -> new LinkedHashSet<>())
                .add(grant.what()));
        List<Finding> findings = new ArrayList<>();
        told.forEach((one, whats) -> findings.add(one.rule()
                .yes(one.severity(), subject.address(), prefix + one.sentence().formatted(named(whats)))));
        return findings;
    }

    private static String named(Set<String> whats) {
        String names = String.join(", ", whats.stream().limit(NAMED).toList());
        return whats.size() > NAMED ? "%s and %d more".formatted(names, whats.size() - NAMED) : names;
    }
}
