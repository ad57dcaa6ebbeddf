package dev.infrahub.console.web;

import dev.infrahub.console.remote.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a list is shown.
 *
 * @param path of the page
 * @param said the filters that say something
 */
public record Filters(String path, Map<String, String> said) {

    public Filters {
        said = Map.copyOf(said);
    }

    public static Filters of(Visit visit, List<String> names) {
        Map<String, String> said = new TreeMap<>();
        names.forEach(name -> visit.query(name).ifPresent(value -> said.put(name, value)));
        return new Filters(visit.path(), said);
    }

    /** Empty where it is not filtered by this. */
    public String value(String name) {
        return said.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    public boolean isAny() {
        return !said.isEmpty();
    }

    /** The page with one filter set and the others as they are. */
    public Path with(String name, String value) {
        Path at = Path.of(path);
        for (Map.Entry<String, String> filter : new TreeMap<>(said).entrySet()) {
            at = filter.getKey().equals(name) ? at : at.with(filter.getKey(), filter.getValue());
        }
        return at.with(name, value);
    }

    /** Where the list goes on; its query is the gateway's, which knows the same filters by the same names. */
    public Optional<String> next(Optional<String> query) {
        return query.map(text -> path + "?" + text);
    }
}
