package dev.infrahub.diagnosis;

/** The beginning of a text, where an answer has no room for all of it. */
final class Brief {

    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_MESSAGE = 300;
    private static final int LONGEST_NAME = 1000;

    private Brief() {}

    static LogLine line(LogLine line) {
        return new LogLine(line.number(), cut(line.text(), LONGEST_LINE));
    }

    static String message(String text) {
        return cut(text, LONGEST_MESSAGE);
    }

    /** Of an address, a file or a unit. */
    static String name(String text) {
        return cut(text, LONGEST_NAME);
    }

    static boolean isWhole(String name) {
        return name.length() <= LONGEST_NAME;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
