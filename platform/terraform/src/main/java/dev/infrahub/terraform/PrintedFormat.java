package dev.infrahub.terraform;

import dev.infrahub.json.BeyondLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * How a plan is written in what was printed: as JSON where a document of {@code show -json} begins a line somewhere in it, whatever
 * else is printed beside it; as text for people otherwise.
 */
public final class PrintedFormat {

    private static final String FORMAT = "format_version";

    /** One of these has what {@code show -json} prints of a plan or a state; what other commands print has none. */
    private static final Set<String> SHOWN = Set.of("resource_changes", "planned_values", "values");

    private static final int LONGEST_NAME = 32;

    private final StringBuilder string = new StringBuilder();
    private int depth;
    private boolean isString;
    private boolean escapes;
    private boolean hasFormat;
    private boolean isShown;

    private PrintedFormat() {}

    /**
     * Looks at the names of members alone. What has more lines than anybody reads is told so where it is read. An {@link IOException}
     * comes out unchecked.
     */
    public static Plan.Format of(InputStream in) {
        LoggedJson log = new LoggedJson(in, new TextBeside());
        PrintedFormat format = new PrintedFormat();
        try {
            boolean begins = true;
            for (String line = log.line(); !line.isEmpty(); line = log.line()) {
                if (format.read(line, begins)) {
                    return Plan.Format.JSON;
                }
                begins = !log.isInsideLine();
            }
            return Plan.Format.TEXT;
        } catch (BeyondLimit _) {
            return Plan.Format.TEXT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A brace at the start of a line begins a document, also where the one before is not at its end: that one was cut. */
    private boolean read(String line, boolean begins) {
        String text = begins && line.indexOf('{') >= 0 ? LoggedJson.withoutPrefixes(line) : line;
        int start = 0;
        if (begins && text.startsWith("{")) {
            begin();
            start = 1;
        }
        for (int i = start; i < text.length() && depth > 0; i++) {
            read(text.charAt(i));
        }
        return hasFormat && isShown;
    }

    private void begin() {
        depth = 1;
        isString = false;
        escapes = false;
        hasFormat = false;
        isShown = false;
    }

    private void read(char next) {
        if (isString) {
            readString(next);
            return;
        }
        switch (next) {
            case '"' -> {
                isString = true;
                string.setLength(0);
            }
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            case ':' -> readName();
            default -> {}
        }
    }

    private void readString(char next) {
        isString = escapes || next != '"';
        escapes = !escapes && next == '\\';
        if (isString && string.length() < LONGEST_NAME) {
            string.append(next);
        }
    }

    private void readName() {
        if (depth == 1) {
            String name = string.toString();
            hasFormat |= name.equals(FORMAT);
            isShown |= SHOWN.contains(name);
        }
    }
}
