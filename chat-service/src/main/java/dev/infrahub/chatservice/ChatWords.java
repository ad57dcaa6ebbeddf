package dev.infrahub.chatservice;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.chatservice.domain.Answer;
import dev.infrahub.chatservice.domain.Standings;
import dev.infrahub.chatservice.domain.Turn;
import dev.infrahub.schemas.ChatAsked;
import java.util.ArrayList;
import java.util.List;

/**
 * Words about an answer that was found. They stand beside it, and change nothing of it; each sentence has to name the sources that
 * say so. What was asked is a quote: nothing holds because somebody asked it.
 *
 * @param model to ask
 */
record ChatWords(LanguageModel model) {

    static final Prompt PROMPT = Prompt.load(ChatWords.class, "chat", 1);

    /** Turns of the conversation that a model is told. */
    private static final int MOST_TURNS = 4;

    boolean isFor(Answer answer) {
        return model.isOn() && answer.found();
    }

    Reply about(Answer answer, ChatAsked asked, String message, List<Turn> before) {
        return model.ask(new Question(
                PROMPT,
                asked.getClient(),
                asked.getTeam(),
                null,
                answer.facts(),
                said(message, before),
                Claims.cited(Standings.of(answer))));
    }

    /** The newest first: there may be no room for all. */
    static List<String> said(String message, List<Turn> before) {
        List<String> said = new ArrayList<>();
        said.add("message: " + message);
        before.reversed().stream().limit(MOST_TURNS).forEach(turn -> {
            said.add("asked before: " + turn.asked());
            if (!turn.answered().isEmpty()) {
                said.add("answered before: " + turn.answered());
            }
        });
        return said;
    }
}
