package dev.infrahub.chatservice.domain.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules that a service has for itself, a line each. What they mean is nobody's to say but a reader's: a rule is quoted where
 * a changed file has its words.
 */
final class OwnRules {

    static final String ID = "service.own-rule";

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

    private OwnRules() {}

    /** @param text a rule each line; a bullet or a number before it is none of it */
    static List<Finding> matching(String text, List<ChangedFile> files) {
        List<String> rules = text.lines()
                .map(OwnRules::withoutBullet)
                .filter(rule -> !rule.isBlank() && !rule.startsWith("#"))
                .limit(MOST)
                .toList();
        List<Finding> found = new ArrayList<>();
        List<Words> words = rules.isEmpty()
                ? List.of()
                : files.stream().map(OwnRules::words).toList();
        for (String rule : rules) {
            Set<String> telling = telling(rule);
            Stream.iterate(0, at -> at < files.size(), at -> at + 1)
                    .filter(at -> words.get(at).has(telling))
                    .findFirst()
                    .map(at -> finding(rule, files.get(at), telling))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static Finding finding(String rule, ChangedFile file, Set<String> telling) {
        int line = file.addedLines()
                .filter(added -> wordsOf(added.text()).stream().anyMatch(telling::contains))
                .map(DiffLine::number)
                .findFirst()
                .orElse(0);
        String quote = rule.length() <= LONGEST ? rule : rule.substring(0, LONGEST) + "…";
        return new Finding(
                ID,
                Severity.LOW,
                file.file().path(),
                line,
                "The service has a rule of its own whose words stand in this change:",
                quote,
                "See that the change keeps it.");
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

    /** The words of what changes, and of the path. */
    private record Words(Set<String> all) {

        boolean has(Set<String> telling) {
            long shared = telling.stream().filter(all::contains).count();
            return shared >= WORDS_NEEDED || telling.stream().anyMatch(word -> isName(word) && all.contains(word));
        }
    }

    /** A name of code or of a file is telling by itself. */
    private static boolean isName(String word) {
        return word.indexOf('_') > 0 || word.indexOf('.') > 0 || word.indexOf('-') > 0;
    }

    private static Words words(ChangedFile file) {
        Set<String> words = new HashSet<>(wordsOf(file.file().path()));
        file.file()
                .lines()
                .filter(line -> line.sign() != DiffLine.Sign.CONTEXT)
                .forEach(line -> words.addAll(wordsOf(line.text())));
        return new Words(words);
    }

    private static Set<String> telling(String rule) {
        Set<String> words = wordsOf(rule);
        words.removeIf(word -> word.length() < SHORTEST_WORD || EVERYWHERE.contains(word));
        return words;
    }

    /** Whole names, and the parts of those that are written in humps or with signs between. */
    private static Set<String> wordsOf(String text) {
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
