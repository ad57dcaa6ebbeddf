package dev.infrahub.scanning;

/** What others wrote, as it may be told to somebody at a terminal: one line that is not too long, of characters that can be seen. */
public final class OneLine {

    private static final int LONGEST = 600;

    private OneLine() {}

    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** No more than so many characters of it. */
    static String of(String text, int most) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(most).forEach(point -> line.appendCodePoint(isVisible(point) ? point : '?'));
        return line.length() < text.length() ? line + "…" : line.toString();
    }

    static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
