package dev.infrahub.chatservice.domain;

import java.util.Set;

/** What others wrote, as GitHub-flavoured Markdown that is read as they wrote it: code, which holds no markup, link or mention. */
public final class Inert {

    /** Characters that are letters or signs to Unicode, and to the eye nothing at all. */
    private static final Set<Integer> BLANK =
            Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0);

    private static final String MARKUP = "\\`*_{}[]<>()#+!|@~&";
    private static final String ELLIPSIS = "…";
    private static final int LONGEST_NAME = 200;

    private Inert() {}

    /** A name, which is not long. */
    static String code(String name) {
        return code(name, LONGEST_NAME);
    }

    /** On one line and as code, which it cannot leave; what nobody sees is spelt out. */
    public static String code(String text, int most) {
        String line = shortened(line(text), most);
        if (line.isBlank()) {
            return "` `";
        }
        String fence = "`".repeat(1 + longestRun(line));
        return fence.length() == 1 ? fence + line + fence : fence + " " + line + " " + fence;
    }

    /** On one line, in which everything can be seen. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean isGap = false;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            boolean wasGap = isGap;
            isGap = point == ' ' || (point >= '\t' && point <= '\r');
            if (isGap) {
                line.append(wasGap ? "" : " ");
            } else if (isSeen(point)) {
                line.appendCodePoint(point);
            } else {
                line.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        }
        return line.toString();
    }

    /** A sentence on one line, of which no sign is markup. */
    public static String prose(String words) {
        StringBuilder text = new StringBuilder(words.length());
        for (char c : line(words).toCharArray()) {
            text.append(MARKUP.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return text.toString();
    }

    private static boolean isSeen(int point) {
        boolean isSelector = (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0000 && point <= 0xE0FFF);
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> !isSelector && !BLANK.contains(point);
        };
    }

    /** By its beginning. */
    public static String shortened(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + ELLIPSIS;
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
