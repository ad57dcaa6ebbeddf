package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A plan, different for each seed, with secrets at marked places of changes, drift, deferred changes and outputs. */
final class PlantedSecrets {

    static final String HARMLESS = "harmless";

    private static final int DEEPEST = 7;

    private final Random random;
    private final List<String> secrets = new ArrayList<>();

    PlantedSecrets(int seed) {
        this.random = new Random(seed);
    }

    /** A value and the mask over it. */
    private record Masked(Value value, Value mask) {}

    List<String> secrets() {
        return secrets;
    }

    String plan() {
        Value entries = new Value.Items(List.of(entry(), entry(), entry()));
        Value deferred = object(Map.of("reason", text("unknown"), "resource_change", entry()));
        return JsonValues.canonical(object(Map.of(
                "format_version",
                text("1.2"),
                "resource_changes",
                entries,
                "resource_drift",
                new Value.Items(List.of(entry())),
                "deferred_changes",
                new Value.Items(List.of(deferred)),
                "output_changes",
                object(Map.of("out", change(container(1)))))));
    }

    private Value entry() {
        Map<String, Value> entry = new LinkedHashMap<>();
        entry.put("address", text("a.b"));
        entry.put("type", text("a"));
        entry.put("name", text("b"));
        entry.put("change", change(members(0)));
        return object(entry);
    }

    /** The same value on both sides, marked on one of them or on both. */
    private Value change(Masked masked) {
        Map<String, Value> change = new LinkedHashMap<>();
        change.put("actions", new Value.Items(List.of(text("update"))));
        change.put("before", masked.value());
        change.put("after", masked.value());
        int sides = random.nextInt(3);
        if (sides != 1) {
            change.put("before_sensitive", masked.mask());
        }
        if (sides != 0) {
            change.put("after_sensitive", masked.mask());
        }
        return object(change);
    }

    private Masked container(int depth) {
        return random.nextBoolean() ? members(depth) : items(depth);
    }

    private Masked members(int depth) {
        Map<String, Value> values = new LinkedHashMap<>(Map.of("shown", text(HARMLESS)));
        Map<String, Value> masks = new LinkedHashMap<>();
        for (int index = 0; index <= random.nextInt(3); index++) {
            Masked member = any(depth + 1);
            values.put("m" + index, member.value());
            masks.put("m" + index, member.mask());
        }
        return new Masked(object(values), object(masks));
    }

    private Masked items(int depth) {
        List<Value> values = new ArrayList<>(List.of(text(HARMLESS)));
        List<Value> masks = new ArrayList<>(List.of(new Value.Bool(false)));
        for (int index = 0; index <= random.nextInt(3); index++) {
            Masked item = any(depth + 1);
            values.add(item.value());
            masks.add(item.mask());
        }
        return new Masked(new Value.Items(values), new Value.Items(masks));
    }

    private Masked any(int depth) {
        return switch (depth > DEEPEST ? 0 : random.nextInt(5)) {
            case 0 -> new Masked(secret(), new Value.Bool(true));
            case 1 ->
                new Masked(new Value.Items(List.of(secret(), object(Map.of("k", secret())))), new Value.Bool(true));
            case 2 -> new Masked(object(Map.of(secret().value(), secret())), new Value.Bool(true));
            default -> container(depth);
        };
    }

    private Value.Text secret() {
        String secret = "planted-" + secrets.size() + "-" + Long.toHexString(random.nextLong());
        secrets.add(secret);
        return text(secret);
    }

    private static Value.Text text(String text) {
        return new Value.Text(text);
    }

    private static Value object(Map<String, Value> members) {
        return new Value.Members(members);
    }
}
