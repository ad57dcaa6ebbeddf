package dev.infrahub.chatservice.domain.review;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The settings of a hunk of YAML, by its indentation. Of a list in brackets each item is one. */
final class YamlSettings {

    private static final int DEEPEST = 50;

    private final List<Setting> settings = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();

    /** A name, and how far from the margin it stands. */
    private record Frame(int indent, String name) {}

    private YamlSettings() {}

    /** What is set after the change, in the order of the text. */
    static List<Setting> of(Hunk hunk) {
        YamlSettings reading = new YamlSettings();
        hunk.lines().stream().filter(line -> !line.isRemoved()).forEach(reading::take);
        return reading.settings;
    }

    private void take(DiffLine line) {
        String text = withoutComment(line.text());
        int indent = 0;
        while (indent < text.length() && (text.charAt(indent) == ' ' || text.charAt(indent) == '-')) {
            boolean isDash = text.charAt(indent) == '-';
            if (isDash && indent + 1 < text.length() && text.charAt(indent + 1) != ' ') {
                break;
            }
            indent++;
        }
        String code = text.substring(indent).strip();
        if (code.isEmpty()) {
            return;
        }
        boolean isItem = text.substring(0, indent).indexOf('-') >= 0;
        int own = isItem ? text.indexOf('-') : indent;
        int margin = indent;
        int colon = colon(code);
        if (colon < 0) {
            // an item may stand as far in as the name of its list
            frames.removeIf(frame -> frame.indent() > own || (!isItem && frame.indent() >= margin));
            if (!frames.isEmpty()) {
                add(line, frames.getLast().name(), code);
            }
            return;
        }
        frames.removeIf(frame -> isItem ? frame.indent() > own : frame.indent() >= margin);
        String name = Quotes.without(code.substring(0, colon).strip());
        add(line, name, code.substring(colon + 1).strip());
        if (frames.size() < DEEPEST) {
            frames.addLast(new Frame(indent, name));
        }
    }

    private void add(DiffLine line, String name, String value) {
        List<String> within = frames.stream().map(Frame::name).toList();
        if (value.startsWith("[") && value.endsWith("]")) {
            for (String item : Quotes.items(value.substring(1, value.length() - 1))) {
                settings.add(new Setting(line, within, name, item));
            }
        } else {
            settings.add(new Setting(line, within, name, Quotes.without(value)));
        }
    }

    /** Where the name ends; negative where there is none. */
    private static int colon(String code) {
        int from = !code.isEmpty() && (code.charAt(0) == '"' || code.charAt(0) == '\'')
                ? code.indexOf(code.charAt(0), 1) + 1
                : 0;
        int at = code.indexOf(':', from);
        while (at >= 0 && at + 1 < code.length() && code.charAt(at + 1) != ' ') {
            at = code.indexOf(':', at + 1);
        }
        return at;
    }

    /** A comment begins with a sign that a space stands before. */
    private static String withoutComment(String line) {
        boolean isQuoted = false;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (isQuoted) {
                isQuoted = c != quote;
            } else if ((c == '"' || c == '\'') && (at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1)))) {
                isQuoted = true;
                quote = c;
            } else if (c == '#' && (at == 0 || line.charAt(at - 1) == ' ')) {
                return line.substring(0, at);
            }
        }
        return line;
    }
}
