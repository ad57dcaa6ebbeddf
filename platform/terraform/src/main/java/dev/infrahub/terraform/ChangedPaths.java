package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between a value before and after a change, and what of it is unknown. It goes into objects, and into lists of
 * one length; lists of two lengths differ as wholes. Where the value after is unknown, the one before does not matter.
 */
final class ChangedPaths {

    private ChangedPaths() {}

    /** As a value that no other difference has; null where nothing differs. */
    static Value between(Value before, Value after, Value unknown) {
        if (!(unknown instanceof Value.Members) && !(unknown instanceof Value.Items) && !isUnmarked(unknown)) {
            return node("unknown", unknown);
        }
        if (before instanceof Value.Members(var was)
                && after instanceof Value.Members(var is)
                && !(unknown instanceof Value.Items)) {
            return ofMembers(was, is, unknown);
        }
        if (before instanceof Value.Items(var was)
                && after instanceof Value.Items(var is)
                && was.size() == is.size()
                && !(unknown instanceof Value.Members)
                && length(unknown) <= is.size()) {
            return ofItems(was, is, unknown);
        }
        return ofWhole(before, after, unknown);
    }

    private static Value ofMembers(Map<String, Value> before, Map<String, Value> after, Value unknown) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        if (unknown instanceof Value.Members(var masks)) {
            names.addAll(masks.keySet());
        }
        Map<String, Value> changed = new LinkedHashMap<>();
        for (String name : names) {
            Value difference = between(
                    before.getOrDefault(name, Value.Special.NULL),
                    after.getOrDefault(name, Value.Special.NULL),
                    unknown.at(name));
            if (!difference.isNull()) {
                changed.put(name, difference);
            }
        }
        return changed.isEmpty() ? Value.Special.NULL : node("members", new Value.Members(changed));
    }

    private static Value ofItems(List<Value> before, List<Value> after, Value unknown) {
        Map<String, Value> changed = new LinkedHashMap<>();
        for (int index = 0; index < after.size(); index++) {
            Value mask = index < length(unknown) ? unknown.each().get(index) : Value.Special.NULL;
            Value difference = between(before.get(index), after.get(index), mask);
            if (!difference.isNull()) {
                changed.put(String.valueOf(index), difference);
            }
        }
        return changed.isEmpty() ? Value.Special.NULL : node("items", new Value.Members(changed));
    }

    private static Value ofWhole(Value before, Value after, Value unknown) {
        boolean known = !Sensitivity.marksAnything(unknown) && !hasText(unknown);
        if (known && isSame(before, after)) {
            return Value.Special.NULL;
        }
        Map<String, Value> whole = new LinkedHashMap<>();
        whole.put("before", before);
        whole.put("after", after);
        whole.put("unknown", known ? Value.Special.NULL : unknown);
        return new Value.Members(whole);
    }

    /** The same number may be spelt in two ways, and an attribute that is null left out. */
    private static boolean isSame(Value one, Value other) {
        return one.equals(other) || Arrays.equals(ExactValues.canonical(one), ExactValues.canonical(other));
    }

    private static int length(Value mask) {
        return mask instanceof Value.Items(var items) ? items.size() : 0;
    }

    private static boolean isUnmarked(Value mask) {
        return mask.isNull() || mask.isFalse();
    }

    /** A digest stands for what is unknown inside something sensitive. */
    private static boolean hasText(Value mask) {
        return switch (mask) {
            case Value.Text _ -> true;
            case Value.Items(var items) -> items.stream().anyMatch(ChangedPaths::hasText);
            case Value.Members(var members) -> members.values().stream().anyMatch(ChangedPaths::hasText);
            default -> false;
        };
    }

    private static Value node(String kind, Value content) {
        return new Value.Members(Map.of(kind, content));
    }
}
