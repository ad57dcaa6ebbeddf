package dev.infrahub.chatservice;

import dev.infrahub.ai.Reply;
import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.chatservice.domain.FoundDocument;
import dev.infrahub.chatservice.domain.Passage;
import dev.infrahub.chatservice.domain.Quote;
import dev.infrahub.chatservice.embedding.Account;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.DocumentSource;
import dev.infrahub.schemas.QuestionAiUse;
import dev.infrahub.schemas.QuestionAnswered;
import dev.infrahub.schemas.QuestionAsked;
import dev.infrahub.schemas.QuestionReader;
import dev.infrahub.schemas.Topics;
import dev.infrahub.workplace.SiftedEvent;
import java.time.Clock;
import java.util.List;

/** Somebody asked the documents: answer from the pieces that have to do with it, and say which. */
final class AnswerFromDocuments implements Handler<QuestionAsked> {

    static final String NOTHING_FOUND = "Nothing was found in the documents about this.";

    private static final int MOST_PASSAGES = 5;
    private static final int MOST_QUOTES = 12;

    private final Documents documents;
    private final DocumentWords words;
    private final Clock clock;

    AnswerFromDocuments(Documents documents, DocumentWords words, Clock clock) {
        this.documents = documents;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<QuestionAsked> event) {
        QuestionAsked asked = event.value();
        QuestionReader reader = asked.getReader();
        Account account = new Account(asked.getClient(), asked.getTeam(), asked.getEntityRef());
        List<Passage> passages = documents.search(
                account,
                new Clients(reader.getAllClients(), reader.getClients()),
                asked.getEntityRef(),
                asked.getQuestion(),
                MOST_PASSAGES);
        return Outcome.nothing()
                .answer(Topics.QUESTION_ANSWERED, event.key(), SiftedEvent.of(answered(asked, account, passages)));
    }

    private QuestionAnswered answered(QuestionAsked asked, Account account, List<Passage> passages) {
        if (passages.isEmpty()) {
            return answered(asked, NOTHING_FOUND, List.of(), new Reply.Off());
        }
        List<FoundDocument> sources = FoundDocument.of(passages);
        List<Quote> quotes = documents.quotes(account, asked.getQuestion(), sources, passages, MOST_QUOTES);
        DocumentWords.Answer answer = words.put(asked, quotes);
        return answered(asked, answer.text(), sources, answer.reply());
    }

    private QuestionAnswered answered(QuestionAsked asked, String answer, List<FoundDocument> sources, Reply reply) {
        return QuestionAnswered.newBuilder()
                .setQuestionId(asked.getQuestionId())
                .setClient(asked.getClient())
                .setAnswer(answer)
                .setSources(sources.stream()
                        .map(source -> new DocumentSource(
                                source.document().entityRef(), source.document().docPath(), source.similarity()))
                        .toList())
                .setAnsweredAt(clock.instant())
                .setAi(new QuestionAiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()))
                .build();
    }
}
