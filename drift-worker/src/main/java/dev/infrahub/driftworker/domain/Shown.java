package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import java.util.List;
import java.util.Map;

/** Values as people may read them: nothing sensitive, and no longer than can be read. */
final class Shown {

    static final String SENSITIVE = "(sensitive)";
    static final String UNTOLD = "(not told)";
    private static final String MORE = " …";
    private static final int LONGEST = 2000;

    private final StringBuilder text = new StringBuilder();

    private Shown() {}

    /** As JSON, where all of it can be shown. */
    static String of(Value value) {
        Shown shown = new Shown();
        shown.append(value);
        return shown.text.length() > LONGEST ? shown.text.substring(0, LONGEST) + MORE : shown.text.toString();
    }

    /** Whether nothing of it is left out. */
    static boolean isWhole(Value value) {
        return switch (value) {
            case Value.Special special -> special.isNull();
            case Value.Text(String text) ->
                text.length() <= LONGEST && Secrets.find(text).isEmpty();
            case Value.Num _, Value.Bool _ -> true;
            case Value.Items(var items) ->
                items.size() <= LONGEST && items.stream().allMatch(Shown::isWhole);
            case Value.Members(var members) ->
                members.size() <= LONGEST && members.values().stream().allMatch(Shown::isWhole);
        };
    }

    private void append(Value value) {
        if (text.length() > LONGEST) {
            return;
        }
        switch (value) {
            case Value.Special.NULL -> text.append("null");
            case Value.Special.SENSITIVE -> text.append(SENSITIVE);
            case Value.Special.UNKNOWN -> text.append(UNTOLD);
            case Value.Bool(boolean truth) -> text.append(truth);
            case Value.Num(String number) -> text.append(number);
            case Value.Text(String string) -> text.append(quoted(string));
            case Value.Items(var items) -> appendItems(items);
            case Value.Members(var members) -> appendMembers(members);
        }
    }

    private void appendItems(List<Value> items) {
        text.append('[');
        String separator = "";
        for (Value item : items) {
            text.append(separator);
            append(item);
            separator = ", ";
        }
        text.append(']');
    }

    private void appendMembers(Map<String, Value> members) {
        text.append('{');
        String separator = "";
        for (Map.Entry<String, Value> member : members.entrySet()) {
            if (member.getValue().isNull()) {
                continue;
            }
            text.append(separator).append(quoted(member.getKey())).append(": ");
            append(member.getValue());
            separator = ", ";
        }
        text.append('}');
    }

    /** As a string of JSON and of HCL, but for what HCL would evaluate. */
    static String quoted(String string) {
        if (!Secrets.find(string).isEmpty()) {
            return SENSITIVE;
        }
        StringBuilder quoted = new StringBuilder("\"");
        string.codePoints().limit(LONGEST + 1L).forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    boolean plain = c >= ' '
                            && c != 127
                            && !Character.isISOControl(c)
                            && Character.getType(c) != Character.FORMAT;
                    quoted.append(plain ? Character.toString(c) : "\\u%04x".formatted(c));
                }
            }
        });
        return quoted.append('"').toString();
    }
}
