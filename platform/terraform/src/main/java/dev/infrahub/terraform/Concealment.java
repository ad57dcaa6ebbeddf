package dev.infrahub.terraform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Hides what is marked sensitive in one change, and its copies: providers repeat a marked value under names that nobody
 * marked, and put it into connection strings.
 */
final class Concealment {

    /** Shorter strings are equal by chance too often to count as copies. */
    private static final int SHORTEST_COPY = 4;

    private static final int SHORTEST_PART = 8;

    /** Looking for each of very many strings in all others would take too long; equal ones are still found. */
    private static final int MOST_PARTS = 64;

    private final Value before;
    private final Value after;
    private final Set<String> copies = new HashSet<>();
    private final List<String> parts = new ArrayList<>();

    private Concealment(Value before, Value after) {
        this.before = before;
        this.after = after;
    }

    /** For a resource's change, whose attribute names are never hidden. */
    static Concealment ofAttributes(Value change, UnaryOperator<Value> replacement) {
        return of(change, replacement, Sensitivity::hideAttributes);
    }

    /** For an output's change. */
    static Concealment ofValue(Value change, UnaryOperator<Value> replacement) {
        return of(change, replacement, Sensitivity::hide);
    }

    /** Hides what is marked in one side. */
    @FunctionalInterface
    private interface Hiding {
        Value hide(Sensitivity marks, Value side, UnaryOperator<Value> replacement);
    }

    private static Concealment of(Value change, UnaryOperator<Value> replacement, Hiding hiding) {
        Concealment marked = new Concealment(change.at("before"), change.at("after"));
        UnaryOperator<Value> remembered = value -> {
            marked.remember(value);
            return replacement.apply(value);
        };
        Value before = hiding.hide(Sensitivity.before(change), marked.before, remembered);
        Value after = hiding.hide(Sensitivity.after(change), marked.after, remembered);
        return new Concealment(marked.hideCopies(before, replacement), marked.hideCopies(after, replacement));
    }

    Value before() {
        return before;
    }

    Value after() {
        return after;
    }

    private void remember(Value value) {
        switch (value) {
            case Value.Text(String text) -> remember(text);
            case Value.Items(var items) -> items.forEach(this::remember);
            case Value.Members(var members) -> members.values().forEach(this::remember);
            case Value.Bool _, Value.Num _, Value.Special _ -> {}
        }
    }

    private void remember(String text) {
        boolean added = text.length() >= SHORTEST_COPY && copies.add(text);
        if (added && text.length() >= SHORTEST_PART && parts.size() < MOST_PARTS) {
            parts.add(text);
        }
    }

    private Value hideCopies(Value value, UnaryOperator<Value> replacement) {
        return switch (value) {
            case Value.Text(String text) -> isCopy(text) ? replacement.apply(value) : value;
            case Value.Items(var items) ->
                new Value.Items(items.stream()
                        .map(item -> hideCopies(item, replacement))
                        .toList());
            case Value.Members(var members) -> {
                Map<String, Value> visible = new LinkedHashMap<>();
                members.forEach((name, member) -> visible.put(name, hideCopies(member, replacement)));
                yield new Value.Members(visible);
            }
            case Value.Bool _, Value.Num _, Value.Special _ -> value;
        };
    }

    /** A marker stands for something hidden before, be it marked here or not. */
    private boolean isCopy(String text) {
        return Markers.isMarker(text) || copies.contains(text) || parts.stream().anyMatch(text::contains);
    }
}
