package dev.infrahub.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a Terraform attribute, with the two cases JSON lacks: known only after apply, and not to be seen. */
public sealed interface Value {

    /** What is no value that can be looked at. */
    enum Special implements Value {
        /** No value. */
        NULL,
        /** Known only after apply. */
        UNKNOWN,
        /** Marked sensitive; what it is stays hidden, here too. */
        SENSITIVE
    }

    /** True or false. */
    record Bool(boolean value) implements Value {}

    /** A number, as it was spelt: no precision is lost and no huge exponent is expanded. */
    record Num(String spelling) implements Value {}

    /** A string. */
    record Text(String value) implements Value {}

    /** A list, set or tuple. */
    record Items(List<Value> items) implements Value {}

    /** An object or map, in the order of the plan. */
    record Members(Map<String, Value> members) implements Value {}

    /** The value of a JSON text, as policies and the like are given in strings; empty where it is not JSON, or more than one. */
    static Optional<Value> ofJson(String json) {
        return JsonValues.parse(json);
    }

    /** The value below this path; null where there is none, unknown or sensitive where something above it is. */
    default Value at(String... path) {
        Value value = this;
        for (String step : path) {
            value = switch (value) {
                case Members(var members) -> members.getOrDefault(step, Special.NULL);
                case Special special -> special;
                case Bool _, Num _, Text _, Items _ -> Special.NULL;
            };
        }
        return value;
    }

    default Optional<String> text() {
        return this instanceof Text(String value) ? Optional.of(value) : Optional.empty();
    }

    /** The items of a list, or the value itself as the only one; null has none. */
    default List<Value> each() {
        return switch (this) {
            case Items(var items) -> items;
            case Special.NULL -> List.of();
            case Special _, Bool _, Num _, Text _, Members _ -> List.of(this);
        };
    }

    default boolean isTrue() {
        return this instanceof Bool(boolean value) && value;
    }

    default boolean isFalse() {
        return this instanceof Bool(boolean value) && !value;
    }

    default boolean isNull() {
        return this == Special.NULL;
    }
}
