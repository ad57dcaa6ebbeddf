package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The sentences of passages, and which of them answer a question best: by its words, of which rare ones count more, and by meaning. */
public final class Quotes {

    /** Of long passages so many sentences are looked at. */
    private static final int MOST_SENTENCES = 60;

    /** Of what a title says, for the sentences under it. */
    private static final double OF_TITLE = 0.3;

    /** Of what the sentence before says: often the next one answers. */
    private static final double OF_BEFORE = 0.5;

    /** A sentence of the best passage counts so much more than one of another. */
    private static final double OF_PLACE = 0.3;

    /** What counts less beside the best is left out. */
    private static final double LEAST_OF_BEST = 0.4;

    private final Set<String> asked;
    private final List<Candidate> candidates;

    private Quotes(Set<String> asked, List<Candidate> candidates) {
        this.asked = asked;
        this.candidates = candidates;
    }

    private record Candidate(Quote quote, Set<String> words, Set<String> before, Set<String> titles, int rank) {}

    /**
     * @param sources their numbers are their places here
     * @param ranked the passages, the best first
     */
    public static Quotes of(String question, List<FoundDocument> sources, List<Passage> ranked) {
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
        return new Quotes(
                Stems.of(question),
                candidates.values().stream().limit(MOST_SENTENCES).toList());
    }

    /** None twice. */
    public List<String> sentences() {
        return candidates.stream().map(candidate -> candidate.quote.text()).toList();
    }

    /**
     * The best first.
     *
     * @param similarities of the sentences to the question, in their order; empty where nothing is known
     */
    public List<Quote> best(List<Double> similarities, int most) {
        Map<String, Double> worth = worth();
        double[] scores = IntStream.range(0, candidates.size())
                .mapToDouble(
                        at -> score(candidates.get(at), worth) + (similarities.isEmpty() ? 0 : similarities.get(at)))
                .toArray();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, candidates.size()).boxed().toList());
        order.sort(Comparator.comparingDouble((Integer at) -> scores[at]).reversed());
        return order.stream()
                .limit(most)
                .filter(at -> scores[at] >= LEAST_OF_BEST * scores[order.getFirst()])
                .map(at -> candidates.get(at).quote)
                .toList();
    }

    /** Of each word of the question; together 1. */
    private Map<String, Double> worth() {
        Map<String, Double> worth = new HashMap<>();
        for (String word : asked) {
            long in = candidates.stream()
                    .filter(candidate -> candidate.words.contains(word))
                    .count();
            worth.put(word, Math.log(1 + (candidates.size() + 1.0) / (in + 1.0)));
        }
        double total = worth.values().stream().mapToDouble(Double::doubleValue).sum();
        worth.replaceAll((_, one) -> one / total);
        return worth;
    }

    private static double score(Candidate candidate, Map<String, Double> worth) {
        return sum(candidate.words, worth)
                + OF_BEFORE * sum(without(candidate.before, candidate.words), worth)
                + OF_TITLE * sum(without(candidate.titles, candidate.words), worth)
                + OF_PLACE / (1 + candidate.rank);
    }

    private static Set<String> without(Set<String> words, Set<String> others) {
        Set<String> left = new HashSet<>(words);
        left.removeAll(others);
        return left;
    }

    private static double sum(Set<String> words, Map<String, Double> worth) {
        return words.stream().mapToDouble(word -> worth.getOrDefault(word, 0.0)).sum();
    }
}
