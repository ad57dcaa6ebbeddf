package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What leads to more rights than were given, in one cloud.
 *
 * @param paths each a way there
 * @param actions all that they are made of
 */
record LeadsToMore(List<Path> paths, Set<String> actions) {

    private static final Map<String, LeadsToMore> BY_CLOUD = TabSeparated.rows("leads-to-more.tsv").stream()
            .collect(Collectors.groupingBy(
                    row -> row[0], Collectors.collectingAndThen(Collectors.toList(), LeadsToMore::of)));

    static final LeadsToMore AWS = ofCloud("aws");
    static final LeadsToMore AZURE = ofCloud("azure");
    static final LeadsToMore GOOGLE = ofCloud("google");
    static final LeadsToMore KUBERNETES = ofCloud("kubernetes");
    static final LeadsToMore VAULT = ofCloud("vault");

    private static final String SENTENCE = "Allows what leads to more rights: %s.";

    /**
     * Actions that lead there together; the first one decides how far.
     *
     * @param name what readers are told
     */
    record Path(List<String> actions, Severity severity, String name) {

        private static Path of(String[] row) {
            List<String> actions = Parts.of(row[1], '+');
            List<String> told = row[0].equals("kubernetes")
                    ? actions.stream().map(ClusterRole::told).toList()
                    : actions;
            String others = String.join(" and ", told.subList(1, told.size()));
            return new Path(
                    actions, Severity.of(row[2]), told.getFirst() + (others.isEmpty() ? "" : " with " + others));
        }
    }

    /** How far an action is allowed. */
    enum Reach {
        /** Nowhere, or not at all. */
        NONE,
        /** On what is named. */
        SOME,
        /** Everywhere, under a condition. */
        CONDITION,
        /** Everywhere. */
        ALL
    }

    private static LeadsToMore ofCloud(String cloud) {
        return Optional.ofNullable(BY_CLOUD.get(cloud)).orElseThrow();
    }

    private static LeadsToMore of(List<String[]> rows) {
        List<Path> paths = rows.stream().map(Path::of).toList();
        return new LeadsToMore(
                paths, paths.stream().flatMap(path -> path.actions().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * A path that is open.
     *
     * @param severity how grave that is, under the conditions that it has
     */
    record Way(Path path, Severity severity) {

        Grants.Grant grant() {
            Rule rule = severity == Severity.HIGH ? Rule.IAM_ADMIN : Rule.IAM_WILDCARD;
            return Grants.Grant.of(rule, severity, SENTENCE, path.name());
        }

        Extent actions() {
            return new Extent(
                    path.actions().stream()
                            .map(action -> action.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet()),
                    false);
        }
    }

    /** What follows where actions are allowed everywhere or not at all. */
    Stream<Grants.Grant> grants(Predicate<String> allowed) {
        return ways(action -> allowed.test(action) ? Reach.ALL : Reach.NONE, Severity.HIGH)
                .map(Way::grant);
    }

    /**
     * What is open where actions are allowed as far as is told; what is part of a graver path is not told again.
     *
     * @param most how grave it is at most
     */
    Stream<Way> ways(Function<String, Reach> allowed, Severity most) {
        Map<String, Reach> reaches = actions.stream().collect(Collectors.toMap(Function.identity(), allowed));
        List<Way> open = paths.stream()
                .filter(path -> isOpen(path, reaches))
                .map(path -> new Way(path, severity(path, reaches, most)))
                .toList();
        Set<String> within = open.stream()
                .filter(way -> way.path().actions().size() > 1 && way.severity() == Severity.HIGH)
                .flatMap(way -> way.path().actions().stream())
                .collect(Collectors.toUnmodifiableSet());
        return open.stream()
                .filter(way -> way.severity() == Severity.HIGH
                        || !within.containsAll(way.path().actions()));
    }

    private static boolean isOpen(Path path, Map<String, Reach> reaches) {
        Reach first = reaches.getOrDefault(path.actions().getFirst(), Reach.NONE);
        return (first == Reach.ALL || first == Reach.CONDITION)
                && path.actions().stream().allMatch(action -> reaches.get(action) != Reach.NONE);
    }

    private static Severity severity(Path path, Map<String, Reach> reaches, Severity most) {
        boolean conditional = reaches.get(path.actions().getFirst()) == Reach.CONDITION;
        return conditional || !most.atLeast(path.severity()) ? Severity.MEDIUM : path.severity();
    }
}
