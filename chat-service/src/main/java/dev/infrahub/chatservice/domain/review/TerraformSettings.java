package dev.infrahub.chatservice.domain.review;

import dev.infrahub.hcl.Lexer;
import dev.infrahub.hcl.TokenKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a hunk of Terraform's language. A hunk is no whole file: what it does not show is not known, and nothing is made
 * up for it.
 */
final class TerraformSettings {

    private static final int DEEPEST = 50;
    private static final int LONGEST_VALUE = 500;

    private final boolean isWithinHeredoc;
    private final List<Setting> settings;
    private final String text;
    private final Lines lines;
    private final Deque<Frame> frames;
    private final List<String> head = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private int valueAt;
    private @Nullable String name;

    /**
     * What is open.
     *
     * @param words before its bracket; of a list or a call the name that it is set to
     * @param isBody whether names are set in it
     * @param isHeading whether the diff does not show where it begins
     */
    private record Frame(String words, boolean isBody, boolean isHeading) {}

    /** Which line of the diff a place in the text is of, where the text begins at an offset. */
    private record Lines(List<DiffLine> lines, int[] starts, int offset) {

        DiffLine at(int place) {
            int found = Arrays.binarySearch(starts, place + offset);
            return lines.get(found < 0 ? -found - 2 : found);
        }

        /** Whether it stands at the margin. */
        boolean isFirst(int place) {
            return Arrays.binarySearch(starts, place + offset) >= 0;
        }

        Lines from(int place) {
            return new Lines(lines, starts, offset + place);
        }
    }

    /** @param isWithinHeredoc whether it is the text of a heredoc: one in there is not read again */
    private TerraformSettings(
            String text, Lines lines, Deque<Frame> frames, List<Setting> settings, boolean isWithinHeredoc) {
        this.text = text;
        this.lines = lines;
        this.frames = frames;
        this.settings = settings;
        this.isWithinHeredoc = isWithinHeredoc;
    }

    /** What is set after the change, in the order of the text. */
    static List<Setting> of(Hunk hunk) {
        List<DiffLine> lines =
                hunk.lines().stream().filter(line -> !line.isRemoved()).toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        StringBuilder text = new StringBuilder();
        int[] starts = new int[lines.size()];
        for (int at = 0; at < starts.length; at++) {
            starts[at] = text.length();
            text.append(lines.get(at).text()).append('\n');
        }
        Deque<Frame> frames = new ArrayDeque<>();
        headingOf(hunk).ifPresent(words -> frames.addLast(new Frame(words, true, true)));
        List<Setting> settings = new ArrayList<>();
        new TerraformSettings(text.toString(), new Lines(lines, starts, 0), frames, settings, false).read();
        return settings;
    }

    private static Optional<String> headingOf(Hunk hunk) {
        String heading = hunk.heading();
        if (!heading.endsWith("{")) {
            return Optional.empty();
        }
        StringBuilder words = new StringBuilder();
        for (char c : heading.substring(0, heading.length() - 1)
                .replace('"', ' ')
                .strip()
                .toCharArray()) {
            if (c != ' ' || words.charAt(words.length() - 1) != ' ') {
                words.append(c);
            }
        }
        return Optional.of(words.toString()).filter(text -> !text.isEmpty());
    }

    private void read() {
        Lexer lexer = new Lexer(text);
        while (lexer.next()) {
            int start = lexer.start();
            switch (lexer.kind()) {
                case IDENTIFIER, NUMBER -> word(start, text.substring(start, lexer.end()));
                case OPEN_QUOTE -> quoted(lexer);
                case OPEN_HEREDOC -> heredoc(lexer);
                case NEWLINE -> endLine();
                case SIGN -> sign(start, text.substring(start, lexer.end()));
                case BLANK, COMMENT, CLOSE_QUOTE, CLOSE_HEREDOC, TEXT, OPEN_TEMPLATE, CLOSE_TEMPLATE, UNKNOWN -> {
                    // says nothing by itself
                }
            }
        }
        flush();
    }

    private void word(int start, String word) {
        if (current() == null) {
            head.add(word);
            return;
        }
        if (value.isEmpty()) {
            valueAt = start;
        }
        if (value.length() < LONGEST_VALUE) {
            value.append(word);
        }
    }

    /** A text in quotes is one value, with what is filled in as it is written. */
    private void quoted(Lexer lexer) {
        int from = lexer.end();
        int open = 1;
        while (open > 0 && lexer.next()) {
            open += lexer.kind() == TokenKind.OPEN_QUOTE ? 1 : lexer.kind() == TokenKind.CLOSE_QUOTE ? -1 : 0;
        }
        flush();
        word(from, text.substring(from, Math.max(from, open == 0 ? lexer.start() : lexer.end())));
        if (current() != null) {
            flush();
        }
    }

    /** A policy as JSON, most often: its members are settings too. */
    private void heredoc(Lexer lexer) {
        int from = lexer.end();
        int to = from;
        while (lexer.next() && lexer.kind() != TokenKind.CLOSE_HEREDOC) {
            to = lexer.end();
        }
        String inner = isWithinHeredoc ? "" : text.substring(from, to);
        if (inner.stripLeading().startsWith("{")) {
            new TerraformSettings(inner, lines.from(from), new ArrayDeque<>(frames), settings, true).read();
        }
        name = null;
    }

    private void sign(int start, String sign) {
        switch (sign) {
            case "=", ":" -> {
                if (current() == null && !head.isEmpty()) {
                    name = head.getLast();
                    head.clear();
                } else {
                    flush();
                }
            }
            case "{" -> open(true);
            case "[", "(" -> open(false);
            case "}", "]", ")" -> close(start);
            case "," -> {
                flush();
                name = null;
                head.clear();
            }
            case "." -> {
                if (!value.isEmpty()) {
                    value.append('.');
                }
            }
            default -> flush();
        }
    }

    private void open(boolean isBody) {
        flush();
        String own = current();
        if (frames.size() < DEEPEST) {
            frames.addLast(new Frame(own == null ? String.join(" ", head) : own, isBody, false));
        }
        name = null;
        head.clear();
    }

    /** A bracket that is not at the margin closes no block of the file. */
    private void close(int start) {
        flush();
        Frame last = frames.peekLast();
        if (last != null && (!last.isHeading() || lines.isFirst(start))) {
            frames.removeLast();
        }
        name = null;
        head.clear();
    }

    private void endLine() {
        flush();
        if (frames.isEmpty() || frames.getLast().isBody()) {
            name = null;
            head.clear();
        }
    }

    private @Nullable String current() {
        if (name != null) {
            return name;
        }
        Frame last = frames.peekLast();
        return last == null || last.isBody() ? null : last.words();
    }

    private void flush() {
        String set = current();
        if (set != null && !value.isEmpty()) {
            List<String> within = frames.stream()
                    .map(Frame::words)
                    .filter(words -> !words.isEmpty())
                    .toList();
            settings.add(new Setting(lines.at(valueAt), within, set, value.toString()));
        }
        value.setLength(0);
    }
}
