package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cuts a long text into parts. */
final class Cut {

    /** A part is at least so much of what fits: else the next weaker boundary is taken. */
    private static final int LEAST_SHARE = 4;

    private static final String ENDS = ".!?";
    private static final String ENDS_WITHOUT_BLANK = "。！？";

    private Cut() {}

    /**
     * Parts of this length at most; none is blank, but where the whole text is.
     *
     * @param isCode whether lines count before sentences
     */
    static List<String> of(String text, int longest, boolean isCode) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (text.length() - start > longest) {
            int end = end(text, start, start + longest, isCode);
            add(text.substring(start, end), isCode, parts);
            start = end;
        }
        add(text.substring(start), isCode, parts);
        return parts.isEmpty() ? List.of("") : parts;
    }

    private static void add(String part, boolean isCode, List<String> parts) {
        // code keeps how far its lines are indented
        String kept = isCode ? withoutEmptyLines(part) : part.strip();
        if (!kept.isBlank()) {
            parts.add(kept);
        }
    }

    private static String withoutEmptyLines(String part) {
        int start = 0;
        while (start < part.length() && part.charAt(start) == '\n') {
            start++;
        }
        return part.substring(start).stripTrailing();
    }

    private static int end(String text, int start, int limit, boolean isCode) {
        IntPredicate line = at -> text.charAt(at - 1) == '\n';
        IntPredicate sentence = at -> isSentenceEnd(text, at);
        IntPredicate word = at -> Character.isWhitespace(text.charAt(at - 1));
        IntPredicate character = at -> !Character.isLowSurrogate(text.charAt(at));
        int least = start + (limit - start) / LEAST_SHARE;
        for (IntPredicate boundary : List.of(isCode ? line : sentence, word)) {
            for (int at = limit; at > least; at--) {
                if (boundary.test(at)) {
                    return at;
                }
            }
        }
        return character.test(limit) ? limit : limit - 1;
    }

    /** @param at within the text */
    static boolean isSentenceEnd(CharSequence text, int at) {
        char last = text.charAt(at - 1);
        return ENDS_WITHOUT_BLANK.indexOf(last) >= 0
                || (ENDS.indexOf(last) >= 0 && Character.isWhitespace(text.charAt(at)));
    }
}
