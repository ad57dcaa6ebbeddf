package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.findings.DecidingAttributes;
import dev.infrahub.json.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The table of what may never be noise: who may do, read or reach what, and what is protected. */
record SecurityAttributes(List<Row> rows) {

    static final SecurityAttributes TABLE = new SecurityAttributes(
            TabSeparated.rows("security-attributes.tsv").stream().map(Row::of).toList());

    /** Of things, not of who may do what with them. */
    private static final Set<String> LABELS = Set.of(
            "tags",
            "tags_all",
            "labels",
            "effective_labels",
            "terraform_labels",
            "timeouts",
            "description",
            "comment",
            "notes");

    private static final String RULES = "docs/risk-rules.md";

    /**
     * One row: what these attributes of these types decide.
     *
     * @param when for which differences it counts
     */
    record Row(List<Glob> types, List<PathPattern> paths, Likeness when, String decides, String source) {

        static Row of(List<String> row) {
            return new Row(
                    Glob.alternatives(row.get(0)),
                    PathPattern.alternatives(row.get(1)),
                    Likeness.of(row.get(2)).orElseThrow(),
                    row.get(3),
                    row.get(4));
        }

        /** What the rules about changes read of a type, they read for a reason. */
        private static Optional<Row> ofRules(String type) {
            List<PathPattern> read =
                    DecidingAttributes.paths(type).stream().map(PathPattern::of).toList();
            return read.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Row(
                            List.of(new Glob(type)), read, Likeness.ANY, "who may do, read or reach what", RULES));
        }

        boolean isAbout(Difference difference) {
            return paths.stream().anyMatch(pattern -> leads(pattern, difference))
                    && (difference.isHidden()
                            || difference.isUntold()
                            || when.holds(difference.before(), difference.after()));
        }

        /** Whether it says which attributes, and not that all of them are. */
        boolean isByName() {
            return paths.stream().noneMatch(PathPattern::isAny);
        }

        /** A difference of the whole list in which the attribute stands is one of the attribute too. */
        private static boolean leads(PathPattern pattern, Difference difference) {
            AttributePath path = difference.path();
            if (pattern.isAny()) {
                return !LABELS.contains(path.attribute());
            }
            return pattern.leadsTo(path)
                    || pattern.leadsThrough(path)
                    || (pattern.isAnywhere()
                            && (isIn(pattern.names().getLast(), difference.before())
                                    || isIn(pattern.names().getLast(), difference.after())));
        }

        private static boolean isIn(Glob name, Value value) {
            return switch (value) {
                case Value.Items(var items) -> items.stream().anyMatch(item -> isIn(name, item));
                case Value.Members(var members) ->
                    members.entrySet().stream()
                            .anyMatch(member -> (name.matches(member.getKey()) && !Likeness.isEmpty(member.getValue()))
                                    || isIn(name, member.getValue()));
                case Value.Text _, Value.Num _, Value.Bool _, Value.Special _ -> false;
            };
        }
    }

    /** Those that speak of a type. */
    SecurityAttributes of(String type) {
        return new SecurityAttributes(Stream.concat(
                        rows.stream().filter(row -> Glob.anyMatches(row.types, type)), Row.ofRules(type).stream())
                .toList());
    }

    /** What a change there decides anew in a resource of their type; empty of what is no matter of security. */
    Optional<Row> at(Difference difference) {
        return rows.stream().filter(row -> row.isAbout(difference)).min(Comparator.comparing(row -> !row.isByName()));
    }
}
