package dev.infrahub.driftworker.domain;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One row of the table of what can be declared beside a resource: the attribute in which it is seen, and who declares it.
 *
 * @param items where a sibling has what it declares; empty where it is one itself
 * @param link attributes of the sibling, and of the resource it names by them
 * @param when what an attribute of the sibling must be
 * @param key members that tell one thing from another, by their names in the resource and their paths in the sibling
 * @param each members of which each is declared by itself, likewise
 */
record SiblingRow(
        Place place,
        Glob sibling,
        String items,
        Map<String, String> link,
        Map<String, String> when,
        Map<String, String> key,
        Map<String, String> each) {

    private static final String NONE = "-";

    /** A value that is no block has no members. */
    private static final String ITSELF = ".";

    /** A group that lets itself in, and says so by a switch. */
    private static final String SELF = "self";

    private static final String GROUPS = "security_groups";
    private static final String ID = "id";

    private static final String PROTOCOL = "protocol";
    private static final String EVERY_PROTOCOL = "-1";
    private static final Set<String> PORTS = Set.of("from_port", "to_port");

    /** As numbers of IANA and words. */
    private static final Map<String, String> PROTOCOLS =
            Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6", "all", EVERY_PROTOCOL);

    private static final Set<String> ON = Set.of("enabled");
    private static final Set<String> OFF = Set.of("disabled", "suspended");
    private static final String OF_IAM = "_iam_";

    private static final List<SiblingRow> ROWS =
            TabSeparated.rows("siblings.tsv").stream().map(SiblingRow::of).toList();

    /** An attribute in which others' things are seen. */
    record Place(List<Glob> types, String attribute) {

        static List<Place> in(String type) {
            return ROWS.stream()
                    .map(SiblingRow::place)
                    .filter(place -> Glob.anyMatches(place.types, type))
                    .distinct()
                    .toList();
        }

        private List<SiblingRow> rows() {
            return ROWS.stream().filter(row -> row.place.equals(this)).toList();
        }

        /** What is in it, piece by piece; empty where it holds something that nobody could declare, or that is not shown. */
        Optional<Set<String>> pieces(Value resource) {
            Set<String> key = rows().getFirst().key.keySet();
            Set<String> each =
                    rows().stream().flatMap(row -> row.each.keySet().stream()).collect(Collectors.toSet());
            Set<String> pieces = new LinkedHashSet<>();
            for (Value item : resource.at(attribute).each()) {
                Optional<Map<String, Value>> members = members(item, key, each);
                if (members.isEmpty()) {
                    return Optional.empty();
                }
                pieces.addAll(SiblingRow.pieces(members.get(), key, each, resource.at(ID)));
            }
            return Optional.of(pieces);
        }

        private static Optional<Map<String, Value>> members(Value item, Set<String> key, Set<String> each) {
            Map<String, Value> members = new LinkedHashMap<>();
            boolean plain = key.contains(ITSELF) || each.contains(ITSELF);
            if (plain) {
                members.put(ITSELF, item);
            } else if (item instanceof Value.Members(var all)) {
                Set<String> told = new TreeSet<>(key);
                told.addAll(each);
                Set<String> first =
                        told.stream().map(path -> Parts.first(path, '.')).collect(Collectors.toSet());
                if (all.entrySet().stream()
                        .anyMatch(one -> !first.contains(one.getKey()) && !isNothing(normal(one.getValue())))) {
                    return Optional.empty();
                }
                told.forEach(path -> members.put(path, at(item, path)));
            } else if (!Likeness.isEmpty(item)) {
                return Optional.empty();
            }
            return members.values().stream().noneMatch(SiblingRow::isHidden) ? Optional.of(members) : Optional.empty();
        }

        /** By what it is named, row by row. */
        Set<String> keys(String type, Value resource) {
            Set<String> keys = new LinkedHashSet<>();
            rows().forEach(row -> row.key(
                            type, row.link.values().stream().map(resource::at).toList())
                    .ifPresent(keys::add));
            return keys;
        }
    }

    private static SiblingRow of(List<String> row) {
        List<String> sibling = Parts.of(row.get(2), ':');
        return new SiblingRow(
                new Place(Glob.alternatives(row.get(0)), row.get(1)),
                new Glob(sibling.getFirst()),
                sibling.size() > 1 ? sibling.get(1) : "",
                pairs(row.get(3)),
                pairs(row.get(4)),
                pairs(row.get(5)),
                pairs(row.get(6)));
    }

    /** {@code a=b,c}, of which the last is the same on both sides. */
    private static Map<String, String> pairs(String cell) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (!cell.equals(NONE)) {
            for (String pair : Parts.of(cell, ',')) {
                List<String> sides = Parts.of(pair, '=');
                pairs.put(sides.getFirst(), sides.getLast());
            }
        }
        return pairs;
    }

    static List<SiblingRow> all() {
        return ROWS;
    }

    /** Those by which a type declares something. */
    static List<SiblingRow> by(String type) {
        return ROWS.stream().filter(row -> row.sibling.matches(type)).toList();
    }

    /** What a sibling declares, piece by piece; empty where that is not shown. */
    Optional<Set<String>> declared(Value applied) {
        boolean holds = when.entrySet().stream()
                .allMatch(one -> spelt(applied.at(one.getKey())).equals(one.getValue()));
        if (!holds) {
            return Optional.empty();
        }
        Value self = link.isEmpty()
                ? Value.Special.NULL
                : applied.at(link.keySet().iterator().next());
        Set<String> pieces = new LinkedHashSet<>();
        List<Value> all = items.isEmpty()
                ? List.of(applied)
                : Sign.all(applied, items).stream()
                        .flatMap(value -> value.each().stream())
                        .toList();
        for (Value one : all) {
            Map<String, Value> members = new LinkedHashMap<>();
            key.forEach((name, path) -> members.put(name, at(one, path)));
            each.forEach((name, path) -> members.put(name, at(one, path)));
            if (members.values().stream().anyMatch(SiblingRow::isHidden)) {
                return Optional.empty();
            }
            pieces.addAll(pieces(members, key.keySet(), each.keySet(), self));
        }
        return Optional.of(pieces);
    }

    /** By what it names the other one. */
    Optional<String> keyOfSibling(String type, Value applied) {
        return key(type, link.keySet().stream().map(applied::at).toList());
    }

    /** Those of a service of Google are for resources of the same. */
    private Optional<String> key(String type, List<Value> names) {
        List<Value> plain = names.stream().map(SiblingRow::normal).toList();
        boolean named = link.isEmpty() || plain.stream().anyMatch(name -> !isNothing(name));
        int service = type.indexOf(OF_IAM);
        return named && plain.stream().noneMatch(SiblingRow::isHidden)
                ? Optional.of("%s %s %s"
                        .formatted(
                                ROWS.indexOf(this),
                                service < 0 ? "" : type.substring(0, service),
                                JsonValues.canonical(new Value.Items(plain))))
                : Optional.empty();
    }

    /** Of several at a path all, of one that one. */
    private static Value at(Value item, String path) {
        if (path.equals(ITSELF)) {
            return item;
        }
        List<Value> found = Sign.all(item, path);
        return found.size() == 1 ? found.getFirst() : new Value.Items(found);
    }

    private static Set<String> pieces(Map<String, Value> members, Set<String> key, Set<String> each, Value own) {
        Map<String, Value> common = new TreeMap<>();
        key.forEach(name -> common.put(name, named(name, members.getOrDefault(name, Value.Special.NULL))));
        if (common.getOrDefault(PROTOCOL, Value.Special.NULL).equals(new Value.Text(EVERY_PROTOCOL))) {
            PORTS.forEach(common::remove);
        }
        common.values().removeIf(SiblingRow::isNothing);
        String start = JsonValues.canonical(new Value.Members(common));
        if (each.isEmpty()) {
            return common.isEmpty() ? Set.of() : Set.of(start);
        }
        Set<String> pieces = new LinkedHashSet<>();
        for (String name : each) {
            for (Value one : members.getOrDefault(name, Value.Special.NULL).each()) {
                Value plain = normal(one);
                boolean self = name.equals(SELF) && !isNothing(plain);
                if (!isNothing(plain)) {
                    pieces.add(start + (self ? GROUPS : name) + JsonValues.canonical(self ? normal(own) : plain));
                }
            }
        }
        return pieces.isEmpty() && !common.isEmpty() ? Set.of(start) : pieces;
    }

    private static Value named(String name, Value value) {
        Value plain = normal(value);
        return name.equals(PROTOCOL)
                ? plain.text()
                        .map(text -> (Value) new Value.Text(PROTOCOLS.getOrDefault(text, text)))
                        .orElse(plain)
                : plain;
    }

    private static String spelt(Value value) {
        return value instanceof Value.Bool(boolean truth)
                ? Boolean.toString(truth)
                : value.text().orElse("");
    }

    /** What is not set, off or 0 is left out, and one alone is no list. */
    private static Value normal(Value value) {
        return switch (value) {
            case Value.Text(String text) -> word(text);
            case Value.Bool(boolean truth) ->
                truth ? new Value.Text(ON.iterator().next()) : Value.Special.NULL;
            case Value.Num(String number) -> number.equals("0") ? Value.Special.NULL : new Value.Text(number);
            case Value.Items(var items) -> {
                List<Value> all = new ArrayList<>(items.stream()
                        .map(SiblingRow::normal)
                        .filter(item -> !isNothing(item))
                        .toList());
                all.sort((one, other) -> JsonValues.canonical(one).compareTo(JsonValues.canonical(other)));
                yield all.size() == 1 ? all.getFirst() : new Value.Items(all);
            }
            case Value.Members(var members) -> {
                Map<String, Value> all = new TreeMap<>();
                members.forEach((name, member) -> all.put(name, normal(member)));
                all.values().removeIf(SiblingRow::isNothing);
                yield new Value.Members(all);
            }
            case Value.Special _ -> value;
        };
    }

    private static Value word(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (OFF.contains(lower)) {
            return Value.Special.NULL;
        }
        boolean anyCase = ON.contains(lower) || lower.startsWith("/subscriptions/") || PROTOCOLS.containsValue(lower);
        return PolicyText.normal(text)
                .orElseGet(() ->
                        new Value.Text(anyCase ? lower : Networks.network(text).orElse(text)));
    }

    private static boolean isNothing(Value value) {
        return Likeness.isEmpty(value);
    }

    private static boolean isHidden(Value value) {
        return switch (value) {
            case Value.Special special -> !special.isNull();
            case Value.Items(var items) -> items.stream().anyMatch(SiblingRow::isHidden);
            case Value.Members(var members) -> members.values().stream().anyMatch(SiblingRow::isHidden);
            case Value.Text _, Value.Num _, Value.Bool _ -> false;
        };
    }
}
