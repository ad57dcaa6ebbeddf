package dev.infrahub.terraform;

/**
 * A line of a console log.
 *
 * @param overwrites whether a carriage return alone stood before it: in a value it goes on, on a screen it begins anew
 */
record TextLine(String text, boolean overwrites) {

    private static final String SIGNS = "+-~!";

    TextLine {
        text = text.stripTrailing();
    }

    boolean isBlank() {
        return text.isEmpty();
    }

    /** Where its words begin, behind the signs of a change: some tools move these to the start of the line. */
    int indent() {
        int column = 0;
        while (column < text.length()
                && (Character.isWhitespace(text.charAt(column)) || SIGNS.indexOf(text.charAt(column)) >= 0)) {
            column++;
        }
        return column;
    }
}
