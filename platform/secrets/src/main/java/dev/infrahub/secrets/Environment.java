package dev.infrahub.secrets;

/**
 * Names and values that end with zeros, as {@code /proc/PID/environ}, {@code env -0} and {@code /proc/PID/cmdline} have them. A value
 * goes as far as the next zero, whatever is in it.
 */
final class Environment {

    private static final char END = 0;
    private static final int LONGEST_NAME = 100;
    private static final CharClass NAME = CharClass.of("A-Za-z0-9_.-");

    private final String text;
    private final Assignment.Places places;

    private Environment(String text, Assignment.Places places) {
        this.text = text;
        this.places = places;
    }

    static boolean isOne(String text) {
        return text.indexOf(END) >= 0;
    }

    /** The same with ends of lines before variables, and spaces before what are arguments: each stands where it stood. */
    static String asLines(String text) {
        StringBuilder lines = new StringBuilder(text);
        for (int at = text.indexOf(END); at >= 0; at = text.indexOf(END, at + 1)) {
            lines.setCharAt(at, value(text, at + 1) > 0 ? '\n' : ' ');
        }
        return lines.toString();
    }

    /** Behind the name of a variable that begins here and its sign; negative where none does. */
    private static int value(String text, int start) {
        int end = NAME.end(text, start, LONGEST_NAME);
        return end > start && end < text.length() && text.charAt(end) == '=' ? end + 1 : -1;
    }

    /** Finds the values whose names tell that they are secret. */
    static void read(String text, Assignment.Places places) {
        Environment environment = new Environment(text, places);
        SecretName before = SecretName.NONE;
        int start = 0;
        while (start < text.length()) {
            int next = text.indexOf(END, start);
            int end = next < 0 ? text.length() : next;
            environment.readVariable(start, end);
            environment.readBehindName(before, start, end);
            before = NAME.end(text, start, LONGEST_NAME) == end
                    ? SecretName.of(text.substring(start, end))
                    : SecretName.NONE;
            start = end + 1;
        }
    }

    /** Before the first, other lines may stand. */
    private void readVariable(int start, int end) {
        int line = start == 0 && value(text, 0) < 0 ? text.lastIndexOf('\n', end) + 1 : start;
        int value = value(text, line);
        if (value > 0 && value < end) {
            add(SecretName.of(text.substring(line, value - 1)), value, end);
        }
    }

    /** What stands behind the name of an option may be the next, or a word. */
    private void readBehindName(SecretName name, int start, int end) {
        if (start < end && text.charAt(start) != '-' && !Values.looksLikeAName(text.substring(start, end))) {
            add(name, start, end);
        }
    }

    private void add(SecretName name, int start, int end) {
        if (name.holds(text.substring(start, end), Values.Writing.QUOTED)) {
            places.add(start, end);
        }
    }
}
