package dev.infrahub.diagnosis;

import dev.infrahub.json.Allowance;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a log, one after the other: of a line that is drawn over again and again the last form, and of a long one its beginning. */
final class LogReader {

    /** An event of Terraform is one line, which holds the code that is wrong. */
    private static final int LONGEST = 64 * 1024;

    private static final int CHUNK = 8192;

    private final Reader in;
    private final Allowance allowance = Allowance.current();
    private final char[] chunk = new char[CHUNK];
    private final StringBuilder line = new StringBuilder();
    private int next;
    private int length;
    private int number;
    private boolean cut;

    LogReader(InputStream in) {
        this.in = new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /** How many lines there were. */
    int lines() {
        return number;
    }

    /** Whether one of them was longer than what is looked at. */
    boolean wasCut() {
        return cut;
    }

    /** The next one; empty at the end. */
    Optional<LogLine> next() throws IOException {
        line.setLength(0);
        boolean any = false;
        while (fill()) {
            any = true;
            char c = chunk[next++];
            if (c == '\n') {
                break;
            }
            add(c);
        }
        if (!any) {
            return Optional.empty();
        }
        number++;
        return Optional.of(new LogLine(number, text()));
    }

    private void add(char c) {
        if (line.length() < LONGEST) {
            line.append(c);
        } else {
            cut = true;
        }
    }

    private String text() {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        int start = end;
        while (start > 0 && line.charAt(start - 1) != '\r') {
            start--;
        }
        return line.substring(start, end);
    }

    private boolean fill() throws IOException {
        if (next == length) {
            allowance.check();
            length = Math.max(in.read(chunk), 0);
            next = 0;
        }
        return next < length;
    }
}
