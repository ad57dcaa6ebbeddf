package dev.infrahub.terraform;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of one change, as far as its lines show them: those that stand in one line. The others are unknown on both sides.
 */
final class TextValues {

    private static final String ARROW = " -> ";
    private static final String SENSITIVE = "(sensitive value)";
    private static final String UNKNOWN = "(known after apply)";
    private static final int BYTES_A_VALUE = 256;
    private static final int BYTES_A_CHARACTER = 4;

    private final Concealment concealment =
            new Concealment(new Credentials(), PlanSecrets.none(), _ -> Value.Special.SENSITIVE);
    private final Map<String, Value> before = new LinkedHashMap<>();
    private final Map<String, Value> after = new LinkedHashMap<>();
    private final Set<List<Value>> hidden = new LinkedHashSet<>();

    /** Takes a line of an attribute of the resource itself: {@code ~ name = 1 -> 2}. */
    void add(String name, String line) {
        Allowance.current().hold(BYTES_A_VALUE + (long) BYTES_A_CHARACTER * line.length());
        before.put(name, Value.Special.UNKNOWN);
        after.put(name, Value.Special.UNKNOWN);
        int equals = line.indexOf('=');
        if (equals < 0 || line.substring(0, equals).indexOf('"') >= 0) {
            return;
        }
        sides(line.charAt(0), line.substring(equals + 1).strip()).ifPresent(sides -> {
            boolean differ = !sides.before().equals(sides.after());
            put(before, name, sides.before());
            put(after, name, sides.after());
            boolean concealed =
                    before.get(name) == Value.Special.SENSITIVE || after.get(name) == Value.Special.SENSITIVE;
            if (concealed && (differ || sides.before() == Value.Special.SENSITIVE)) {
                before.put(name, Value.Special.SENSITIVE);
                after.put(name, Value.Special.SENSITIVE);
                hidden.add(List.of(new Value.Text(name)));
            }
        });
    }

    private void put(Map<String, Value> side, String name, Value value) {
        side.put(
                name,
                value.text().filter(Markers::isMarker).isPresent()
                        ? Value.Special.SENSITIVE
                        : concealment.withoutCredentials(name, value));
    }

    private static Optional<Concealment.Sides> sides(char sign, String text) {
        Optional<Read> first = value(text);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String rest = first.get().rest();
        Optional<Read> second = rest.startsWith(ARROW) ? value(rest.substring(ARROW.length())) : Optional.empty();
        if (second.isPresent() && isEnd(second.get().rest())) {
            return Optional.of(
                    new Concealment.Sides(first.get().value(), second.get().value()));
        }
        if (!isEnd(rest)) {
            return Optional.empty();
        }
        Value value = first.get().value();
        return switch (sign) {
            case '+' -> Optional.of(new Concealment.Sides(Value.Special.NULL, value));
            case '-' -> Optional.of(new Concealment.Sides(value, Value.Special.NULL));
            default ->
                value == Value.Special.SENSITIVE ? Optional.of(new Concealment.Sides(value, value)) : Optional.empty();
        };
    }

    /** A value at the start of a text, and what comes behind it. */
    private record Read(Value value, String rest) {}

    private static Optional<Read> value(String text) {
        if (text.startsWith("\"")) {
            return string(text);
        }
        if (text.startsWith(SENSITIVE)) {
            return Optional.of(new Read(Value.Special.SENSITIVE, text.substring(SENSITIVE.length())));
        }
        if (text.startsWith(UNKNOWN)) {
            return Optional.of(new Read(Value.Special.UNKNOWN, text.substring(UNKNOWN.length())));
        }
        int end = text.indexOf(' ');
        String word = end < 0 ? text : text.substring(0, end);
        return word(word).map(value -> new Read(value, text.substring(word.length())));
    }

    private static Optional<Value> word(String word) {
        return switch (word) {
            case "null" -> Optional.of(Value.Special.NULL);
            case "true" -> Optional.of(new Value.Bool(true));
            case "false" -> Optional.of(new Value.Bool(false));
            case "{}" -> Optional.of(new Value.Members(Map.of()));
            case "[]" -> Optional.of(new Value.Items(List.of()));
            default -> isNumber(word) ? Optional.of(new Value.Num(word)) : Optional.empty();
        };
    }

    private static boolean isNumber(String word) {
        String digits = word.startsWith("-") ? word.substring(1) : word;
        return !digits.isEmpty()
                && Identifier.isDigit(digits.charAt(0))
                && digits.chars().allMatch(c -> Identifier.isDigit(c) || c == '.');
    }

    private static Optional<Read> string(String text) {
        StringBuilder string = new StringBuilder();
        for (int at = 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return Optional.of(new Read(new Value.Text(string.toString()), text.substring(at + 1)));
            }
            if (c == '\\' && at + 1 < text.length()) {
                string.append(unescaped(text.charAt(++at)));
            } else {
                string.append(c);
            }
        }
        return Optional.empty();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    /** Nothing, or a comment. */
    private static boolean isEnd(String rest) {
        return rest.isBlank() || rest.stripLeading().startsWith("#");
    }

    /** What was shown. */
    ChangeValues values() {
        return new ChangeValues(new Value.Members(before), new Value.Members(after), hidden);
    }
}
