package dev.infrahub.chatservice.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A rule that a service has for itself. What it means is nobody's to say but a reader's: it is quoted where something has its words.
 *
 * @param text as somebody wrote it
 * @param telling the words by which it is known
 */
public record OwnRule(String text, Set<String> telling) {

    private static final int MOST = 100;
    private static final int LONGEST = 300;
    private static final int SHORTEST_WORD = 4;
    private static final int WORDS_NEEDED = 2;

    private static final Set<String> EVERYWHERE = Set.of(
            "about", "after", "again", "against", "all", "also", "always", "any", "are", "back", "because", "been",
            "before", "being", "both", "code", "data", "does", "each", "every", "file", "files", "from", "have", "here",
            "into", "just", "make", "more", "most", "must", "need", "needs", "never", "none", "only", "other", "over",
            "please", "rule", "rules", "service", "should", "some", "such", "sure", "than", "that", "their", "them",
            "then", "there", "these", "they", "this", "those", "through", "under", "until", "used", "uses", "using",
            "very", "want", "what", "when", "where", "which", "while", "will", "with", "without", "your", "true",
            "false", "null", "return", "public", "class", "import", "name", "value", "string");

    public OwnRule {
        telling = Set.copyOf(telling);
    }

    /** @param text a rule each line; a bullet or a number before it is none of it */
    public static List<OwnRule> all(String text) {
        return text.lines()
                .map(OwnRule::withoutBullet)
                .filter(rule -> !rule.isBlank() && !rule.startsWith("#"))
                .limit(MOST)
                .map(rule -> new OwnRule(Inert.shortened(rule, LONGEST), tellingOf(rule)))
                .toList();
    }

    /** Whether enough of its words are among these, or one that is a name. */
    public boolean isMetBy(Set<String> words) {
        long shared = telling.stream().filter(words::contains).count();
        return shared >= WORDS_NEEDED || telling.stream().anyMatch(word -> isName(word) && words.contains(word));
    }

    /** Whether a line has one of its words. */
    public boolean isTouchedBy(String line) {
        return words(line).stream().anyMatch(telling::contains);
    }

    private static String withoutBullet(String line) {
        String rule = line.strip();
        int at = 0;
        while (at < rule.length() && (Character.isDigit(rule.charAt(at)) || "-*•.)".indexOf(rule.charAt(at)) >= 0)) {
            at++;
        }
        return at > 0 && at < rule.length() && rule.charAt(at) == ' '
                ? rule.substring(at).strip()
                : rule;
    }

    /** A name of code or of a file is telling by itself. */
    private static boolean isName(String word) {
        return word.indexOf('_') > 0 || word.indexOf('.') > 0 || word.indexOf('-') > 0;
    }

    private static Set<String> tellingOf(String rule) {
        Set<String> words = words(rule);
        words.removeIf(word -> word.length() < SHORTEST_WORD || EVERYWHERE.contains(word));
        return words;
    }

    /** Whole names, and the parts of those that are written in humps or with signs between. */
    public static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        int from = -1;
        for (int at = 0; at <= text.length(); at++) {
            boolean isPart = at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "_-.".indexOf(text.charAt(at)) >= 0);
            if (isPart && from < 0) {
                from = at;
            } else if (!isPart && from >= 0) {
                addWord(text.substring(from, at), words);
                from = -1;
            }
        }
        return words;
    }

    private static void addWord(String name, Set<String> words) {
        Optional.of(trimmed(name)).filter(one -> !one.isEmpty()).ifPresent(one -> {
            words.add(one.toLowerCase(Locale.ROOT));
            int from = 0;
            for (int at = 1; at <= one.length(); at++) {
                boolean isEnd = at == one.length()
                        || !Character.isLetterOrDigit(one.charAt(at))
                        || (Character.isUpperCase(one.charAt(at)) && Character.isLowerCase(one.charAt(at - 1)));
                if (isEnd) {
                    words.add(trimmed(one.substring(from, at)).toLowerCase(Locale.ROOT));
                    from = at;
                }
            }
        });
    }

    private static String trimmed(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && !Character.isLetterOrDigit(name.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(name.charAt(to - 1))) {
            to--;
        }
        return name.substring(from, to);
    }
}
