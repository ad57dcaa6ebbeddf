package dev.infrahub.terraform;

import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Hides in one change what is marked sensitive, what looks like a credential, and the copies of either: providers repeat a
 * marked value under names that nobody marked, and put it into connection strings.
 */
final class Concealment {

    private static final int SHORTEST_COPY = 4;
    private static final int SHORTEST_PART = 8;
    private static final int SHORTEST_NUMBER = 6;

    /** Of a copy in another change it is less sure that it is one. */
    private static final int SHORTEST_COPY_ELSEWHERE = 6;

    private static final int SHORTEST_PART_ELSEWHERE = 10;

    private final UnaryOperator<Value> replacement;
    private final Copies elsewhere;
    private final Copies here = new Copies(SHORTEST_COPY, SHORTEST_PART);

    private Concealment(UnaryOperator<Value> replacement, Copies elsewhere) {
        this.replacement = replacement;
        this.elsewhere = elsewhere;
    }

    /** Both sides of a change without what is hidden. */
    record Sides(Value before, Value after) {}

    static Copies nothingElsewhere() {
        return new Copies(SHORTEST_COPY_ELSEWHERE, SHORTEST_PART_ELSEWHERE);
    }

    /** For a resource's change, whose attribute names are never hidden. */
    static Sides ofAttributes(Value change, Copies elsewhere, UnaryOperator<Value> replacement) {
        Concealment concealment = new Concealment(replacement, elsewhere);
        return concealment.sides(change, "", Sensitivity::hideAttributes);
    }

    /** A value of one side without what looks like a credential. */
    static Value hideCredentials(String name, Value value, UnaryOperator<Value> replacement) {
        return new Concealment(replacement, nothingElsewhere()).hideCredentials(name, value);
    }

    /** For an output's change. */
    static Sides ofOutput(String name, Value change, Copies elsewhere, UnaryOperator<Value> replacement) {
        return new Concealment(replacement, elsewhere).sides(change, name, Sensitivity::hide);
    }

    /** Hides what is marked in one side. */
    @FunctionalInterface
    private interface Hiding {
        Value hide(Sensitivity marks, Value side, UnaryOperator<Value> replacement);
    }

    private Sides sides(Value change, String name, Hiding hiding) {
        Value before = hiding.hide(Sensitivity.before(change), change.at("before"), this::hidden);
        Value after = hiding.hide(Sensitivity.after(change), change.at("after"), this::hidden);
        Value knownBefore = hideCredentials(name, before);
        Value knownAfter = hideCredentials(name, after);
        return new Sides(hideCopies(knownBefore), hideCopies(knownAfter));
    }

    private Value hidden(Value value) {
        here.addAll(value);
        return replacement.apply(value);
    }

    private Value hideCredentials(String name, Value value) {
        return switch (value) {
            case Value.Text(String text) -> hideText(name, text, value);
            case Value.Num(String spelling)
            when spelling.length() >= SHORTEST_NUMBER
                    && !Secrets.inAttribute(name, spelling).isEmpty() -> replacement.apply(value);
            case Value.Items(var items) ->
                new Value.Items(
                        items.stream().map(item -> hideCredentials(name, item)).toList());
            case Value.Members(var members) -> hideMembers(name, members, value);
            case Value.Num _, Value.Bool _, Value.Special _ -> value;
        };
    }

    /** All of the text, so that nothing of a credential is left that a rule saw only part of. */
    private Value hideText(String name, String text, Value value) {
        if (Markers.isMarker(text)) {
            return value;
        }
        List<Finding> findings = Secrets.inAttribute(name, text);
        if (findings.isEmpty()) {
            return value;
        }
        findings.forEach(finding -> here.add(finding.in(text)));
        return replacement.apply(value);
    }

    private Value hideMembers(String name, Map<String, Value> members, Value value) {
        if (!name.isEmpty() && hasCredentialAsName(members)) {
            return hidden(value);
        }
        Map<String, Value> visible = new LinkedHashMap<>();
        members.forEach((key, member) -> visible.put(key, hideCredentials(nameOf(name, members, key), member)));
        return new Value.Members(visible);
    }

    static boolean hasCredentialAsName(Map<String, Value> members) {
        return members.keySet().stream().anyMatch(key -> !Secrets.find(key).isEmpty());
    }

    /** The name that tells most: that of {@code {name = "DB_PASSWORD", value = "…"}}, or of a map of passwords. */
    private static String nameOf(String map, Map<String, Value> members, String key) {
        if (key.toLowerCase(Locale.ROOT).equals("value")) {
            for (String naming : List.of("name", "key", "Name", "Key")) {
                if (members.get(naming) instanceof Value.Text(String name)) {
                    return name;
                }
            }
        }
        String lower = map.toLowerCase(Locale.ROOT);
        return lower.endsWith("passwords") || lower.endsWith("secrets") ? map : key;
    }

    private Value hideCopies(Value value) {
        return switch (value) {
            case Value.Text(String text) -> isCopy(text) ? replacement.apply(value) : value;
            case Value.Items(var items) ->
                new Value.Items(items.stream().map(this::hideCopies).toList());
            case Value.Members(var members) -> {
                Map<String, Value> visible = new LinkedHashMap<>();
                members.forEach((name, member) -> visible.put(name, hideCopies(member)));
                yield new Value.Members(visible);
            }
            case Value.Bool _, Value.Num _, Value.Special _ -> value;
        };
    }

    /** A marker stands for something hidden before, be it marked here or not. */
    private boolean isCopy(String text) {
        return Markers.isMarker(text) || here.in(text) || elsewhere.in(text);
    }
}
