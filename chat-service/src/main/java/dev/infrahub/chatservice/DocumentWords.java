package dev.infrahub.chatservice;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.chatservice.domain.Quote;
import dev.infrahub.schemas.QuestionAsked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An answer from sentences of documents: in a model's words where they hold against them, else in their own. Whoever wrote a
 * document may have written anything into it, so its sentences are data to the model, and what it says of them is checked. The
 * question is a quote: nothing holds because somebody asked it.
 *
 * @param model to ask
 */
record DocumentWords(LanguageModel model) {

    private static final Prompt PROMPT = Prompt.load(DocumentWords.class, "ask", 1);

    /** What is quoted where there are no other words: of more nobody makes sense. */
    private static final int MOST_QUOTED = 5;

    /** Characters of sentences that the model is told, so that the question has room behind them. */
    private static final int MOST_TOLD = 2_000;

    /** @param reply what came of asking the model */
    record Answer(String text, Reply reply) {}

    /** @param quotes the best first */
    Answer put(QuestionAsked asked, List<Quote> quotes) {
        Reply reply = model.ask(question(asked, quotes));
        return new Answer(reply.part("answer").orElseGet(() -> quoted(reply, quotes)), reply);
    }

    static Question question(QuestionAsked asked, List<Quote> quotes) {
        return new Question(
                PROMPT,
                asked.getClient(),
                asked.getTeam(),
                asked.getEntityRef(),
                facts(quotes),
                List.of(asked.getQuestion()),
                new Claims(Map.of(), null));
    }

    /** At least one. */
    private static List<String> facts(List<Quote> quotes) {
        List<String> facts = new ArrayList<>();
        int told = 0;
        for (Quote quote : quotes) {
            told += quote.text().length();
            if (facts.isEmpty() || told <= MOST_TOLD) {
                facts.add("document: " + quote.cited());
            }
        }
        return facts;
    }

    private static String quoted(Reply reply, List<Quote> quotes) {
        return quotes.stream()
                .limit(MOST_QUOTED)
                .map(quote -> "- " + quote.cited())
                .collect(Collectors.joining("\n", why(reply) + " These are the documents' own words:\n", ""));
    }

    private static String why(Reply reply) {
        return switch (reply) {
            case Reply.Off _ -> "No language model is configured.";
            case Reply.Blocked _ -> "A policy keeps the language model from being asked.";
            case Reply.Unavailable _ -> "The language model did not answer.";
            case Reply.Used _ -> "What the language model said does not hold against the documents.";
        };
    }
}
