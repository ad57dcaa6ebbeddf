package dev.infrahub.scanning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A table of a team's file of rules. Names count in any case, as gitleaks has it; what nobody has asked for can be told. */
final class ConfigTable {

    private final String place;
    private final Map<String, JsonNode> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> unread = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /** @param place how it is told, as {@code rules[0]}; empty where it is all of the file */
    ConfigTable(String place, JsonNode table) {
        this.place = place;
        table.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        unread.addAll(members.keySet());
    }

    /** How a member is told. */
    String place(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    /** The names that nobody has asked for, as they are told. */
    List<String> unread() {
        return unread.stream().map(this::place).toList();
    }

    boolean has(String name) {
        unread.remove(name);
        return members.containsKey(name);
    }

    Optional<String> text(String name) {
        return value(name, "a string", ConfigTable::asText);
    }

    boolean flag(String name) {
        return value(name, "true or false", node -> Optional.of(node).filter(JsonNode::isBoolean))
                .map(JsonNode::asBoolean)
                .orElse(false);
    }

    double number(String name) {
        return value(
                        name,
                        "a number from 0 on",
                        node -> Optional.of(node).filter(number -> number.isNumber() && number.asDouble() >= 0))
                .map(JsonNode::asDouble)
                .orElse(0.0);
    }

    int whole(String name) {
        return value(
                        name,
                        "a whole number from 0 on",
                        node -> Optional.of(node).filter(number -> number.isInt() && number.asInt() >= 0))
                .map(JsonNode::asInt)
                .orElse(0);
    }

    List<String> texts(String name) {
        return value(name, "a list of strings", node -> each(node, (_, item) -> asText(item)))
                .orElse(List.of());
    }

    Optional<ConfigTable> table(String name) {
        return value(name, "a table", node -> asTable(place(name), node));
    }

    /** An array of tables. */
    List<ConfigTable> tables(String name) {
        return value(
                        name,
                        "an array of tables, [[" + name + "]]",
                        node -> each(node, (n, item) -> asTable(place(name) + "[" + n + "]", item)))
                .orElse(List.of());
    }

    private static Optional<String> asText(JsonNode node) {
        return Optional.of(node).filter(JsonNode::isString).map(JsonNode::asString);
    }

    private static Optional<ConfigTable> asTable(String place, JsonNode node) {
        return Optional.of(node).filter(JsonNode::isObject).map(table -> new ConfigTable(place, table));
    }

    /** What is read of an item. */
    @FunctionalInterface
    private interface Item<T> {

        Optional<T> of(int n, JsonNode item);
    }

    /** Nothing where it is no list, or one of its items is none. */
    private static <T> Optional<List<T>> each(JsonNode list, Item<T> read) {
        List<T> items = new ArrayList<>();
        for (int n = 0; n < list.size(); n++) {
            read.of(n, list.path(n)).ifPresent(items::add);
        }
        return list.isArray() && items.size() == list.size() ? Optional.of(items) : Optional.empty();
    }

    private <T> Optional<T> value(String name, String takes, Function<JsonNode, Optional<T>> read) {
        JsonNode node = members.get(name);
        unread.remove(name);
        if (node == null) {
            return Optional.empty();
        }
        Optional<T> value = read.apply(node);
        if (value.isEmpty()) {
            throw refused(name, "takes " + takes);
        }
        return value;
    }

    /** About a member. */
    ScanRefused refused(String name, String why) {
        return TeamFile.refused(place(name) + " " + why);
    }
}
