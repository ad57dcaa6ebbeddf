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

    /** In characters before times characters after: about ten thousand of each, which is more than a service takes for a policy. */
    private static final long MOST_COMPARED = 100_000_000;

    /**
     * Something granted that a rule speaks about.
     *
     * @param sentence with a place for what is granted, unless it says that itself
     * @param what for example an action; the same in a graver way is more
     * @param to whom, or null: the same to somebody else is another grant; never told
     * @param on where it holds: the same elsewhere is another grant; never told
     */
    record Grant(Rule rule, Severity severity, String sentence, String what, Value to, Extent on) {

        /** Includes all that an identity may be granted. */
        static final String EVERYTHING = "*";

        /** Includes all but that. */
        static final String EVERYTHING_BUT = "every action but some";

        /** Includes what is granted on some resources. */
        static final String EVERYTHING_SOMEWHERE = "every action on some resources";

        static Grant of(Rule rule, Severity severity, String sentence, String what) {
            return new Grant(rule, severity, sentence, what, Value.Special.NULL, Extent.EVERYWHERE);
        }

        Grant to(Value whom) {
            return new Grant(rule, severity, sentence, what, whom, on);
        }

        Grant on(Extent some) {
            return new Grant(rule, severity, sentence, what, to, some);
        }

        private Key key() {
            return new Key(rule, what, to);
        }

        private boolean isOfIdentity() {
            return rule == Rule.IAM_ADMIN || rule == Rule.IAM_WILDCARD;
        }
    }

    private record Key(Rule rule, String what, Value to) {}

    /** Something granted that is so grave, or graver. */
    private record Held(Key key, Severity severity) {}

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
        boolean literally = length(before) * length(after) > MOST_COMPARED;
        Map<Held, Extents> known = new HashMap<>();
        before.forEach(grant -> Stream.of(Severity.values())
                .filter(severity -> grant.severity().atLeast(severity))
                .forEach(severity -> known.computeIfAbsent(new Held(grant.key(), severity), _ -> new Extents(literally))
                        .add(grant.on())));
        Extents none = new Extents(literally);
        return grant ->
                held(grant).anyMatch(held -> known.getOrDefault(held, none).hold(grant.on()));
    }

    private static long length(Set<Grant> grants) {
        return grants.stream().mapToLong(grant -> grant.on().length()).sum();
    }

    /** What includes it: itself, or for an identity all of it and more. */
    private static Stream<Held> held(Grant grant) {
        Stream<Held> same = Stream.of(new Held(grant.key(), grant.severity()));
        return grant.isOfIdentity() ? Stream.concat(same, wider(grant).map(key -> new Held(key, Severity.LOW))) : same;
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
