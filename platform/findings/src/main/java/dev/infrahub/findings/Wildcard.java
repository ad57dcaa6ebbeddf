package dev.infrahub.findings;

/** Patterns in which a star stands for any characters and a question mark for one; a backslash takes that from them. */
final class Wildcard {

    private static final char ANY = '*';
    private static final char ONE = '?';
    private static final char LITERALLY = '\\';

    private Wildcard() {}

    /** Whether the pattern fits whatever the text is. */
    static boolean isAll(String pattern) {
        return pattern.indexOf(ANY) >= 0 && pattern.chars().allMatch(c -> c == ANY || c == ONE);
    }

    static boolean isIn(String text) {
        return text.indexOf(ANY) >= 0 || text.indexOf(ONE) >= 0;
    }

    /** What stands before the first wildcard. */
    static String literalStart(String pattern) {
        int end = 0;
        while (end < pattern.length() && pattern.charAt(end) != ANY && pattern.charAt(end) != ONE) {
            end++;
        }
        return pattern.substring(0, end);
    }

    /** The same pattern with one star for many in a row. */
    static String collapsed(String pattern) {
        StringBuilder shorter = new StringBuilder();
        for (int index = 0; index < pattern.length(); index++) {
            char c = pattern.charAt(index);
            if (c != ANY || shorter.isEmpty() || shorter.charAt(shorter.length() - 1) != ANY) {
                shorter.append(c);
            }
        }
        return shorter.toString();
    }

    /** Whether the whole text fits, whatever the case; takes time by the product of the two, of which one is to be short. */
    static boolean matches(String pattern, String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (in < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == ANY) {
                star = ++at;
                resume = in;
            } else if (fits(pattern, at, text.charAt(in))) {
                at += step(pattern, at);
                in++;
            } else if (star >= 0) {
                at = star;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == ANY) {
            at++;
        }
        return at == pattern.length();
    }

    private static boolean fits(String pattern, int at, char c) {
        if (at >= pattern.length()) {
            return false;
        }
        char expected = pattern.charAt(at);
        if (expected == LITERALLY && at + 1 < pattern.length()) {
            return same(pattern.charAt(at + 1), c);
        }
        return expected == ONE || same(expected, c);
    }

    private static int step(String pattern, int at) {
        return pattern.charAt(at) == LITERALLY && at + 1 < pattern.length() ? 2 : 1;
    }

    private static boolean same(char one, char other) {
        return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}
