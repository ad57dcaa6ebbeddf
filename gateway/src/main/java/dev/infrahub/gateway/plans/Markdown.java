package dev.infrahub.gateway.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names, and sentences with names in them, as GitHub-flavoured Markdown. A name is shown as code, which holds no markup, link or
 * mention, and which it cannot leave. What nobody sees is spelled out.
 */
final class Markdown {

    /** Characters that are letters or signs to Unicode, and to the eye nothing at all. */
    private static final String BLANK = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    private static final String GAPS = " \t\n\r\f\u000B";
    private static final char QUOTE = '\'';
    private static final String KEY = "[\"";
    private static final String OPENING = "(\"'";
    private static final String CLOSING = ")\"'.,;:!?";
    private static final int LONGEST_NUMBER = 6;

    /** GitHub links seven hex digits and more where a commit has such a name. */
    private static final int SHORTEST_COMMIT = 7;

    private static final int FEWEST_IN_A_BLOCK = 3;

    private Markdown() {}

    /** A sentence: words stay words, and what is quoted, or may be more than a word, is shown as a name. */
    static String text(String sentence) {
        List<String> words = words(line(sentence));
        return IntStream.range(0, words.size())
                .mapToObj(at -> word(words.get(at), at == 0))
                .collect(Collectors.joining(" "));
    }

    /** What stands between spaces; what is quoted is one, and so is an address, whatever its key holds. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int from = 0;
        while (from < line.length()) {
            int quoted = line.charAt(from) == QUOTE ? line.indexOf(QUOTE, from + 1) : -1;
            int to = endOfWord(line, Math.max(from, quoted));
            if (to > from) {
                words.add(line.substring(from, to));
            }
            from = to + 1;
        }
        return words;
    }

    private static int endOfWord(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) != ' ') {
            at = line.startsWith(KEY, at) ? endOfKey(line, at + KEY.length()) : at + 1;
        }
        return at;
    }

    /** Behind the key whose first character stands there; there, where it does not end. */
    private static int endOfKey(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return line.startsWith("\"]", at) ? at + 2 : from;
    }

    private static String word(String word, boolean isFirst) {
        int end = word.charAt(0) == QUOTE ? word.lastIndexOf(QUOTE) : 0;
        return end > 1 && isClosed(word, end)
                ? code(word.substring(1, end)) + word.substring(end + 1)
                : bare(word, isFirst);
    }

    private static boolean isClosed(String word, int end) {
        return word.substring(end + 1).chars().allMatch(c -> CLOSING.indexOf(c) >= 0);
    }

    private static String bare(String word, boolean isFirst) {
        int from = 0;
        while (from < word.length() && OPENING.indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        int to = word.length();
        while (to > from && CLOSING.indexOf(word.charAt(to - 1)) >= 0) {
            to--;
        }
        String core = word.substring(from, to);
        if (core.isEmpty()) {
            return code(word);
        }
        // a number and a dot would begin a list
        boolean isProse = isWord(core) || (isNumber(core) && !(isFirst && to < word.length()));
        return word.substring(0, from) + (isProse ? core : code(core)) + word.substring(to);
    }

    /** Letters, with hyphens and apostrophes within: no link, mention, issue or commit. */
    private static boolean isWord(String core) {
        return !holdsCommit(core)
                && isLetter(core.charAt(0))
                && isLetter(core.charAt(core.length() - 1))
                && core.chars().allMatch(c -> isLetter(c) || c == '-' || c == '\'');
    }

    private static boolean holdsCommit(String core) {
        return Stream.of(core.replace('\'', '-').split("-", -1))
                .anyMatch(
                        part -> part.length() >= SHORTEST_COMMIT && part.chars().allMatch(c -> c >= 'a' && c <= 'f'));
    }

    private static boolean isNumber(String core) {
        return core.length() <= LONGEST_NUMBER && core.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** One of a few words of the hub's own; another one is not said. */
    static String known(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-') ? word : "unknown";
    }

    /** On one line, in which everything can be seen: for code, where nothing but its end is markup. */
    static String line(String plain) {
        StringBuilder line = new StringBuilder();
        boolean isGap = false;
        for (int point : plain.codePoints().toArray()) {
            boolean wasGap = isGap;
            isGap = GAPS.indexOf(point) >= 0;
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

    private static boolean isSeen(int point) {
        boolean isSelector = (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0000 && point <= 0xE0FFF);
        return point == ' '
                || switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED -> false;
                    default -> !isSelector && BLANK.indexOf(point) < 0;
                };
    }

    static String code(String name) {
        String line = line(name);
        if (line.isBlank()) {
            return "` `";
        }
        // longer than any run inside
        String fence = "`".repeat(1 + longestRun(line));
        return fence.length() == 1 ? "`" + line + "`" : fence + " " + line + " " + fence;
    }

    /** What begins and ends a block of code that holds this line. */
    static String fence(String line) {
        return "`".repeat(Math.max(FEWEST_IN_A_BLOCK, 1 + longestRun(line)));
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
