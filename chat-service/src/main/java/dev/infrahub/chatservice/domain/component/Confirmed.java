package dev.infrahub.chatservice.domain.component;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What files confirm: a word is only theirs where one of them has it. */
public final class Confirmed {

    private static final int SHORTEST = 3;
    private static final int MOST_TAGS = 30;

    private static final Set<String> SAYS_NOTHING = Set.of(
            "the",
            "and",
            "tags",
            "tag",
            "that",
            "fit",
            "are",
            "for",
            "its",
            "with",
            "this",
            "component",
            "service",
            "files",
            "from",
            "also",
            "these",
            "which",
            "has",
            "have",
            "not",
            "was",
            "were",
            "will",
            "all",
            "can",
            "may",
            "into",
            "used",
            "uses");

    private final Set<String> words = new HashSet<>();

    public Confirmed(List<SourceFile> files) {
        files.forEach(file -> words.addAll(wordsOf(file.content())));
    }

    /** Those that are known, and those of the text that stand in the files. */
    public List<String> tags(List<String> known, String text) {
        Set<String> tags = new TreeSet<>(known);
        wordsOf(text).stream()
                .filter(word -> word.length() >= SHORTEST && !SAYS_NOTHING.contains(word) && words.contains(word))
                .limit(MOST_TAGS)
                .forEach(tags::add);
        return List.copyOf(tags);
    }

    private static Set<String> wordsOf(String text) {
        Set<String> found = new TreeSet<>();
        int from = -1;
        for (int at = 0; at <= text.length(); at++) {
            boolean isPart =
                    at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-');
            if (isPart && from < 0) {
                from = at;
            } else if (!isPart && from >= 0) {
                found.add(text.substring(from, at).toLowerCase(Locale.ROOT));
                from = -1;
            }
        }
        return found;
    }
}
