package dev.infrahub.chatservice.domain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What of the words of a message is the name of something that the reader may be told of: by the name in lower case, as it is
 * written. A module or a change that is not there, and one that the reader may not see, are the same: none.
 *
 * @param people as they are shown, by name and by id
 */
public record Names(
        Map<String, Set<String>> modules,
        Map<String, Set<String>> clients,
        Map<String, Set<String>> changes,
        Map<String, Set<String>> people,
        Map<String, Set<String>> environments) {

    static final int LONGEST = 4;

    public static final Names NONE = new Names(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /** What may be a name, in lower case. */
    public static Set<String> candidates(List<String> texts) {
        Set<String> candidates = new LinkedHashSet<>();
        for (String text : texts) {
            List<Word> words = Words.of(text);
            for (int from = 0; from < words.size(); from++) {
                for (int to = from + 1; to <= Math.min(words.size(), from + LONGEST); to++) {
                    String candidate = Words.join(words, from, to);
                    if (candidate.length() <= 255) {
                        candidates.add(candidate);
                        candidates.add(joined(candidate));
                    }
                }
            }
        }
        return candidates;
    }

    /** Letters and digits alone: what has hyphens may be written with blanks, or without any. */
    public static String joined(String name) {
        return name.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
