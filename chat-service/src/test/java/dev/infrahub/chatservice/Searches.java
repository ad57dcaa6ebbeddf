package dev.infrahub.chatservice;

import dev.infrahub.chatservice.SearchScorecard.Asked;
import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.chatservice.domain.FoundDocument;
import dev.infrahub.chatservice.domain.Passage;
import dev.infrahub.chatservice.domain.Place;
import dev.infrahub.chatservice.embedding.Account;
import dev.infrahub.chatservice.embedding.Embedder;
import dev.infrahub.chatservice.store.DocChunks;
import dev.infrahub.chatservice.store.DocChunks.Match;
import dev.infrahub.chatservice.store.Neighbours;
import dev.infrahub.chatservice.store.Neighbours.Neighbour;
import dev.infrahub.events.Lookups;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;

/** Asks the questions of the scorecard in each way. */
record Searches(Lookups lookups, Embedder embedder, Documents documents, Account account, Clients clients) {

    static final String WORDS = "words alone";
    static final String VECTORS = "vectors alone";
    static final String BOTH = "both";

    private static final int MOST = 5;

    Searches(ConfigurableApplicationContext service, String client) {
        this(
                service.getBean(Lookups.class),
                service.getBean(Embedder.class),
                service.getBean(Documents.class),
                new Account(client, null, null),
                new Clients(false, List.of(client)));
    }

    SearchScorecard card() throws IOException {
        List<Asked> questions = SearchScorecard.questions();
        return new SearchScorecard(questions)
                .with(WORDS, found(questions, this::byWords))
                .with(VECTORS, found(questions, this::byVectors))
                .with(BOTH, found(questions, this::byBoth))
                .withAnswers(questions.stream().filter(this::isQuoted).count());
    }

    private static List<List<String>> found(List<Asked> questions, Function<String, List<Place>> search) {
        return questions.stream()
                .map(asked -> search.apply(asked.question()).stream()
                        .map(place -> place.document().docPath())
                        .toList())
                .toList();
    }

    private List<Place> byWords(String question) {
        return DocChunks.byWords(lookups, question, clients, null, MOST).stream()
                .map(Match::place)
                .toList();
    }

    private List<Place> byVectors(String question) {
        float[] vector =
                embedder.embed(account, List.of(question)).orElseThrow().getFirst();
        return lookups
                .atOnce(moment -> Neighbours.in(moment).nearest(moment, vector, embedder.model(), clients, null, MOST))
                .stream()
                .map(Neighbour::place)
                .toList();
    }

    private List<Place> byBoth(String question) {
        return documents.search(account, clients, null, question, MOST).stream()
                .map(passage -> new Place(passage.document(), passage.index()))
                .toList();
    }

    private boolean isQuoted(Asked asked) {
        List<Passage> passages = documents.search(account, clients, null, asked.question(), MOST);
        return documents.quotes(account, asked.question(), FoundDocument.of(passages), passages, MOST).stream()
                .anyMatch(quote -> quote.text().contains(asked.answer()));
    }
}
