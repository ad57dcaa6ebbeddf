package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where something empty is not nothing. A provider's schema gives each attribute a type, and of a list or a text that is not set
 * it may as well read an empty one. Where there is no such schema, somebody wrote it.
 */
final class Emptiness {

    /** What selects by something selects everything by an empty object, and nothing where there is none. */
    private static final String SELECTOR = "selector";

    /** Attributes without a type: whatever is written there is what is meant. */
    private static final List<FreeForm> FREE_FORM = TabSeparated.rows("free-form-attributes.tsv").stream()
            .map(FreeForm::of)
            .toList();

    private Emptiness() {}

    private record FreeForm(List<Glob> types, List<PathPattern> paths) {

        static FreeForm of(List<String> row) {
            return new FreeForm(Glob.alternatives(row.get(0)), PathPattern.alternatives(row.get(1)));
        }

        boolean holds(String type, AttributePath path) {
            return Glob.anyMatches(types, type) && paths.stream().anyMatch(pattern -> pattern.leadsTo(path));
        }
    }

    /** Whether an empty value there says another thing than none. */
    static boolean tells(Difference difference, Compared resource) {
        String type = resource.change().type();
        AttributePath path = difference.path();
        boolean isObject = difference.before() instanceof Value.Members || difference.after() instanceof Value.Members;
        return (isObject && selects(path))
                || (isObject && SecurityAttributes.TABLE.of(type).at(difference).isPresent())
                || (resource.isWhole() && isKey(path, resource))
                || FREE_FORM.stream().anyMatch(one -> one.holds(type, path));
    }

    private static boolean selects(AttributePath path) {
        return path.lastName().toLowerCase(Locale.ROOT).endsWith(SELECTOR);
    }

    /** Of what has a type, plans tell each attribute, be it null: what comes and goes is a key that somebody chose. */
    private static boolean isKey(AttributePath path, Compared resource) {
        if (path.steps().size() < 2 || !(path.steps().getLast() instanceof Value.Text(String name))) {
            return false;
        }
        AttributePath around = path.first(path.steps().size() - 1);
        Map<String, Value> before = Json.members(around.in(resource.values().before()));
        Map<String, Value> after = Json.members(around.in(resource.values().after()));
        return before.containsKey(name) != after.containsKey(name) && !before.isEmpty() && !after.isEmpty();
    }
}
