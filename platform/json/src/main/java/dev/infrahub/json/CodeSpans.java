package dev.infrahub.json;

import java.util.function.BinaryOperator;

/** What stands as code in a line of Markdown: names of others. It ends where as many ticks are as it began with. */
public final class CodeSpans {

    private CodeSpans() {}

    /** @param instead of each span, by what stands before it and by what it holds */
    public static String replaced(String line, BinaryOperator<String> instead) {
        StringBuilder replaced = new StringBuilder();
        for (int at = 0; at < line.length(); ) {
            int ticks = ticks(line, at);
            if (ticks == 0) {
                replaced.append(line.charAt(at++));
                continue;
            }
            int end = closing(line, at + ticks, ticks);
            replaced.append(instead.apply(line.substring(0, at), line.substring(at + ticks, end)));
            at = Math.min(line.length(), end + ticks);
        }
        return replaced.toString();
    }

    private static int closing(String line, int from, int ticks) {
        for (int at = from; at < line.length(); ) {
            int run = ticks(line, at);
            if (run == ticks) {
                return at;
            }
            at += Math.max(1, run);
        }
        return line.length();
    }

    /** How many stand there in a row. */
    private static int ticks(String line, int at) {
        int end = at;
        while (end < line.length() && line.charAt(end) == '`') {
            end++;
        }
        return end - at;
    }
}
