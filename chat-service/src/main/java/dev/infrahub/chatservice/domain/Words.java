package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A message as words, read once from its first character to its last. */
final class Words {

    /** More of a message nobody needs to be understood. */
    private static final int MOST = 600;

    private static final String WITHIN = "-_./:@+#*\\";
    private static final String QUOTES = "\"`“”«»";
    private static final Set<String> APOSTROPHES = Set.of("'", "’");

    private Words() {}

    static List<Word> of(String message) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < message.length() && words.size() < MOST) {
            int point = message.codePointAt(at);
            if (QUOTES.indexOf(point) >= 0) {
                int end = endOfQuote(message, at + 1);
                if (end > at + 1) {
                    add(words, message.substring(at + 1, end), true);
                    at = end + 1;
                    continue;
                }
            }
            if (isPart(point)) {
                int end = endOfWord(message, at);
                add(words, message.substring(at, end), false);
                at = end;
            } else {
                at += Character.charCount(point);
            }
        }
        return List.copyOf(words);
    }

    /** Where the quotation ends that begins there; -1 where it does not, or a name is not so long. */
    private static int endOfQuote(String message, int from) {
        int longest = Math.min(message.length(), from + 255);
        for (int at = from; at < longest; at++) {
            char c = message.charAt(at);
            if (QUOTES.indexOf(c) >= 0) {
                return at;
            }
            if (c == '\n') {
                return -1;
            }
        }
        return -1;
    }

    private static int endOfWord(String message, int from) {
        int at = from;
        int end = from;
        while (at < message.length()) {
            int point = message.codePointAt(at);
            boolean isPart = isPart(point);
            if (!isPart && WITHIN.indexOf(point) < 0 && !APOSTROPHES.contains(Character.toString(point))) {
                break;
            }
            at += Character.charCount(point);
            end = isPart ? at : end;
        }
        return end;
    }

    private static boolean isPart(int point) {
        return Character.isLetterOrDigit(point) || point == '_';
    }

    private static void add(List<Word> words, String written, boolean quoted) {
        String plain = written.strip();
        if (plain.isEmpty()) {
            return;
        }
        String lower = plain.toLowerCase(Locale.ROOT).replace('’', '\'');
        if (quoted) {
            words.add(new Word(lower, plain, true));
        } else if (lower.endsWith("'s")) {
            words.add(new Word(lower.substring(0, lower.length() - 2), plain.substring(0, plain.length() - 2), false));
        } else {
            words.add(new Word(lower, plain, false));
        }
    }

    /** Some of them as one text, as names are compared. */
    static String join(List<Word> words, int from, int to) {
        if (to - from == 1) {
            return words.get(from).text();
        }
        StringBuilder joined = new StringBuilder();
        for (int at = from; at < to; at++) {
            joined.append(at > from ? " " : "").append(words.get(at).text());
        }
        return joined.toString();
    }
}
