package dev.infrahub.terraform;

/**
 * A text, and the pieces of it that are looked at by themselves as well: what stands between quotes, in an address or in a line of
 * a printed plan, and between the slashes of a path. What is a credential by itself is one there too, where other characters
 * that may be part of it go on before and behind.
 */
final class Pieces {

    private static final int SHORTEST_QUOTED = 8;
    private static final int SHORTEST_STEP = 20;
    private static final int LONGEST_PATH = 4000;

    private Pieces() {}

    /** Receives where a piece is. */
    @FunctionalInterface
    interface Places {
        void add(int start, int end);
    }

    static void of(String text, Places places) {
        places.add(0, text.length());
        addQuoted(text, places);
        if (text.length() <= LONGEST_PATH) {
            addSteps(text, places);
        }
    }

    private static void addQuoted(String text, Places places) {
        int open = -1;
        for (int i = text.indexOf('"'); i >= 0 && i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '\n' -> open = -1;
                case '"' -> {
                    addQuoted(text, open, i, places);
                    open = open < 0 ? i + 1 : -1;
                }
                default -> {}
            }
        }
    }

    /** Without a space in it rules need nothing that follows. */
    private static void addQuoted(String text, int open, int end, Places places) {
        if (open >= 0 && end - open >= SHORTEST_QUOTED) {
            int space = text.indexOf(' ', open);
            if (space >= 0 && space < end) {
                places.add(open, end);
            }
        }
    }

    private static void addSteps(String text, Places places) {
        int start = 0;
        int end = text.indexOf('/');
        while (end >= 0) {
            addStep(text, start, end, places);
            start = end + 1;
            end = text.indexOf('/', start);
        }
        if (start > 0) {
            addStep(text, start, text.length(), places);
        }
    }

    /** What is encoded has letters of both cases and digits; other names have not. */
    private static void addStep(String text, int start, int end, Places places) {
        if (end - start < SHORTEST_STEP) {
            return;
        }
        boolean lower = false;
        boolean upper = false;
        boolean digit = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            lower |= c >= 'a' && c <= 'z';
            upper |= c >= 'A' && c <= 'Z';
            digit |= c >= '0' && c <= '9';
        }
        if (lower && upper && digit) {
            places.add(start, end);
        }
    }
}
