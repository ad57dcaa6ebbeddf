package dev.infrahub.findings;

import dev.infrahub.json.Value;
import dev.infrahub.terraform.ResourceChange;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is lost with a resource, by its type: listed, known to be nothing, or not known. Rules and rollback both ask here. */
public record StatefulTypes(Map<String, Entry> entries, StatelessTypes stateless) {

    public static final StatefulTypes TABLE = new StatefulTypes(
            TabSeparated.rows("stateful-types.tsv").stream()
                    .collect(Collectors.toUnmodifiableMap(row -> row[0], Entry::of)),
            StatelessTypes.TABLE);

    public static final String UNLESS = ", unless the provider refuses or keeps a copy";

    /** What is lost with a resource. */
    public enum Kind {
        DATA("its data is lost"),
        KEY(
                "what it encrypted or signed can no longer be read or trusted",
                "Find what it protects, and protect that with another key first."),
        ZONE(
                "the names in it go with it, also those that the code does not hold",
                "Export its names first, and tell the zone above about new name servers."),
        NAME(
                "others that know it by its name or address lose it",
                "Give the new name or address to those who use it, or keep this one."),
        CLUSTER("what lives in it goes with it", "List what lives in it, and back that up first."),
        POSSIBLE("what was written to it since it was made may be lost"),
        UNKNOWN("whether anything is lost with it is not known, since the hub does not know its type"),
        GENERATED("its value is a new one");

        private final String consequence;
        private final Optional<String> advice;

        Kind(String consequence) {
            this.consequence = consequence;
            this.advice = Optional.empty();
        }

        Kind(String consequence, String advice) {
            this.consequence = consequence;
            this.advice = Optional.of(advice);
        }

        public String consequence() {
            return consequence;
        }

        /** Where that of the rule, which is about data, does not help. */
        Optional<String> advice() {
            return advice;
        }
    }

    /**
     * One type.
     *
     * @param what what a reader calls it
     * @param softened what makes its loss possible instead of certain
     * @param safeguard what to do before apply; empty where nothing helps
     */
    public record Entry(String type, String what, Kind kind, String softened, String safeguard) {

        static Entry of(String[] row) {
            return new Entry(
                    row[0],
                    row[1],
                    Kind.valueOf(row[2].toUpperCase(Locale.ROOT)),
                    row[3],
                    row[4].equals("-") ? "" : row[4]);
        }

        static Entry unknown(String type) {
            return new Entry(
                    type, "resource", Kind.UNKNOWN, "-", "find out whether it holds anything, and copy that elsewhere");
        }

        /** Whether the provider keeps something back, or refuses, when it is destroyed; so too where that is not shown. */
        public boolean isSoftened(Value before) {
            if (softened.equals("window")) {
                return true;
            }
            int operator = Math.max(softened.indexOf('='), softened.indexOf('>'));
            if (operator < 0) {
                return false;
            }
            Value value = before.at(softened.substring(0, operator));
            if (Subject.isHidden(value)) {
                return true;
            }
            return softened.charAt(operator) == '='
                    ? value.equals(new Value.Bool(Boolean.parseBoolean(softened.substring(operator + 1))))
                    : value instanceof Value.Num(String number) && new BigDecimal(number).signum() > 0;
        }
    }

    /** Empty where nothing is lost; a type in neither table is one of which nobody knows. */
    public Optional<Entry> of(ResourceChange change) {
        return change.isData() ? Optional.empty() : of(change.type());
    }

    public Optional<Entry> of(String type) {
        return Optional.ofNullable(entries.get(type))
                .or(() -> stateless.has(type) ? Optional.empty() : Optional.of(Entry.unknown(type)));
    }

    public boolean isOf(String type, Kind kind) {
        return of(type).filter(entry -> entry.kind() == kind).isPresent();
    }
}
