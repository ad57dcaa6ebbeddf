package dev.infrahub.terraform;

import dev.infrahub.json.Replaced;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Hides in one change what is marked sensitive, what looks like a credential, and the copies of either: providers repeat a
 * marked value under names that nobody marked, and put it into connection strings. For one change.
 */
final class Concealment {

    private static final int SHORTEST_COPY = 4;
    private static final int SHORTEST_PART = 8;
    private static final int SHORTEST_NUMBER = 6;

    private final UnaryOperator<Value> replacement;
    private final PlanSecrets elsewhere;
    private final Credentials credentials;
    private final Copies here = new Copies(SHORTEST_COPY, SHORTEST_PART);

    Concealment(Credentials credentials, PlanSecrets elsewhere, UnaryOperator<Value> replacement) {
        this.credentials = credentials;
        this.elsewhere = elsewhere;
        this.replacement = replacement;
    }

    /** Both sides of a change without what is hidden. */
    record Sides(Value before, Value after) {}

    /** For a resource's change, whose attribute names are never hidden. */
    Sides ofAttributes(Value change) {
        return sides(change, "", Sensitivity::hideAttributes);
    }

    /** For an output's change. */
    Sides ofOutput(String name, Value change) {
        return sides(change, name, Sensitivity::hide);
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
        Sides sides = new Sides(hideCopies(knownBefore), hideCopies(knownAfter));
        here.end();
        return sides;
    }

    private Value hidden(Value value) {
        here.addAll(value);
        return replacement.apply(value);
    }

    /** One value without what looks like a credential; nothing else is asked of this then. */
    Value withoutCredentials(String name, Value value) {
        Value hidden = hideCredentials(name, value);
        here.end();
        return hidden;
    }

    private Value hideCredentials(String name, Value value) {
        return switch (value) {
            case Value.Text(String text) -> hideText(name, text, value);
            case Value.Num(String spelling)
            when spelling.length() >= SHORTEST_NUMBER
                    && !credentials.in(name, spelling).isEmpty() -> replacement.apply(value);
            case Value.Items items -> Replaced.items(items, item -> hideCredentials(name, item));
            case Value.Members members -> hideMembers(name, members);
            case Value.Num _, Value.Bool _, Value.Special _ -> value;
        };
    }

    /** All of the text, so that nothing of a credential is left that a rule saw only part of. */
    private Value hideText(String name, String text, Value value) {
        if (Markers.isMarker(text)) {
            return value;
        }
        List<Finding> findings = credentials.in(name, text);
        if (findings.isEmpty()) {
            return value;
        }
        findings.forEach(finding -> here.add(finding.in(text)));
        return replacement.apply(value);
    }

    private Value hideMembers(String name, Value.Members value) {
        if (!name.isEmpty() && credentials.areNames(value.members())) {
            return hidden(value);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean ofSecrets = lower.endsWith("passwords") || lower.endsWith("secrets");
        return Replaced.members(
                value,
                (key, member) -> hideCredentials(naming(key, value.members()).orElse(ofSecrets ? name : key), member));
    }

    /** The name that tells most: that of {@code {name = "DB_PASSWORD", value = "…"}}, or of a map of passwords. */
    private static Optional<String> naming(String key, Map<String, Value> members) {
        if (key.length() == "value".length() && key.toLowerCase(Locale.ROOT).equals("value")) {
            for (String naming : List.of("name", "key", "Name", "Key")) {
                if (members.get(naming) instanceof Value.Text(String name)) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    private Value hideCopies(Value value) {
        return switch (value) {
            case Value.Text(String text) -> isCopy(text) ? replacement.apply(value) : value;
            case Value.Items items -> Replaced.items(items, this::hideCopies);
            case Value.Members members -> Replaced.members(members, (_, member) -> hideCopies(member));
            case Value.Num(String number) -> isCopy(number) ? replacement.apply(value) : value;
            case Value.Bool _, Value.Special _ -> value;
        };
    }

    /** A marker stands for something hidden before, be it marked here or not. */
    private boolean isCopy(String text) {
        return Markers.isMarker(text) || here.in(text) || elsewhere.areIn(text);
    }
}
