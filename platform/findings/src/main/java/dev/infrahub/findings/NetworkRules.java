package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of what lets networks in: which attributes say from where, under which conditions, and to what. */
public record NetworkRules(Map<String, List<Entry>> byType) {

    public static final NetworkRules TABLE = new NetworkRules(TabSeparated.rows("network-rules.tsv").stream()
            .flatMap(row -> Parts.of(row[0], ',').stream().map(type -> Map.entry(type, Entry.of(row))))
            .collect(Collectors.groupingBy(
                    Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList()))));

    private static final String NONE = "-";

    /**
     * One row of the table.
     *
     * @param blocks the path of the blocks each of which is a rule; empty where the resource itself is one
     * @param when all of which must hold of a rule
     * @param sources from where it lets in
     * @param services the path of the blocks in a rule that have protocol and ports; empty where the rule itself has them
     * @param protocol its path; empty where there is none
     * @param ports alternatives of which each may be set
     * @param what it opens where that is no matter of ports
     */
    public record Entry(
            List<String> blocks,
            List<Condition> when,
            List<Source> sources,
            String services,
            String protocol,
            List<PortsPath> ports,
            @Nullable What what) {

        private static Entry of(String[] row) {
            boolean named = row[6].startsWith("=");
            return new Entry(
                    steps(row[1]),
                    listed(row[2]).map(Condition::of).toList(),
                    listed(row[3]).map(Source::of).toList(),
                    path(row[4]),
                    path(row[5]),
                    named ? List.of() : listed(row[6]).map(PortsPath::of).toList(),
                    named ? What.of(row[6].substring(1)) : null);
        }
    }

    /** Something that is opened as a whole: {@code high the database}. */
    public record What(String words, Severity severity) {

        private static What of(String text) {
            int space = text.indexOf(' ');
            return new What(text.substring(space + 1), Severity.of(text.substring(0, space)));
        }
    }

    /** Addresses at one path, from one path to another, or everyone. */
    public record Source(String first, @Nullable String last) {

        private static final String EVERYONE = "*";
        private static final char DEFAULT = '?';

        private static Source of(String text) {
            int dots = text.indexOf(BETWEEN);
            return dots < 0
                    ? new Source(text, null)
                    : new Source(text.substring(0, dots), text.substring(dots + BETWEEN.length()));
        }

        /** Whether nothing names networks, and the default may let everyone in. */
        public boolean isDefault() {
            return first.charAt(0) == DEFAULT;
        }

        public boolean isEveryone() {
            return first.equals(EVERYONE);
        }
    }

    /** Ports at one path, or from the one at a path to the one at another. */
    public record PortsPath(String first, @Nullable String last) {

        private static PortsPath of(String text) {
            Source both = Source.of(text);
            return new PortsPath(both.first(), both.last());
        }
    }

    /**
     * What must be so: {@code direction=ingress}, {@code policy=accept|} (or not set), {@code disabled!=true},
     * {@code everyone=*} (set at all), {@code annotations~scheme=internal} (the map holds this, or one of these),
     * {@code annotations!~scheme=internal} (it holds none of these); {@code ^} before the path begins at the block around, {@code /} at
     * the resource.
     */
    public record Condition(int up, String path, Test test, Set<String> values) {

        public static final String SET = "*";
        static final int TO_THE_RESOURCE = Integer.MAX_VALUE;

        public enum Test {
            IS,
            IS_NOT,
            HOLDS,
            HOLDS_NOT
        }

        private static Condition of(String text) {
            int equals = text.indexOf('=');
            int sign = text.indexOf('~') < 0 ? equals : text.indexOf('~');
            boolean not = text.charAt(sign - 1) == '!';
            Test test = sign == equals ? (not ? Test.IS_NOT : Test.IS) : not ? Test.HOLDS_NOT : Test.HOLDS;
            int end = not ? sign - 1 : sign;
            String values = text.substring(sign + 1);
            int up = text.charAt(0) == '^' ? 1 : text.charAt(0) == '/' ? TO_THE_RESOURCE : 0;
            return new Condition(
                    up,
                    text.substring(up == 0 ? 0 : 1, end),
                    test,
                    Set.copyOf(Parts.of(values.toLowerCase(Locale.ROOT), '|')));
        }
    }

    private static final String BETWEEN = "..";

    public List<Entry> of(String type) {
        return byType.getOrDefault(type, List.of());
    }

    private static String path(String text) {
        return text.equals(NONE) ? "" : text;
    }

    private static List<String> steps(String text) {
        return text.equals(NONE) ? List.of() : Parts.of(text, '.');
    }

    private static Stream<String> listed(String text) {
        return text.equals(NONE) ? Stream.empty() : Parts.of(text, ',').stream();
    }
}
