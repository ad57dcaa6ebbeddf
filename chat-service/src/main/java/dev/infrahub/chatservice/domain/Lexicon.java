package dev.infrahub.chatservice.domain;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What words mean. */
final class Lexicon {

    /** Words of the longest phrase. */
    static final int LONGEST = 5;

    private static final Map<String, Set<Concept>> PHRASES = new HashMap<>();
    private static final Set<String> STOP = new HashSet<>();

    static {
        for (List<String> row : Table.rows("lexicon.tsv")) {
            for (String phrase : Table.cells(row.get(1), ',')) {
                if (row.getFirst().equals("STOP")) {
                    STOP.add(phrase);
                } else {
                    PHRASES.computeIfAbsent(phrase, _ -> EnumSet.noneOf(Concept.class))
                            .add(Concept.valueOf(row.getFirst().toUpperCase(Locale.ROOT)));
                }
            }
        }
    }

    private static final Spelling SPELLING = Spelling.of(PHRASES);

    private Lexicon() {}

    static Set<Concept> of(String phrase) {
        return PHRASES.getOrDefault(phrase, Set.of());
    }

    /**
     * The same of one word in another form, or with one letter wrong: of a word that is in the lexicon what it says there. Only where it
     * cannot be a name: of those, one letter makes another.
     */
    static Set<Concept> meant(String word) {
        return isWord(word)
                ? of(word)
                : Spelling.forms(word)
                        .map(Lexicon::of)
                        .filter(meant -> !meant.isEmpty())
                        .findFirst()
                        .orElseGet(() -> SPELLING.meant(word));
    }

    /** Whether it is a word of the language that questions are asked in, and so no name unless somebody says so. */
    static boolean isWord(String word) {
        return PHRASES.containsKey(word) || STOP.contains(word) || Times.isWord(word);
    }
}
