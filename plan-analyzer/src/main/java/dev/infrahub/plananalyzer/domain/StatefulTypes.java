package dev.infrahub.plananalyzer.domain;

import dev.infrahub.json.Value;
import dev.infrahub.terraform.ResourceChange;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of resource types whose loss hurts. */
record StatefulTypes(Map<String, Entry> entries) {

    static final StatefulTypes TABLE = new StatefulTypes(TabSeparated.rows("stateful-types.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], Entry::of)));

    static final String UNLESS = ", unless the provider refuses or keeps a copy";

    private static final Set<String> LOGICAL_PROVIDERS = Set.of("null", "terraform", "local", "time", "archive");

    /** What is lost with a resource. */
    enum Kind {
        DATA("its data is lost"),
        KEY("what it encrypted or signed can no longer be read or trusted"),
        NAME("others that know it by its name or address lose it"),
        CLUSTER("what lives in it goes with it"),
        GENERATED("its value is a new one");

        private final String consequence;

        Kind(String consequence) {
            this.consequence = consequence;
        }

        String consequence() {
            return consequence;
        }
    }

    /**
     * One type.
     *
     * @param what what a reader calls it
     * @param softened what makes its loss possible instead of certain
     * @param safeguard what to do before apply; empty where nothing helps
     */
    record Entry(String type, String what, Kind kind, String softened, String safeguard) {

        static Entry of(String[] row) {
            return new Entry(
                    row[0],
                    row[1],
                    Kind.valueOf(row[2].toUpperCase(Locale.ROOT)),
                    row[3],
                    row[4].equals("-") ? "" : row[4]);
        }

        /** Whether the provider keeps something back, or refuses, when it is destroyed; so too where that is not shown. */
        boolean isSoftened(Value before) {
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

    /** Whether the table knows the type's provider, so that a type it does not list may count as rebuilt from code. */
    boolean covers(String type) {
        String provider = provider(type);
        return LOGICAL_PROVIDERS.contains(provider)
                || entries.keySet().stream().anyMatch(listed -> provider(listed).equals(provider));
    }

    private static String provider(String type) {
        int end = type.indexOf('_');
        return end < 0 ? type : type.substring(0, end);
    }

    Optional<Entry> of(ResourceChange change) {
        return change.isData() ? Optional.empty() : Optional.ofNullable(entries.get(change.type()));
    }
}
