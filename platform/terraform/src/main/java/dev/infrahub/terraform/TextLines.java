package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.infrahub.json.Allowance;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Lines of a console log without colours; indentation is kept, and so is what CI systems put in front of them. */
final class TextLines {

    /** Longer lines are values; what makes a plan of a text stands at the start of a line. */
    private static final int MAX_LENGTH = 4096;

    /** Of a line beside its characters. */
    private static final int BYTES_A_LINE = 96;

    /** In front of what GitLab prints when it comes upon the rest of a line: a time, a stream, and a plus. */
    private static final Pattern GOES_ON =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z \\d\\d[OE]\\+");

    private static final int GOES_ON_LENGTH = 32;

    private final List<TextLine> lines = new ArrayList<>();
    /** Those that end with an escape, in a string that holds several. */
    private final List<TextLine> escaped = new ArrayList<>();

    private final StringBuilder current = new StringBuilder();
    private final StringBuilder currentEscaped = new StringBuilder();
    /** Before it was trimmed. */
    private String last = "";

    private boolean overwrites;
    private boolean isString;
    private boolean escapes;

    private TextLines() {}

    /** All lines of a log. */
    static TextLines of(InputStream in) {
        TextLines read = new TextLines();
        try {
            Reader text = PlainText.of(in);
            int next = text.read();
            while (next >= 0) {
                int character = next;
                next = text.read();
                if (character == '\n' || (character == '\r' && next != '\n')) {
                    read.end(character == '\r');
                } else if (character != '\r') {
                    read.append((char) character);
                }
            }
            read.end(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    private void append(char character) {
        if (escapes && character == 'n') {
            currentEscaped.setLength(currentEscaped.length() - 1);
            endEscaped();
            isString = true;
        } else if (currentEscaped.length() < MAX_LENGTH) {
            currentEscaped.append(character);
        }
        escapes = character == '\\' && !escapes && currentEscaped.length() < MAX_LENGTH;
        if (current.length() < MAX_LENGTH) {
            current.append(character);
        }
    }

    private void endEscaped() {
        String string = currentEscaped.toString();
        String text = TextQuoted.at(string, isString ? -1 : lastQuote(string)).text();
        add(new TextLine(Colours.without(text), false), escaped);
        currentEscaped.setLength(0);
    }

    /** Where the string begins that goes on; before the start, where it began earlier. */
    private static int lastQuote(String text) {
        int quote = text.lastIndexOf('"');
        while (quote > 0 && text.charAt(quote - 1) == '\\') {
            quote = text.lastIndexOf('"', quote - 1);
        }
        return quote;
    }

    /**
     * Ends a line.
     *
     * @param returns whether the next characters are written over this line on a screen
     */
    private void end(boolean returns) {
        if (isString) {
            endEscaped();
        }
        String text = Colours.without(current.toString());
        Matcher goesOn = GOES_ON.matcher(text);
        if (text.length() > GOES_ON_LENGTH
                && text.charAt(GOES_ON_LENGTH - 1) == '+'
                && goesOn.lookingAt()
                && !lines.isEmpty()) {
            appendToLast(text.substring(GOES_ON_LENGTH));
        } else {
            add(new TextLine(text, overwrites), lines);
            last = text;
        }
        current.setLength(0);
        currentEscaped.setLength(0);
        isString = false;
        escapes = false;
        overwrites = returns;
    }

    private void appendToLast(String rest) {
        if (last.length() < MAX_LENGTH) {
            last += rest;
            add(new TextLine(last, lines.removeLast().overwrites()), lines);
        }
    }

    /** Blank lines say nothing. */
    private static void add(TextLine line, List<TextLine> to) {
        if (!line.isBlank()) {
            to.add(held(line));
        }
    }

    /** The line, accounted for. */
    static TextLine held(TextLine line) {
        Allowance.current().hold(BYTES_A_LINE + 2L * line.text().length());
        return line;
    }

    List<TextLine> lines() {
        return lines;
    }

    /** The lines of strings in which they are escaped, as JSON does it. */
    List<TextLine> escaped() {
        return escaped;
    }
}
