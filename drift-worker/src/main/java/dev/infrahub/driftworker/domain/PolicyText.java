package dev.infrahub.driftworker.domain;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON in a text, and the policies of AWS in it, compared by what they say. */
final class PolicyText {

    private PolicyText() {}

    /** Whatever the order of members, and however it is laid out. */
    static boolean sameJson(String before, String after) {
        return document(before).isPresent() && document(before).equals(document(after));
    }

    /** Only what is an object or a list: a word in quotes is no document. */
    private static Optional<Value> document(String text) {
        String start = text.stripLeading();
        boolean document = start.startsWith("{") || start.startsWith("[");
        return document ? Value.ofJson(text).map(JsonValues::sorted) : Optional.empty();
    }

    /** Whatever the order of statements, actions, resources and principals, and with one for a list of one. */
    static boolean samePolicy(String before, String after) {
        Optional<Value> was = policy(before);
        return was.isPresent() && was.equals(policy(after));
    }

    private static Optional<Value> policy(String text) {
        return document(text)
                .filter(document -> !document.at("Statement").isNull())
                .map(PolicyText::unordered);
    }

    /** In a policy no list has an order, and no list of one is another thing than what is in it. */
    private static Value unordered(Value value) {
        return switch (value) {
            case Value.Items(var items) -> {
                List<Value> sorted = new ArrayList<>(
                        items.stream().map(PolicyText::unordered).distinct().toList());
                sorted.sort((one, other) -> JsonValues.canonical(one).compareTo(JsonValues.canonical(other)));
                yield sorted.size() == 1 ? sorted.getFirst() : new Value.Items(sorted);
            }
            case Value.Members(var members) -> {
                Map<String, Value> each = new TreeMap<>();
                members.forEach((name, member) -> each.put(name, unordered(member)));
                yield new Value.Members(each);
            }
            case Value.Text _, Value.Num _, Value.Bool _, Value.Special _ -> value;
        };
    }
}
