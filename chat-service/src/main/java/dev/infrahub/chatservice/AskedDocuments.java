package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.Answer;
import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.chatservice.domain.DocumentAnswers;
import dev.infrahub.chatservice.domain.FoundDocument;
import dev.infrahub.chatservice.domain.Passage;
import dev.infrahub.chatservice.domain.Quote;
import dev.infrahub.chatservice.embedding.Account;
import dev.infrahub.secrets.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * The documents, as somebody asks them in a conversation.
 *
 * @param clients whose documents may be told of
 * @param question in the reader's words, with those before it where it goes on from them
 */
record AskedDocuments(Documents documents, Account account, Clients clients, String question) {

    private static final String HIDDEN = "(hidden)";
    private static final int MOST_PASSAGES = 5;
    private static final int MOST_QUOTES = 12;

    /** Empty where no document has to do with it. */
    Optional<Answer> answer() {
        List<Passage> passages = documents.searchUnasked(account, clients, question, MOST_PASSAGES);
        List<FoundDocument> sources = FoundDocument.of(passages);
        List<Quote> quotes =
                passages.isEmpty() ? List.of() : documents.quotes(account, question, sources, passages, MOST_QUOTES);
        return Optional.of(quotes)
                .filter(some -> !some.isEmpty())
                .map(some -> DocumentAnswers.quoted(
                        sources,
                        some.stream().map(AskedDocuments::withoutSecrets).toList()));
    }

    /** One that was handed in past the gateway, or before a rule knew what is secret in it. */
    private static Quote withoutSecrets(Quote quote) {
        return new Quote(quote.source(), Secrets.replace(quote.text(), _ -> HIDDEN));
    }
}
