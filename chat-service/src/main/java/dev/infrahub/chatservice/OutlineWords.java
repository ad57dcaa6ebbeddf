package dev.infrahub.chatservice;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.chatservice.domain.outline.Outline;
import dev.infrahub.schemas.ServiceAiUse;
import dev.infrahub.schemas.ServiceRequested;
import java.util.List;
import java.util.Map;

/**
 * Words for whoever builds a service, in front of what rules outlined.
 *
 * @param model to ask
 */
record OutlineWords(LanguageModel model) {

    private static final Prompt PROMPT = Prompt.load(OutlineWords.class, "scaffold", 1);

    /** What whoever builds it is told, and what a model had to do with it. */
    record Said(String gotchaPrompt, ServiceAiUse use) {}

    Said about(ServiceRequested asked, Outline outline) {
        if (!model.isOn()) {
            return new Said(outline.gotchaPrompt(), new ServiceAiUse("off", null, null, 0, 0, null));
        }
        Reply reply = model.ask(question(asked, outline));
        return new Said(
                reply.part("text")
                        .map(text -> text + "\n" + outline.gotchaPrompt())
                        .orElse(outline.gotchaPrompt()),
                new ServiceAiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()));
    }

    static Question question(ServiceRequested asked, Outline outline) {
        return new Question(
                PROMPT,
                asked.getClient(),
                asked.getTeam(),
                outline.name(),
                outline.settled(),
                List.of(asked.getDescription()),
                new Claims(Map.of(), null));
    }
}
