package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sentences that answer a question best: by its words, of which rare ones count more. */
public final class Quotes {

    /** Of what a title says, for the sentences under it. */
    private static final double OF_TITLE = 0.5;

    /** Of what the sentence before says: often the next one answers. */
    private static final double OF_BEFORE = 0.5;

    /** A sentence of the best passage counts so much more than one that just matches. */
    private static final double OF_PLACE = 0.3;

    private final Set<String> asked;
    private final Map<String, Double> worth = new HashMap<>();

    private Quotes(Set<String> asked) {
        this.asked = asked;
    }

    private record Candidate(Quote quote, Set<String> words, Set<String> before, Set<String> titles, int rank) {}

    /**
     * The best first; none twice. Where no sentence has a word of the question, the passages were found by what they mean, and the
     * first sentences of the best are quoted.
     *
     * @param sources their numbers are their places here
     * @param ranked the passages, the best first
     */
    public static List<Quote> of(String question, List<FoundDocument> sources, List<Passage> ranked, int most) {
        return new Quotes(Stems.of(question)).best(candidates(sources, ranked), most);
    }

    private static List<Candidate> candidates(List<FoundDocument> sources, List<Passage> ranked) {
        Map<DocumentKey, Integer> numbers = new HashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            numbers.put(sources.get(i).document(), i + 1);
        }
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (int rank = 0; rank < ranked.size(); rank++) {
            Passage passage = ranked.get(rank);
            Set<String> titles = Stems.of(passage.chunk().context());
            Set<String> before = Set.of();
            for (String sentence : Sentences.of(passage.chunk().content())) {
                Quote quote = new Quote(numbers.getOrDefault(passage.document(), 0), sentence);
                Set<String> words = Stems.of(sentence);
                candidates.putIfAbsent(sentence, new Candidate(quote, words, before, titles, rank));
                before = words;
            }
        }
        return List.copyOf(candidates.values());
    }

    private List<Quote> best(List<Candidate> candidates, int most) {
        for (String word : asked) {
            long in = candidates.stream()
                    .filter(candidate -> candidate.words.contains(word))
                    .count();
            worth.put(word, Math.log(1 + (candidates.size() + 1.0) / (in + 1.0)));
        }
        List<Candidate> matching = new ArrayList<>(candidates.stream()
                .filter(candidate -> worth(candidate.words) + worth(candidate.before) > 0)
                .toList());
        if (matching.isEmpty()) {
            return candidates.stream()
                    .limit(Math.min(2, most))
                    .map(Candidate::quote)
                    .toList();
        }
        matching.sort(Comparator.comparingDouble(this::score).reversed());
        return matching.stream().limit(most).map(Candidate::quote).toList();
    }

    private double score(Candidate candidate) {
        return worth(candidate.words)
                + OF_BEFORE * worth(without(candidate.before, candidate.words))
                + OF_TITLE * worth(without(candidate.titles, candidate.words))
                + OF_PLACE / (1 + candidate.rank);
    }

    private static Set<String> without(Set<String> words, Set<String> others) {
        Set<String> left = new HashSet<>(words);
        left.removeAll(others);
        return left;
    }

    private double worth(Set<String> words) {
        return asked.stream()
                .filter(words::contains)
                .mapToDouble(word -> worth.getOrDefault(word, 0.0))
                .sum();
    }
}
