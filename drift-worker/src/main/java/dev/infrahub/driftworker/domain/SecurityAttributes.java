package dev.infrahub.driftworker.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table of what may never be noise: who may do, read or reach what, and what is protected. */
record SecurityAttributes(List<Row> rows) {

    static final SecurityAttributes TABLE = new SecurityAttributes(
            TabSeparated.rows("security-attributes.tsv").stream().map(Row::of).toList());

    /** Of things, not of who may do what with them. */
    private static final Set<String> LABELS =
            Set.of("tags", "tags_all", "labels", "effective_labels", "terraform_labels", "timeouts");

    /** One row: what these attributes of these types decide. */
    record Row(List<Glob> types, List<PathPattern> paths, String decides, String source) {

        static Row of(List<String> row) {
            return new Row(Glob.alternatives(row.get(0)), PathPattern.alternatives(row.get(1)), row.get(2), row.get(3));
        }

        boolean isAbout(AttributePath path) {
            return paths.stream().anyMatch(pattern -> leads(pattern, path));
        }

        /** A difference of the whole list in which the attribute stands is one of the attribute too. */
        private static boolean leads(PathPattern pattern, AttributePath path) {
            return pattern.isAny()
                    ? !LABELS.contains(path.attribute())
                    : pattern.leadsTo(path) || pattern.leadsThrough(path);
        }
    }

    /** Those that speak of a type. */
    SecurityAttributes of(String type) {
        return new SecurityAttributes(
                rows.stream().filter(row -> Glob.anyMatches(row.types, type)).toList());
    }

    /** What a change there decides anew in a resource of their type; empty of what is no matter of security. */
    Optional<Row> at(AttributePath path) {
        return rows.stream().filter(row -> row.isAbout(path)).findFirst();
    }
}
