package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.Chunk;
import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.chatservice.domain.FoundDocument;
import dev.infrahub.chatservice.domain.Passage;
import dev.infrahub.chatservice.domain.Place;
import dev.infrahub.chatservice.domain.Quote;
import dev.infrahub.chatservice.domain.Quotes;
import dev.infrahub.chatservice.domain.Ranking;
import dev.infrahub.chatservice.embedding.Account;
import dev.infrahub.chatservice.embedding.Embedder;
import dev.infrahub.chatservice.store.DocChunks;
import dev.infrahub.chatservice.store.DocChunks.Found;
import dev.infrahub.chatservice.store.DocChunks.Match;
import dev.infrahub.chatservice.store.Neighbours;
import dev.infrahub.chatservice.store.Neighbours.Neighbour;
import dev.infrahub.chatservice.store.Vectors;
import dev.infrahub.events.Lookups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds pieces of documents by the words of a question and by what it means. */
final class Documents {

    /** What each way of finding may put forward. */
    private static final int CANDIDATES = 50;

    /** Of a question's words, rare ones counting more: a piece that has fewer of them only looks alike. */
    private static final double LEAST_SHARE = 0.3;

    /** The same for who did not ask for documents. */
    private static final double ENOUGH_SHARE = 0.4;

    private final Lookups lookups;
    private final Embedder embedder;

    Documents(Lookups lookups, Embedder embedder) {
        this.lookups = lookups;
        this.embedder = embedder;
    }

    /**
     * What answers a question best, the best first, always in the same order; nothing where nothing has to do with it.
     *
     * @param account for whom
     * @param clients whose documents may be told of
     * @param entityRef the only entity whose documents are looked at; null for all
     * @param most how many pieces at most
     */
    List<Passage> search(Account account, Clients clients, @Nullable String entityRef, String question, int most) {
        return found(account, clients, entityRef, question, most).stream()
                .map(Scored::passage)
                .toList();
    }

    /** Of these what has so much to do with it that it is told to who did not ask for documents. */
    List<Passage> searchUnasked(Account account, Clients clients, String question, int most) {
        return found(account, clients, null, question, most).stream()
                .filter(this::isEnough)
                .map(Scored::passage)
                .toList();
    }

    /**
     * A piece, and how it was found.
     *
     * @param cosine of the vectors; empty where the piece has none
     * @param share of the question's words
     */
    private record Scored(Place place, Chunk chunk, OptionalDouble cosine, double share) {

        Passage passage() {
            return new Passage(place.document(), place.index(), chunk, Math.clamp(cosine.orElse(share), 0, 1));
        }
    }

    private boolean isEnough(Scored one) {
        return embedder.nearness()
                .filter(_ -> one.cosine().isPresent())
                .map(nearness -> one.cosine().getAsDouble() >= nearness.enough())
                .orElseGet(() -> one.share() >= ENOUGH_SHARE);
    }

    private List<Scored> found(
            Account account, Clients clients, @Nullable String entityRef, String question, int most) {
        if (!DocChunks.areAny(lookups, clients, entityRef)) {
            return List.of();
        }
        float @Nullable [] vector =
                embedder.embed(account, List.of(question)).map(List::getFirst).orElse(null);
        return lookups.atOnce(moment -> {
            List<Match> byWords = DocChunks.byWords(moment, question, clients, entityRef, CANDIDATES);
            List<Neighbour> byMeaning = vector == null
                    ? List.of()
                    : Neighbours.in(moment).nearest(moment, vector, embedder.model(), clients, entityRef, CANDIDATES);
            List<Place> places =
                    relevant(byWords, byMeaning).stream().limit(most).toList();
            Map<Place, Found> found = DocChunks.at(moment, places, vector, embedder.model());
            return scored(places, found, byWords);
        });
    }

    /**
     * The sentences of what was found that answer the question best, the best first.
     *
     * @param sources their numbers are their places here
     */
    List<Quote> quotes(
            Account account, String question, List<FoundDocument> sources, List<Passage> passages, int most) {
        Quotes quotes = Quotes.of(question, sources, passages);
        List<String> texts = new ArrayList<>(quotes.sentences());
        texts.add(question);
        return quotes.best(embedder.embed(account, texts).map(Documents::toLast).orElse(List.of()), most);
    }

    /** How near each is to the last. */
    private static List<Double> toLast(List<float[]> vectors) {
        float[] last = vectors.getLast();
        return vectors.subList(0, vectors.size() - 1).stream()
                .map(vector -> Vectors.cosine(vector, last))
                .toList();
    }

    /** What is near counts as what has the words, where it is known what near is; else what is among the nearest has to have a word of it. */
    private List<Place> relevant(List<Match> byWords, List<Neighbour> byMeaning) {
        List<Place> worded = byWords.stream()
                .filter(match -> match.share() >= LEAST_SHARE)
                .map(Match::place)
                .toList();
        Predicate<Neighbour> isRelevant = embedder.nearness()
                .<Predicate<Neighbour>>map(nearness -> neighbour -> neighbour.similarity() >= nearness.some())
                .orElseGet(() -> {
                    Set<Place> matched = byWords.stream().map(Match::place).collect(Collectors.toSet());
                    return neighbour -> matched.contains(neighbour.place());
                });
        return Ranking.fused(
                worded,
                byMeaning.stream().filter(isRelevant).map(Neighbour::place).toList());
    }

    private static List<Scored> scored(List<Place> places, Map<Place, Found> found, List<Match> byWords) {
        Map<Place, Double> shares = new HashMap<>();
        byWords.forEach(match -> shares.put(match.place(), match.share()));
        List<Scored> scored = new ArrayList<>();
        for (Place place : places) {
            Found there = found.get(place);
            if (there != null) {
                scored.add(new Scored(place, there.chunk(), there.similarity(), shares.getOrDefault(place, 0.0)));
            }
        }
        return scored;
    }
}
