package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;

/** Values at a path that may lead through JSON in a string, as a policy's do. */
final class Inside {

    private Inside() {}

    static List<Value> all(Value root, String path) {
        List<Value> found = List.of(root);
        for (String step : Parts.of(path, '.')) {
            List<Value> next = new ArrayList<>();
            for (Value value : found) {
                value.each().forEach(item -> next.add(opened(item).at(step)));
            }
            found = next;
        }
        return found;
    }

    /** The items of what stands at a path that ends in a dot; the value itself where the path is empty. */
    static List<Value> every(Value root, String path) {
        return path.isEmpty()
                ? List.of(root)
                : all(root, path.substring(0, path.length() - 1)).stream()
                        .flatMap(value -> value.each().stream())
                        .map(Inside::opened)
                        .toList();
    }

    /** Whether the path leads into a string that is no object. */
    static boolean isBroken(Value root, String path) {
        int last = path.lastIndexOf('.');
        if (last < 0) {
            return false;
        }
        String way = path.substring(0, last);
        return isBroken(root, way)
                || all(root, way).stream()
                        .flatMap(value -> value.each().stream())
                        .anyMatch(value ->
                                value.text().filter(text -> !text.isBlank()).isPresent()
                                        && !(opened(value) instanceof Value.Members));
    }

    private static Value opened(Value value) {
        return value.text()
                .filter(text -> text.stripLeading().startsWith("{"))
                .flatMap(Value::ofJson)
                .orElse(value);
    }
}
