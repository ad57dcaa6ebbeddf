package dev.infrahub.terraform;

import java.util.List;

/** What is left of the colours of a terminal where a copy lost the character that begins them: {@code [1m}, {@code \e[0m}. */
public final class Colours {

    private static final List<String> BEGINNINGS = List.of("\u241B", "^[", "\\033", "\\e", "\\x1b", "\\u001b");
    private static final int LONGEST = 12;

    private Colours() {}

    public static String without(String line) {
        int open = line.indexOf('[');
        if (open < 0 || line.indexOf('m', open) < 0) {
            return line;
        }
        StringBuilder kept = new StringBuilder();
        int index = 0;
        while (index < line.length()) {
            int end = line.charAt(index) == '[' ? end(line, index) : index;
            if (end > index) {
                kept.setLength(kept.length() - beginning(kept));
                index = end;
            } else {
                kept.append(line.charAt(index++));
            }
        }
        return kept.toString();
    }

    /** Where the sequence ends that begins with this bracket; the bracket, where none does. */
    private static int end(String line, int bracket) {
        for (int index = bracket + 1; index < Math.min(line.length(), bracket + LONGEST); index++) {
            char c = line.charAt(index);
            if (c == 'm') {
                return index > bracket + 1 ? index + 1 : bracket;
            }
            if (!Identifier.isDigit(c) && c != ';') {
                return bracket;
            }
        }
        return bracket;
    }

    private static int beginning(CharSequence kept) {
        for (String beginning : BEGINNINGS) {
            int start = kept.length() - beginning.length();
            if (start >= 0 && kept.subSequence(start, kept.length()).toString().equals(beginning)) {
                return beginning.length();
            }
        }
        return 0;
    }
}
