package dev.infrahub.secrets;

/** A set of characters; those beyond ASCII are in it together or not at all. */
final class CharClass {

    private static final int ASCII = 128;

    static final CharClass NONE = new CharClass();
    static final CharClass ALPHANUMERIC = of("A-Za-z0-9");
    static final CharClass DIGIT = of("0-9");
    static final CharClass WORD = of("A-Za-z0-9_");
    static final CharClass DASHED = of("A-Za-z0-9_-");

    private final boolean[] members = new boolean[ASCII];
    private boolean others;

    private CharClass() {}

    /** What stands between the brackets of a regular expression. */
    static CharClass of(String inside) {
        CharClass all = new CharClass();
        boolean isNegated = inside.startsWith("^");
        int at = isNegated ? 1 : 0;
        while (at < inside.length()) {
            if (inside.charAt(at) == '\\') {
                all.addEscaped(inside.charAt(at + 1));
                at += 2;
            } else if (at + 2 < inside.length() && inside.charAt(at + 1) == '-') {
                all.add(inside.charAt(at), inside.charAt(at + 2));
                at += 3;
            } else {
                all.add(inside.charAt(at), inside.charAt(at));
                at++;
            }
        }
        return isNegated ? all.complement() : all;
    }

    /** That of a backslash and a letter, or the character itself. */
    static CharClass ofEscape(char escaped) {
        CharClass all = new CharClass();
        all.addEscaped(escaped);
        return all;
    }

    static CharClass only(char character) {
        CharClass one = new CharClass();
        one.add(character, character);
        return one;
    }

    private void addEscaped(char escaped) {
        switch (escaped) {
            case 'd' -> add('0', '9');
            case 'n' -> add('\n', '\n');
            case 't' -> add('\t', '\t');
            case 's' -> {
                add('\t', '\r');
                add(' ', ' ');
            }
            case 'S' -> {
                for (char c = 0; c < ASCII; c++) {
                    members[c] |= c != ' ' && (c < '\t' || c > '\r');
                }
                others = true;
            }
            case 'w' -> {
                add('a', 'z');
                add('A', 'Z');
                add('0', '9');
                add('_', '_');
            }
            default -> add(escaped, escaped);
        }
    }

    private void add(char first, char last) {
        for (char c = first; c <= last; c++) {
            members[c] = true;
        }
    }

    CharClass complement() {
        CharClass complement = new CharClass();
        for (int c = 0; c < ASCII; c++) {
            complement.members[c] = !members[c];
        }
        complement.others = !others;
        return complement;
    }

    boolean has(char c) {
        return c < ASCII ? members[c] : others;
    }

    /** Where its characters end that begin here, at most so many. */
    int end(String text, int from, int most) {
        int limit = (int) Math.min(text.length(), (long) from + most);
        int end = from;
        while (end < limit && has(text.charAt(end))) {
            end++;
        }
        return end;
    }

    boolean hasAll(String text) {
        return end(text, 0, text.length()) == text.length();
    }
}
