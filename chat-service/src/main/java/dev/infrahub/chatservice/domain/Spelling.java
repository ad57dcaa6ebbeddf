package dev.infrahub.chatservice.domain;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words that are nearly written as they are known. Of a known word and of one that is asked for it is compared what is left without one
 * of their letters, so that a letter too many, too few, wrong or in the place of the next costs a look for each letter.
 */
final class Spelling {

    /** Of shorter words one letter makes other words. */
    private static final int SHORTEST = 6;

    private static final int LONGEST = 20;

    /** Of shorter ones an ending makes other words: billing is no bill. */
    private static final int SHORTEST_STEM = 5;

    private static final List<String> ENDINGS = List.of("ing", "ed", "es", "s", "d");

    private final Map<String, Set<Concept>> byRest = new HashMap<>();

    /** What could mean one thing as well as another means nothing. */
    private final Set<String> ambiguous = new HashSet<>();

    private Spelling() {}

    static Spelling of(Map<String, Set<Concept>> known) {
        Spelling spelling = new Spelling();
        known.forEach((word, meant) -> {
            if (isOne(word)) {
                rests(word).forEach(rest -> spelling.add(rest, meant));
            }
        });
        return spelling;
    }

    private void add(String rest, Set<Concept> meant) {
        Set<Concept> before = byRest.putIfAbsent(rest, EnumSet.copyOf(meant));
        if (before != null && !before.equals(meant)) {
            ambiguous.add(rest);
        }
    }

    /** Nothing where it is nearly no word, or more than one. */
    Set<Concept> meant(String word) {
        if (!isOne(word)) {
            return Set.of();
        }
        Set<Set<Concept>> all = new HashSet<>();
        for (String rest : rests(word).toList()) {
            if (ambiguous.contains(rest)) {
                return Set.of();
            }
            Set<Concept> meant = byRest.get(rest);
            if (meant != null) {
                all.add(meant);
            }
        }
        return all.size() == 1 ? all.iterator().next() : Set.of();
    }

    /** The word without its ending, as it may be known: happening is happen, approving approve, committed commit. */
    static Stream<String> forms(String word) {
        return ENDINGS.stream()
                .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM)
                .map(ending -> word.substring(0, word.length() - ending.length()))
                .flatMap(stem -> Stream.of(stem, stem + "e", once(stem)));
    }

    private static String once(String stem) {
        int last = stem.length() - 1;
        return stem.charAt(last) == stem.charAt(last - 1) ? stem.substring(0, last) : stem;
    }

    private static boolean isOne(String word) {
        return word.length() >= SHORTEST
                && word.length() <= LONGEST
                && word.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private static Stream<String> rests(String word) {
        return Stream.concat(
                Stream.of(word),
                IntStream.range(0, word.length()).mapToObj(at -> word.substring(0, at) + word.substring(at + 1)));
    }
}
