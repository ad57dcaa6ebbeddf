package dev.infrahub.terraform;

import dev.infrahub.json.Holding;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Secrets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rules find in the values of one plan. They are asked about the same value again and again: it stands before and
 * after the change, in both tags and tags_all, and is redacted and fingerprinted. Lately given answers are remembered.
 */
final class Credentials {

    /** In all values remembered, in memory; then they are forgotten together. */
    private static final int MOST = 1 << 23;

    /** Of one, in both tables. */
    private static final int BYTES_A_VALUE = 192;

    private static final int BYTES_A_FINDING = 32;

    private final Map<Named, List<Finding>> known = new HashMap<>();
    /** In which nothing is found whatever their name. */
    private final Set<String> harmless = new HashSet<>();

    private final Holding held = new Holding();

    private record Named(String name, String text) {}

    List<Finding> in(String name, String text) {
        Named named = new Named(name, text);
        List<Finding> findings = known.get(named);
        return findings == null ? remembered(named) : findings;
    }

    private List<Finding> remembered(Named named) {
        List<Finding> findings = Secrets.inAttribute(named.name(), named.text());
        held.grow(BYTES_A_VALUE
                + BYTES_A_FINDING * findings.size()
                + 2L * (named.name().length() + named.text().length()));
        known.put(named, findings);
        if (findings.isEmpty()) {
            harmless.add(named.text());
        }
        if (held.bytes() > MOST) {
            known.clear();
            harmless.clear();
            held.end();
        }
        return findings;
    }

    /** In the items of a list, by item: in each by itself, and where they stand together. */
    List<List<Finding>> inItems(String name, List<String> items) {
        return items.size() > 1
                ? Secrets.inItems(items, item -> in(name, item))
                : items.stream().map(item -> in(name, item)).toList();
    }

    /** In a text without a name of its own. */
    List<Finding> find(String text) {
        return harmless.contains(text) ? List.of() : in("", text);
    }

    /** Whether a name is a credential itself, as the keys of a map may be. */
    boolean isOne(String name) {
        return !find(name).isEmpty();
    }

    boolean areNames(Map<String, Value> members) {
        return members.keySet().stream().anyMatch(this::isOne);
    }
}
