package dev.infrahub.secretscanner;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.TriageAiUse;
import dev.infrahub.schemas.TriageExplanation;
import java.util.List;

/**
 * Words about the credentials that a scan saw first: which look like data of tests, and what to do first. They decide nothing.
 *
 * @param model to ask
 */
record TriageWords(LanguageModel model) {

    static final Prompt PROMPT = Prompt.load(TriageWords.class, "secret-triage", 1);

    /** The same event, with words where there are some; its facts are as they were. In place: a scan may be large. */
    SecretScanCompleted put(SecretScanCompleted completed) {
        if (!model.isOn() || completed.getCounts().getNew$() == 0) {
            return completed;
        }
        Reply reply = model.ask(question(completed));
        completed.put(
                "ai",
                new TriageAiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()));
        if (reply instanceof Reply.Used used) {
            completed.put("explanation", new TriageExplanation(used.part("text").orElse(null), used.dropped()));
        }
        return completed;
    }

    static Question question(SecretScanCompleted completed) {
        Triage triage = Triage.of(completed);
        return new Question(
                PROMPT, completed.getClient(), null, completed.getModule(), triage.facts(), List.of(), triage.claims());
    }
}
