package dev.infrahub.scaffolding;

/** Texts in Markdown that are to be read as they are. */
final class Markdown {

    /** What says something else than itself, within a line. */
    private static final String SIGNS = "\\`*_{}[]<>#|~&!$@";

    /** What says something else than itself at the beginning of a line. */
    private static final String FIRST = "-+=:";

    private Markdown() {}

    /** Words of somebody, as one paragraph of one line: nothing of it is a link, a tag, a heading or code. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        String line = OneLine.of(text);
        int number = numberAt(line);
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (SIGNS.indexOf(c) >= 0 || (at == 0 && FIRST.indexOf(c) >= 0) || at == number) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** Where a list that is numbered would begin: the sign behind the first number; -1 where none does. */
    private static int numberAt(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        return at > 0 && at < line.length() && (line.charAt(at) == '.' || line.charAt(at) == ')') ? at : -1;
    }

    /** A name of code outside of code. */
    static String name(String name) {
        return name.replace("_", "\\_");
    }

    /** A sentence of ours within a table. */
    static String cell(String sentence) {
        return sentence.replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "\\<");
    }
}
