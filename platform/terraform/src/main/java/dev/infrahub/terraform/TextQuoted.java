package dev.infrahub.terraform;

/**
 * A string between double quotes, with escapes as JSON has them, or a doubled quote for one.
 *
 * @param end where the quote is that ends it; the length of the line where there is none
 */
record TextQuoted(String text, int end) {

    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;
    private static final int ESCAPE = 0x1B;

    /** The one whose first quote is at an index. */
    static TextQuoted at(String line, int quote) {
        StringBuilder text = new StringBuilder();
        int index = quote + 1;
        while (index < line.length() && (line.charAt(index) != '"' || isDoubled(line, index))) {
            if (line.charAt(index) == '"') {
                text.append('"');
                index += 2;
            } else if (line.charAt(index) == '\\' && index + 1 < line.length()) {
                index = unescape(line, index + 1, text);
            } else {
                text.append(line.charAt(index++));
            }
        }
        return new TextQuoted(text.toString(), index);
    }

    /** As tables of values separated by commas write a quote. */
    private static boolean isDoubled(String line, int quote) {
        return line.startsWith("\"\"", quote);
    }

    /** Takes what follows a backslash and returns where it ends. */
    private static int unescape(String line, int index, StringBuilder text) {
        char escaped = line.charAt(index);
        switch (escaped) {
            case 'n', 'r' -> text.append(' ');
            case 't' -> text.append('\t');
            case 'u', 'x' -> {
                int digits = escaped == 'u' ? HEX_DIGITS : HEX_DIGITS / 2;
                int code = code(line, index + 1, digits);
                if (code == ESCAPE) {
                    return afterSequence(line, index + 1 + digits);
                }
                if (code >= 0) {
                    text.append((char) code);
                    return index + 1 + digits;
                }
            }
            default -> text.append(escaped);
        }
        return index + 1;
    }

    /** Behind a sequence of a terminal: a bracket, what is no letter, and a letter. */
    private static int afterSequence(String line, int start) {
        int index = start;
        if (index < line.length() && line.charAt(index) == '[') {
            index++;
            while (index < line.length() && !Character.isLetter(line.charAt(index)) && line.charAt(index) != '"') {
                index++;
            }
            return index < line.length() && line.charAt(index) != '"' ? index + 1 : index;
        }
        return index;
    }

    private static int code(String line, int start, int digits) {
        int code = 0;
        for (int index = start; index < start + digits; index++) {
            int digit = index < line.length() ? Character.digit(line.charAt(index), HEX) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * HEX + digit;
        }
        return code;
    }
}
