package dev.infrahub.scaffolding;

/** Words of somebody on one line, with nothing in them that is not seen. */
final class OneLine {

    private OneLine() {}

    /** White space of any kind is one space; what controls how text is shown is left out. */
    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else if (isSeen(point)) {
                line.appendCodePoint(point);
            }
        });
        return line.toString().strip();
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
