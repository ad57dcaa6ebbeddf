package dev.infrahub.findings;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is granted before and after a change; only what is new is a risk of the change. */
record Grants(Set<Grant> before, Set<Grant> after) {

    private static final int NAMED = 5;

    /** Before what a condition limited until now, or limited more. */
    private static final String UNLIMITED = "A condition that limited it is gone or wider. ";

    /** In characters before times characters after: about ten thousand of each, which is more than a service takes for a policy. */
    private static final long MOST_COMPARED = 100_000_000;

    /** By what it is told how far something is granted. */
    enum Side {
        RESOURCES,
        ACTIONS,
        WHOM
    }

    /**
     * Something granted that a rule speaks about.
     *
     * @param sentence with a place for what is granted, unless it says that itself
     * @param what for example an action; the same in a graver way is more
     * @param to whom, or null: the same to somebody else is another grant; never told
     * @param side of what is told how far it holds
     * @param on how far: the same elsewhere, or with less left out, is another grant; never told
     * @param under conditions that limit it: the same under fewer of them is more; never told
     */
    record Grant(
            Rule rule,
            Severity severity,
            String sentence,
            String what,
            Value to,
            Side side,
            Extent on,
            Set<Condition> under) {

        /** Includes all that an identity may be granted. */
        static final String EVERYTHING = "*";

        /** Includes all but that. */
        static final String EVERYTHING_BUT = "every action but some";

        /** Stands for that where what is less is looked for. */
        private static final String MOST = "most actions";

        /** Of anyone, includes whatever anyone may do. */
        static final String EVERY_ACTION = "every action";

        /** Includes what is granted on some resources. */
        static final String EVERYTHING_SOMEWHERE = "every action on some resources";

        static Grant of(Rule rule, Severity severity, String sentence, String what) {
            return new Grant(
                    rule, severity, sentence, what, Value.Special.NULL, Side.RESOURCES, Extent.EVERYWHERE, Set.of());
        }

        Grant to(Value whom) {
            return new Grant(rule, severity, sentence, what, whom, side, on, under);
        }

        Grant on(Extent some) {
            return of(side, some);
        }

        /** The same, told by how far it holds on another side: it was there before where it was on each. */
        Grant of(Side other, Extent some) {
            return new Grant(rule, severity, sentence, what, to, other, some, under);
        }

        Grant under(Set<Condition> some) {
            return new Grant(rule, severity, sentence, what, to, side, on, some);
        }

        /** As it is told. */
        private Grant plain() {
            return of(rule, severity, sentence, what).to(to);
        }

        /** Of actions the case does not count. */
        private Key key() {
            return new Key(rule, rule == Rule.IAM_ANYONE ? what.toLowerCase(Locale.ROOT) : what, to, side);
        }

        private boolean isOfIdentity() {
            return rule == Rule.IAM_ADMIN || rule == Rule.IAM_WILDCARD;
        }
    }

    private record Key(Rule rule, String what, Value to, Side side) {

        /** As a pattern of actions, or as all of them. */
        private boolean includes(Grant grant) {
            return to.equals(grant.to())
                    && side == grant.side()
                    && (what.equals(Grant.EVERY_ACTION) || Extents.isWider(what, grant.what()));
        }
    }

    /** Something granted, under no more than these conditions. */
    private record Limited(Held held, Set<Condition> under) {}

    /** Something granted that is so grave, or graver. */
    private record Held(Key key, Severity severity) {}

    private record Told(Rule rule, Severity severity, String sentence) {}

    List<Finding> added(Subject subject) {
        List<Grant> added = after.stream().filter(had().negate()).toList();
        Predicate<Grant> wasLimited = new Grants(
                        before.stream().map(grant -> grant.under(Set.of())).collect(Collectors.toSet()), after)
                .had();
        List<Finding> findings = new ArrayList<>(
                findings(subject, added.stream().filter(wasLimited.negate()).toList(), ""));
        findings.addAll(findings(subject, added.stream().filter(wasLimited).toList(), UNLIMITED));
        return findings;
    }

    List<Finding> kept(Subject subject) {
        Predicate<Grant> had = had();
        Set<Grant> added = after.stream().filter(had.negate()).map(Grant::plain).collect(Collectors.toSet());
        List<Grant> kept = after.stream()
                .filter(grant -> had.test(grant) && !added.contains(grant.plain()))
                .toList();
        return findings(subject, kept, Rule.ALREADY);
    }

    /** What was not there before. */
    Predicate<Grant> isNew() {
        return had().negate();
    }

    /** Whether a grant was there before, be it as part of a wider one. */
    private Predicate<Grant> had() {
        boolean literally = length(before) * length(after) > MOST_COMPARED;
        Map<Limited, List<Extent>> known = new HashMap<>();
        WiderLimits limits = new WiderLimits(before.stream().map(Grant::under).collect(Collectors.toSet()), literally);
        before.forEach(grant -> keys(grant)
                .forEach(key -> Stream.of(Severity.values())
                        .filter(severity -> grant.severity().atLeast(severity))
                        .forEach(severity -> known.computeIfAbsent(
                                        new Limited(new Held(key, severity), grant.under()), _ -> new ArrayList<>())
                                .add(extent(key, grant)))));
        Kept<Limited> extents = new Kept<>();
        List<Key> wide = literally ? List.of() : wideKeys();
        return grant -> held(grant, wide)
                .anyMatch(held -> extents.of(
                                new Limited(held, grant.under()), limited -> extents(known, limited, literally, limits))
                        .hold(grant.on()));
    }

    /** What is granted almost everywhere is told by that, and not by where it is not. */
    private static Extent extent(Key key, Grant grant) {
        return key.what().equals(Grant.MOST) && grant.side() == Side.RESOURCES ? Extent.EVERYWHERE : grant.on();
    }

    /** Of what was granted under no other conditions. */
    private static Extents extents(
            Map<Limited, List<Extent>> known, Limited limited, boolean literally, WiderLimits limits) {
        Allowance.current().check();
        Extents extents = new Extents(literally);
        limits.than(limited.under())
                .forEach(under -> known.getOrDefault(new Limited(limited.held(), under), List.of())
                        .forEach(extents::add));
        return extents;
    }

    private static long length(Set<Grant> grants) {
        long named = grants.stream()
                .mapToLong(grant -> grant.on().length() + grant.what().length())
                .sum();
        return named
                + grants.stream()
                        .map(Grant::under)
                        .distinct()
                        .flatMap(Set::stream)
                        .mapToLong(Condition::length)
                        .sum();
    }

    /** What is known of a grant: of everything but some, also that it includes whatever is less. */
    private static Stream<Key> keys(Grant grant) {
        return grant.what().equals(Grant.EVERYTHING_BUT)
                ? Stream.of(grant.key(), new Key(grant.rule(), Grant.MOST, grant.to(), grant.side()))
                : Stream.of(grant.key());
    }

    /** Those of anyone that include others by a pattern. */
    private List<Key> wideKeys() {
        return before.stream()
                .filter(grant -> grant.rule() == Rule.IAM_ANYONE
                        && (Wildcard.isIn(grant.what()) || grant.what().equals(Grant.EVERY_ACTION)))
                .map(Grant::key)
                .distinct()
                .toList();
    }

    /** What includes it: itself, for an identity all of it and more, for anyone a pattern of it. */
    private static Stream<Held> held(Grant grant, List<Key> wide) {
        Stream<Held> same = Stream.of(new Held(grant.key(), grant.severity()));
        if (grant.isOfIdentity()) {
            return Stream.concat(same, wider(grant).map(key -> new Held(key, Severity.LOW)));
        }
        return grant.rule() == Rule.IAM_ANYONE && grant.what().indexOf(':') > 0
                ? Stream.concat(
                        same,
                        wide.stream().filter(key -> key.includes(grant)).map(key -> new Held(key, grant.severity())))
                : same;
    }

    private static Stream<Key> wider(Grant grant) {
        Stream<Key> wider = Stream.of(new Key(Rule.IAM_ADMIN, Grant.EVERYTHING, grant.to(), grant.side()));
        if (!grant.what().equals(Grant.EVERYTHING) && !grant.what().equals(Grant.EVERYTHING_BUT)) {
            wider = Stream.concat(wider, Stream.of(new Key(Rule.IAM_ADMIN, Grant.MOST, grant.to(), grant.side())));
        }
        return grant.severity().atLeast(Severity.HIGH)
                ? wider
                : Stream.concat(
                        wider,
                        Stream.of(new Key(Rule.IAM_WILDCARD, Grant.EVERYTHING_SOMEWHERE, grant.to(), grant.side())));
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

    static String named(Collection<String> whats) {
        String names = String.join(", ", whats.stream().limit(NAMED).toList());
        return whats.size() > NAMED ? "%s and %d more".formatted(names, whats.size() - NAMED) : names;
    }
}
