package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where a value stands in a resource: names of attributes and keys, and indexes of lists, from the outside in. */
public record AttributePath(List<Value> steps) {

    /** The resource as a whole. */
    public static final AttributePath ROOT = new AttributePath(List.of());

    public AttributePath {
        steps = List.copyOf(steps);
    }

    public static AttributePath of(String name) {
        return ROOT.then(new Value.Text(name));
    }

    public AttributePath then(Value step) {
        List<Value> longer = new ArrayList<>(steps);
        longer.add(step);
        return new AttributePath(longer);
    }

    public AttributePath at(int index) {
        return then(new Value.Num(String.valueOf(index)));
    }

    public AttributePath first(int length) {
        return new AttributePath(steps.subList(0, length));
    }

    /** The attribute of the resource in which it stands. */
    public String attribute() {
        return steps.isEmpty() ? "" : steps.getFirst().text().orElse("");
    }

    /** The name nearest to what stands there; empty without one. */
    public String lastName() {
        return steps.reversed().stream()
                .filter(Value.Text.class::isInstance)
                .findFirst()
                .flatMap(Value::text)
                .orElse("");
    }

    /** Itself, and what it stands in. */
    public Stream<AttributePath> andAbove() {
        return IntStream.rangeClosed(1, steps.size()).mapToObj(this::first);
    }

    /** What stands there. */
    public Value in(Value resource) {
        Value value = resource;
        for (Value step : steps) {
            value = switch (step) {
                case Value.Text(String name) -> value.at(name);
                case Value.Num(String index) -> item(value, Integer.parseInt(index));
                default -> Value.Special.NULL;
            };
        }
        return value;
    }

    private static Value item(Value list, int index) {
        return switch (list) {
            case Value.Items(var items) -> index < items.size() ? items.get(index) : Value.Special.NULL;
            case Value.Special special -> special;
            default -> Value.Special.NULL;
        };
    }

    /** With whatever index: the same place in another resource. */
    public String anywhere() {
        return spelled(false);
    }

    /** As Terraform spells it: {@code tags["cost center"]}, {@code ingress[0].from_port}. */
    @Override
    public String toString() {
        return spelled(true);
    }

    private String spelled(boolean indexes) {
        StringBuilder spelled = new StringBuilder();
        for (Value step : steps) {
            switch (step) {
                case Value.Text(String name)
                when isIdentifier(name) ->
                    spelled.append(spelled.isEmpty() ? "" : ".").append(name);
                case Value.Text(String key) -> spelled.append("[\"").append(key).append("\"]");
                case Value.Num(String index) ->
                    spelled.append('[').append(indexes ? index : "").append(']');
                default -> throw new IllegalStateException("a path is made of names and indexes");
            }
        }
        return spelled.toString();
    }

    private static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && (name.charAt(0) < '0' || name.charAt(0) > '9')
                && name.charAt(0) != '-'
                && name.chars().allMatch(AttributePath::isPart);
    }

    private static boolean isPart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
