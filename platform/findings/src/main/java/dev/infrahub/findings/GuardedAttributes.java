package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of attributes whose change is a matter of risk. */
public record GuardedAttributes(Map<String, List<Entry>> byType) {

    public static final GuardedAttributes TABLE =
            new GuardedAttributes(TabSeparated.rows("guarded-attributes.tsv").stream()
                    .map(Entry::of)
                    .collect(Collectors.groupingBy(Entry::type)));

    /** When a row applies. */
    public enum On {
        /** Also to what is made so. */
        CREATE,
        /** Only to what is made so. */
        NEW,
        /** To what was otherwise before. */
        CHANGE,
        /** To what changes in place. */
        UPDATE,
        /** To what is destroyed, while what it guarded stays. */
        DELETE
    }

    /**
     * One row of the table.
     *
     * @param of the attribute by which a guard names what it guards; empty where it names nothing
     */
    public record Entry(
            Rule rule,
            Severity severity,
            String type,
            String path,
            String unsafe,
            Set<On> on,
            String sentence,
            String of) {

        public static Entry of(String[] row) {
            return new Entry(
                    Rule.of(row[0]),
                    Severity.of(row[1]),
                    row[2],
                    row[3],
                    row[4],
                    Parts.of(row[5].toUpperCase(Locale.ROOT), ',').stream()
                            .map(On::valueOf)
                            .collect(Collectors.toUnmodifiableSet()),
                    row[6],
                    row.length > 7 ? row[7] : "");
        }
    }

    public List<Entry> of(String type) {
        return byType.getOrDefault(type, List.of());
    }
}
