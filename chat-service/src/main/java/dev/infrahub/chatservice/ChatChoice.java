package dev.infrahub.chatservice;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.chatservice.domain.Turn;
import dev.infrahub.schemas.ChatAsked;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the known questions a message is, where no rule knows. A model picks one of them and repeats names and times: those are looked
 * up among what the reader may be told of, as if the reader had written them, and what is none of these counts for nothing.
 *
 * @param model to ask
 */
record ChatChoice(LanguageModel model) {

    static final Prompt PROMPT = Prompt.load(ChatChoice.class, "chat", "chat-question", 1);

    private static final int LONGEST_ABOUT = 300;

    /**
     * What was picked.
     *
     * @param about names and times, as the model repeats them; to be looked up, and shown to nobody
     */
    record Picked(Optional<dev.infrahub.chatservice.domain.Question> question, String about, Reply reply) {}

    Picked pick(ChatAsked asked, String message, List<Turn> before) {
        Reply reply = model.ask(new Question(
                PROMPT,
                asked.getClient(),
                asked.getTeam(),
                null,
                List.of(),
                ChatWords.said(message, before),
                Claims.cited(Map.of())));
        String about = reply.part("about").orElse("");
        return new Picked(
                reply.part("question").flatMap(dev.infrahub.chatservice.domain.Question::of),
                about.substring(0, Math.min(about.length(), LONGEST_ABOUT)),
                reply);
    }
}
