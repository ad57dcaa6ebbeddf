package dev.infrahub.findings;

import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import java.util.List;
import java.util.Map;

/** Values as people may read them: nothing sensitive, and no longer than can be read. */
public final class Shown {

    public static final String SENSITIVE = "(sensitive)";
    public static final String UNTOLD = "(not told)";
    private static final int LONGEST = 2000;

    private final int longest;
    private final String unknown;
    private final StringBuilder text = new StringBuilder();
    /** What it would be as a whole; of what is not written, without what a quote would escape. */
    private long length;

    private Shown(int longest, String unknown) {
        this.longest = longest;
        this.unknown = unknown;
    }

    /** As JSON, where all of it can be shown. */
    public static String of(Value value) {
        return of(value, LONGEST, UNTOLD);
    }

    /**
     * The same; what is longer is cut, and says how long it is.
     *
     * @param unknown stands for what is not known
     */
    public static String of(Value value, int longest, String unknown) {
        Shown shown = new Shown(longest, unknown);
        shown.append(value);
        return shown.cut();
    }

    private String cut() {
        if (length <= longest) {
            return text.toString();
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + " … (" + length + " characters)";
    }

    /** Whether nothing of it is left out. */
    public static boolean isWhole(Value value) {
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
        switch (value) {
            case Value.Special.NULL -> write("null");
            case Value.Special.SENSITIVE -> write(SENSITIVE);
            case Value.Special.UNKNOWN -> write(unknown);
            case Value.Bool(boolean truth) -> write(Boolean.toString(truth));
            case Value.Num(String number) -> write(number);
            case Value.Text(String string) -> appendText(string);
            case Value.Items(var items) -> appendItems(items);
            case Value.Members(var members) -> appendMembers(members);
        }
    }

    private void write(String part) {
        if (length <= longest) {
            text.append(part);
        }
        length += part.length();
    }

    private void appendText(String string) {
        if (length > longest) {
            length += string.length() + 2;
        } else {
            String quoted = quoted(string, longest);
            write(quoted);
            length += quoted.equals(SENSITIVE) ? 0 : Math.max(0, string.length() + 2 - quoted.length());
        }
    }

    private void appendItems(List<Value> items) {
        write("[");
        String separator = "";
        for (Value item : items) {
            write(separator);
            append(item);
            separator = ", ";
        }
        write("]");
    }

    private void appendMembers(Map<String, Value> members) {
        write("{");
        String separator = "";
        for (Map.Entry<String, Value> member : members.entrySet()) {
            if (member.getValue().isNull()) {
                continue;
            }
            write(separator);
            appendText(member.getKey());
            write(": ");
            append(member.getValue());
            separator = ", ";
        }
        write("}");
    }

    /** As a string of JSON and of HCL, but for what HCL would evaluate. */
    public static String quoted(String string) {
        return quoted(string, LONGEST);
    }

    private static String quoted(String string, int longest) {
        if (!Secrets.find(string).isEmpty()) {
            return SENSITIVE;
        }
        StringBuilder quoted = new StringBuilder("\"");
        string.codePoints().limit(longest + 1L).forEach(c -> {
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
