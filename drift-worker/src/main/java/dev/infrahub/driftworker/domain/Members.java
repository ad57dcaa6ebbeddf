package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Members of the items of a list, by the items' names: whoever is in charge of the list adds and takes away items. */
final class Members {

    private static final String NAME = "name";

    private Members() {}

    /** Whether these are the same in every item that is in both; what cannot be told from another item is not. */
    static boolean areKept(Set<String> names, Value before, Value after) {
        return switch (before) {
            case Value.Items(var was) when after instanceof Value.Items(var is) -> areKept(names, was, is);
            case Value.Members(var was) -> was.entrySet().stream().allMatch(one -> isKept(names, one, after));
            case Value.Text _, Value.Num _, Value.Bool _, Value.Special _, Value.Items _ -> true;
        };
    }

    private static boolean isKept(Set<String> names, Map.Entry<String, Value> member, Value after) {
        Value now = after.at(member.getKey());
        return names.contains(member.getKey())
                ? Likeness.isSame(member.getValue(), now) || Likeness.EMPTY.holds(member.getValue(), now)
                : areKept(names, member.getValue(), now);
    }

    private static boolean areKept(Set<String> names, List<Value> before, List<Value> after) {
        if (!areNamed(before) || !areNamed(after)) {
            return before.size() == after.size() ? inPlace(names, before, after) : before.isEmpty();
        }
        Map<String, Value> now = after.stream()
                .collect(Collectors.toMap(item -> name(item).orElseThrow(), Function.identity(), (one, _) -> one));
        return before.stream()
                .filter(item -> now.containsKey(name(item).orElseThrow()))
                .allMatch(
                        item -> areKept(names, item, now.getOrDefault(name(item).orElseThrow(), item)));
    }

    private static boolean inPlace(Set<String> names, List<Value> before, List<Value> after) {
        for (int index = 0; index < before.size(); index++) {
            if (!areKept(names, before.get(index), after.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areNamed(List<Value> items) {
        return items.stream().allMatch(item -> name(item).isPresent());
    }

    private static Optional<String> name(Value item) {
        return item.at(NAME).text();
    }
}
