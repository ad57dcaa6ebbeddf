package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Json;
import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What shows that something else than Terraform's code is in charge of an attribute. */
sealed interface Sign {

    /** A resource of a type refers to it. */
    record Referring(Glob type) implements Sign {}

    /** There is a resource of a type in the plan. */
    record Present(Glob type) implements Sign {}

    /** There is one of that type and name. */
    record Named(Glob type, Glob name) implements Sign {}

    /** The resource itself says so. */
    record Set(String path, String value) implements Sign {}

    /** It carries a tag that only the other one sets. */
    record Tagged(String key) implements Sign {}

    /** A resource of a type names it by its id at a path. */
    record Having(Glob type, String path) implements Sign {}

    /** What it is, it is in the state alone. */
    record Itself() implements Sign {}

    /** Whatever is set. */
    String ANYTHING = "*";

    static List<Sign> alternatives(String signs) {
        return signs.isEmpty()
                ? List.of()
                : Parts.of(signs, '|').stream().map(Sign::of).toList();
    }

    private static Sign of(String spelling) {
        List<String> words = Parts.of(spelling, ' ');
        return switch (words.getFirst()) {
            case "type" -> new Referring(new Glob(words.get(1)));
            case "anywhere" -> new Present(new Glob(words.get(1)));
            case "named" -> new Named(new Glob(words.get(1)), new Glob(words.get(2)));
            case "value" -> {
                List<String> sides = Parts.of(words.get(1), '=');
                yield new Set(sides.get(0), sides.get(1));
            }
            case "tag" -> new Tagged(words.get(1));
            case "block" -> new Having(new Glob(words.get(1)), words.get(2));
            case "itself" -> new Itself();
            default -> throw new IllegalArgumentException("no sign " + spelling);
        };
    }

    /** Whether the resource shows it by its own values. */
    default boolean isIn(Value resource) {
        return switch (this) {
            case Set(String path, String value) ->
                all(resource, path).stream()
                        .anyMatch(one -> value.equals(ANYTHING)
                                ? !Likeness.isEmpty(one) && !one.isFalse()
                                : spelled(one).equals(value));
            case Tagged(String key) -> Json.members(resource.at("tags")).containsKey(key);
            case Itself() -> true;
            case Referring _, Present _, Named _, Having _ -> false;
        };
    }

    /** In words: who is in charge. */
    default String told() {
        return switch (this) {
            case Referring(Glob type) -> type.pattern();
            case Present(Glob type) -> type.pattern();
            case Named(Glob type, Glob name) -> type.pattern() + " " + name.pattern();
            case Set(String path, String value) -> value.equals(ANYTHING) ? path : path + " = " + value;
            case Tagged(String key) -> "the tag " + key;
            case Having(Glob type, String path) -> type.pattern() + " " + path;
            case Itself() -> "the state alone";
        };
    }

    /** Every value at a dotted path, through each item of the lists on the way: nested blocks are lists. */
    static List<Value> all(Value root, String path) {
        List<Value> found = List.of(root);
        for (String step : Parts.of(path, '.')) {
            List<Value> next = new ArrayList<>();
            for (Value value : found) {
                value.each().forEach(item -> next.add(item.at(step)));
            }
            found = next;
        }
        return found;
    }

    private static String spelled(Value value) {
        return switch (value) {
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Text(String text) -> text;
            case Value.Num(String number) -> number;
            case Value.Items _, Value.Members(Map<String, Value> _), Value.Special _ -> "";
        };
    }
}
