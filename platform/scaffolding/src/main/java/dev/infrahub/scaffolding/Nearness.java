package dev.infrahub.scaffolding;

import dev.infrahub.scaffolding.Words.Word;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How near golden paths are to a description that none of them is meant by: for a list, never for a choice. */
final class Nearness {

    private static final int OF_KIND = 8;
    private static final int OF_CLOUD = 4;
    private static final double ALIKE = 0.5;

    /** Of a long description its beginning tells enough. */
    private static final int MOST_WORDS = 100;

    private static final int LONGEST_WORD = 40;

    private Nearness() {}

    /** The nearest first. */
    static List<GoldenPath> sorted(List<GoldenPath> paths, List<Word> words, Set<String> kinds, Set<Cloud> clouds) {
        Set<String> said = new HashSet<>();
        words.stream()
                .limit(MOST_WORDS)
                .map(Word::text)
                .filter(text -> text.length() > 2 && text.length() <= LONGEST_WORD)
                .forEach(said::add);
        Map<String, Double> nearness = new HashMap<>();
        for (GoldenPath path : paths) {
            double near = alike(path, said);
            near += kinds.contains(path.kind()) ? OF_KIND : 0;
            near += clouds.contains(path.cloud()) ? OF_CLOUD : 0;
            nearness.put(path.id(), near);
        }
        return paths.stream()
                .sorted(Comparator.comparingDouble((GoldenPath path) -> -nearness.getOrDefault(path.id(), 0.0))
                        .thenComparing(GoldenPath::id))
                .toList();
    }

    /** How many of the words are like one that the path is called by. */
    private static double alike(GoldenPath path, Set<String> said) {
        Set<String> called = new HashSet<>();
        Words.of(path.title() + " " + path.id() + " " + String.join(" ", path.words()))
                .forEach(word -> called.add(word.text()));
        double sum = 0;
        for (String word : said) {
            double best = called.stream()
                    .mapToDouble(other -> alike(word, other))
                    .max()
                    .orElse(0);
            sum += best >= ALIKE ? best : 0;
        }
        return sum;
    }

    /** Pairs of letters that two words share, of all they have. */
    private static double alike(String one, String other) {
        Set<String> pairs = pairs(one);
        Set<String> others = pairs(other);
        int all = pairs.size() + others.size();
        pairs.retainAll(others);
        return all == 0 ? 0 : 2.0 * pairs.size() / all;
    }

    private static Set<String> pairs(String word) {
        Set<String> pairs = new HashSet<>();
        for (int at = 0; at + 2 <= word.length(); at++) {
            pairs.add(word.substring(at, at + 2));
        }
        return pairs;
    }
}
