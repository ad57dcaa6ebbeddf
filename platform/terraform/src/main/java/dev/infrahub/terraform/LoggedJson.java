package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.infrahub.json.Limit;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Finds JSON documents among the lines of a console log, in UTF-8. One begins at the start of a line, behind nothing but what
 * CI systems put in front of lines: what is indented is part of something else, such as a policy in the text of a plan.
 */
final class LoggedJson {

    private static final int END = -1;

    /** Of a line, this much is looked at; a document that is one line of 50 MB begins in it. */
    private static final int LOOKED_AT = 4096;

    private static final int MAX_PREFIXES = 8;

    /** Each is looked at; a log of a million lines is nobody's. */
    private static final int MOST_LINES = 1_000_000;

    /** How an object begins, or a list of them. */
    private static final Pattern DOCUMENT = Pattern.compile("\\{\\s*(?:\"[^\"\\\\\\n]{0,100}\"\\s*:|})|\\[\\s*[\\[{]");

    /** All that may be left of an object that breaks off where it begins. */
    private static final Pattern CUT = Pattern.compile("\\{\\s*(?:\"[^\"\\\\\\n]{0,100}(?:\"\\s*)?)?");

    /** Goes on in the next line, as in JSON laid out for people. */
    private static final Pattern OPENING = Pattern.compile("[\\[{]\\s*");

    /** Colours, and a byte order mark in the middle of what was joined, seen as single bytes. */
    private static final Pattern INVISIBLE = Pattern.compile("\u001B\\[[\\d;?]{0,20}[A-Za-z]|\u00EF\u00BB\u00BF");

    /** What may stand before a document that begins a line; of one line nothing repeats by which to tell. */
    private static final List<Pattern> PREFIXES = List.of(
            // job and step, as GitHub's command line prints them
            Pattern.compile("[^\\t]{1,120}\\t[^\\t]{1,120}\\t"),
            Pattern.compile("\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?"
                    + "(?:Z|[+-]\\d\\d:?\\d\\d)?]?(?:\\s\\d\\d[OE]\\+?)?[ \\t]?"),
            Pattern.compile("\\[?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?]?[ \\t]"),
            // Terragrunt
            Pattern.compile("(?:STDOUT|STDERR|INFO)\\s{1,4}(?:\\[[^]]{0,200}]\\s)?(?:terraform|tofu)[^ ]{0,40}: ?"),
            Pattern.compile("\\[[\\w./-]{1,200}] "),
            // Compose
            Pattern.compile("[\\w.-]{1,80} {1,20}\\| "),
            // Terraform's own frame around diagnostics
            Pattern.compile("[│╷╵] ?"));

    private final InputStream in;
    private final TextBeside beside;
    private boolean insideLine;
    private int lineEnds;
    private int looks;

    /** @param beside is told the lines that are none of a document */
    LoggedJson(InputStream in, TextBeside beside) {
        this.in = new BufferedInputStream(in);
        this.beside = beside;
    }

    /** How many lines there are before what {@link #next} found. */
    int linesBefore() {
        return lineEnds;
    }

    /** The rest of the line, or as much of it as is looked at. */
    String line() throws IOException {
        // each byte as one character: what is looked for is ASCII, and every byte can be given back
        Limit.LINES.check(++looks, MOST_LINES);
        StringBuilder line = new StringBuilder();
        int next = END;
        while (line.length() < LOOKED_AT && next != '\n' && next != '\r') {
            next = in.read();
            if (next == END) {
                break;
            }
            line.append((char) next);
        }
        lineEnds += next == '\n' ? 1 : 0;
        insideLine = line.length() == LOOKED_AT;
        return line.toString();
    }

    /** Whether what was read last goes on in the same line. */
    boolean isInsideLine() {
        return insideLine;
    }

    /** From the start of the next document on; empty where there is none. */
    Optional<InputStream> next() throws IOException {
        String line = line();
        while (!line.isEmpty()) {
            String text = withoutPrefixes(line);
            String more = OPENING.matcher(text).matches() ? line() : "";
            if (begins(text + more)) {
                return Optional.of(from(text + more));
            }
            beside.add(line);
            skipLine();
            line = more.isEmpty() ? line() : more;
        }
        return Optional.empty();
    }

    /** Also what breaks off where it begins, to be told as such. */
    private boolean begins(String text) throws IOException {
        return DOCUMENT.matcher(text).lookingAt() || (CUT.matcher(text).matches() && isAtEnd());
    }

    private boolean isAtEnd() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next == END;
    }

    /** From a line on that was read, or the part of it that was. */
    InputStream from(String text) {
        lineEnds -= (int) text.chars().filter(c -> c == '\n').count();
        return new SequenceInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), in);
    }

    private void skipLine() throws IOException {
        while (insideLine) {
            line();
        }
    }

    /** Without what CI systems put in front of a document that begins in this line. */
    static String withoutPrefixes(String line) {
        String rest = line;
        for (int count = 0; count < MAX_PREFIXES && !DOCUMENT.matcher(rest).lookingAt(); count++) {
            Matcher invisible = INVISIBLE.matcher(rest);
            rest = invisible.lookingAt() ? rest.substring(invisible.end()) : withoutPrefix(rest);
        }
        return rest;
    }

    private static String withoutPrefix(String line) {
        for (Pattern prefix : PREFIXES) {
            Matcher matcher = prefix.matcher(line);
            if (matcher.lookingAt()) {
                return line.substring(matcher.end());
            }
        }
        return line;
    }
}
