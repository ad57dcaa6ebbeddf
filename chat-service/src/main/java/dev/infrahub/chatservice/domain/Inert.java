package dev.infrahub.chatservice.domain;

/** Names and texts of others as Markdown that does nothing: code, which holds no markup, link or mention, and which they cannot leave. */
final class Inert {

    private static final int LONGEST = 200;

    private Inert() {}

    static String code(String text) {
        String line = line(text);
        if (line.isBlank()) {
            return "` `";
        }
        // longer than any run inside
        String fence = "`".repeat(1 + longestRun(line));
        return fence.length() == 1 ? fence + line + fence : fence + " " + line + " " + fence;
    }

    /** On one line, in which everything can be seen. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        boolean wasGap = false;
        int at = 0;
        while (at < text.length() && line.length() < LONGEST) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            boolean isGap = Character.isWhitespace(point) || Character.isSpaceChar(point);
            if (isGap) {
                line.append(wasGap ? "" : " ");
            } else if (isSeen(point)) {
                line.appendCodePoint(point);
            } else {
                line.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
            wasGap = isGap;
        }
        return at < text.length() ? line + "…" : line.toString();
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

    private static int longestRun(String line) {
        int longest = 0;
        int run = 0;
        for (int at = 0; at < line.length(); at++) {
            run = line.charAt(at) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
