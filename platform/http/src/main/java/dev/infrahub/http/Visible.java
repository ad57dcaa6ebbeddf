package dev.infrahub.http;

/** Text in which everything can be seen. */
public final class Visible {

    private Visible() {}

    /** Line breaks and tabs stay. */
    public static String text(String value) {
        if (value.codePoints().noneMatch(Visible::isHidden)) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints().forEach(point -> {
            if (isHidden(point)) {
                text.append("\\u{").append(Integer.toHexString(point)).append('}');
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n' && point != '\t' && point != '\r';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
