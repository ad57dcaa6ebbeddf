package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The same plan written otherwise, and plans that differ in a single value. */
final class Variations {

    private static final JsonFactory JSON = new JsonFactory();

    private Variations() {}

    static Map<String, Value> members(byte[] plan) {
        Map<String, Value> members = new LinkedHashMap<>();
        PlanDocument.read(
                new ByteArrayInputStream(plan), (name, parser) -> members.put(name, JsonValues.read(parser)), () -> {});
        return members;
    }

    static byte[] bytes(Map<String, Value> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            JsonValues.write(new Value.Members(members), out);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Members of all objects in another order; items where they are. */
    static Value shuffled(Value value, Random random) {
        return switch (value) {
            case Value.Members(var members) -> {
                List<String> names = new ArrayList<>(members.keySet());
                Collections.shuffle(names, random);
                Map<String, Value> shuffled = new LinkedHashMap<>();
                names.forEach(name -> shuffled.put(name, shuffled(members.getOrDefault(name, value), random)));
                yield new Value.Members(shuffled);
            }
            case Value.Items(var items) ->
                new Value.Items(
                        items.stream().map(item -> shuffled(item, random)).toList());
            default -> value;
        };
    }

    static Value shuffledItems(Value list, Random random) {
        List<Value> items = new ArrayList<>(list.each());
        Collections.shuffle(items, random);
        return new Value.Items(items);
    }

    /** With white space wherever JSON allows it. */
    static byte[] spaced(byte[] plan) {
        StringBuilder spaced = new StringBuilder();
        boolean quoted = false;
        boolean escaped = false;
        for (char unit : new String(plan, StandardCharsets.UTF_8).toCharArray()) {
            spaced.append(unit);
            quoted ^= unit == '"' && !escaped;
            escaped = unit == '\\' && !escaped;
            if (!quoted && "{}[],:".indexOf(unit) >= 0) {
                spaced.append(" \r\n\t");
            }
        }
        return spaced.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The value with this member replaced, where there is such a member. */
    static Value with(Value value, String name, UnaryOperator<Value> change) {
        if (!(value instanceof Value.Members(var members)) || !members.containsKey(name)) {
            return value;
        }
        Map<String, Value> changed = new LinkedHashMap<>(members);
        changed.computeIfPresent(name, (_, member) -> change.apply(member));
        return new Value.Members(changed);
    }

    static Value without(Value value, List<String> names) {
        if (!(value instanceof Value.Members(var members))) {
            return value;
        }
        Map<String, Value> kept = new LinkedHashMap<>(members);
        kept.keySet().removeAll(names);
        return new Value.Members(kept);
    }

    /** Every value that differs from this one in a single place. */
    static void eachOther(Value value, Consumer<Value> sink) {
        switch (value) {
            case Value.Members(var members) -> {
                members.forEach((name, member) ->
                        eachOther(member, other -> sink.accept(with(value, name, _ -> other))));
                Map<String, Value> more = new LinkedHashMap<>(members);
                more.put("hub-added", new Value.Text(""));
                sink.accept(new Value.Members(more));
            }
            case Value.Items(var items) -> {
                for (int index = 0; index < items.size(); index++) {
                    int at = index;
                    eachOther(items.get(at), other -> sink.accept(replaced(items, at, other)));
                }
                sink.accept(new Value.Items(
                        items.isEmpty() ? List.of(Value.Special.NULL) : items.subList(1, items.size())));
                moved(items, sink);
            }
            case Value.Text(String text) -> {
                sink.accept(new Value.Text(text + " "));
                sink.accept(Value.Special.NULL);
            }
            case Value.Num(String spelling) -> {
                sink.accept(new Value.Text(spelling));
                sink.accept(new Value.Num(
                        new BigDecimal(spelling).add(new BigDecimal("0.5")).toString()));
            }
            case Value.Bool(boolean truth) -> {
                sink.accept(new Value.Bool(!truth));
                sink.accept(new Value.Text(String.valueOf(truth)));
            }
            case Value.Special _ -> sink.accept(new Value.Text(""));
        }
    }

    private static Value replaced(List<Value> items, int at, Value other) {
        List<Value> changed = new ArrayList<>(items);
        changed.set(at, other);
        return new Value.Items(changed);
    }

    private static void moved(List<Value> items, Consumer<Value> sink) {
        for (int index = 1; index < items.size(); index++) {
            if (!items.get(index).equals(items.get(index - 1))) {
                List<Value> swapped = new ArrayList<>(items);
                Collections.swap(swapped, index, index - 1);
                sink.accept(new Value.Items(swapped));
            }
        }
    }
}
