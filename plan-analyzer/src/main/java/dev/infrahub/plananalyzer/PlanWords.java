package dev.infrahub.plananalyzer;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanExplanation;
import java.util.List;

/**
 * Words about an analysed plan, all three of one call.
 *
 * @param model to ask
 */
record PlanWords(LanguageModel model) {

    static final Prompt PROMPT = Prompt.load(PlanWords.class, "plan-summary", 1);

    /** The same event, with words where there are some; its facts are as they were. In place: a plan's analysis may be large. */
    PlanAnalyzed put(PlanAnalyzed plan) {
        if (!model.isOn()) {
            return plan;
        }
        Reply reply = model.ask(question(plan));
        plan.put(
                "ai",
                new AiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()));
        if (reply instanceof Reply.Used used) {
            plan.put(
                    "explanation",
                    new PlanExplanation(
                            used.part("summary").orElse(null),
                            used.part("risk").orElse(null),
                            used.part("rollback").orElse(null),
                            used.dropped()));
        }
        return plan;
    }

    static Question question(PlanAnalyzed plan) {
        return new Question(
                PROMPT,
                plan.getClient(),
                plan.getTeam(),
                plan.getModule(),
                PlanFacts.of(plan),
                List.of(),
                PlanFacts.claims(plan));
    }
}
