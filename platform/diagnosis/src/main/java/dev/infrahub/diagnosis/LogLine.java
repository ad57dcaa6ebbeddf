package dev.infrahub.diagnosis;

import dev.infrahub.json.Allowance;

/**
 * A line of a log, without what the platform puts in front of it.
 *
 * @param number from 1 on
 */
public record LogLine(int number, String text) {

    /** Of a line that is kept. */
    private static final int LONGEST = 8 * 1024;

    private static final int BYTES_A_LINE = 64;
    private static final int BYTES_A_CHARACTER = 4;

    /** The beginning of a line, accounted for as long as the log is read. */
    static LogLine kept(int number, String text) {
        LogLine line = cut(number, text);
        Allowance.current().hold(line.bytes());
        return line;
    }

    /** What it takes in memory. */
    long bytes() {
        return BYTES_A_LINE + (long) BYTES_A_CHARACTER * text.length();
    }

    /** The beginning of a line. */
    static LogLine cut(int number, String text) {
        return new LogLine(number, text.substring(0, Math.min(text.length(), LONGEST)));
    }
}
