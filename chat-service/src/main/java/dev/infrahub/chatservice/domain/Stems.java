package dev.infrahub.chatservice.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a text by which it is told from others, without their endings. */
final class Stems {

    private static final int LEAST = 4;

    private static final List<String> ENDINGS = List.of(
            "ations", "ation", "ings", "ing", "ions", "ion", "ies", "ers", "er", "es", "ed", "ly", "s", "e", "y");

    private static final Set<String> COMMON = Set.of(
            "a", "about", "after", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "before", "but",
            "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "how", "i", "if", "in",
            "is", "it", "its", "many", "may", "me", "much", "must", "my", "no", "not", "of", "on", "or", "our", "shall",
            "should", "so", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "us", "was",
            "we", "were", "what", "when", "where", "which", "who", "why", "will", "with", "would", "you", "your");

    private Stems() {}

    static Set<String> of(String text) {
        Set<String> stems = new HashSet<>();
        StringBuilder word = new StringBuilder();
        (text + " ").codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else {
                add(word.toString().toLowerCase(Locale.ROOT), stems);
                word.setLength(0);
            }
        });
        return stems;
    }

    private static void add(String word, Set<String> stems) {
        if (!word.isEmpty() && !COMMON.contains(word)) {
            stems.add(ENDINGS.stream()
                    .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= LEAST)
                    .findFirst()
                    .map(ending -> word.substring(0, word.length() - ending.length()))
                    .orElse(word));
        }
    }
}
