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

    /** The same event, with words where there are some; its facts are as they were. */
    PlanAnalyzed put(PlanAnalyzed plan) {
        if (!model.isOn()) {
            return plan;
        }
        Reply reply = model.ask(question(plan));
        set(
                plan,
                "ai",
                new AiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()));
        if (reply instanceof Reply.Used used) {
            set(
                    plan,
                    "explanation",
                    new PlanExplanation(
                            used.part("summary").orElse(null),
                            used.part("risk").orElse(null),
                            used.part("rollback").orElse(null),
                            used.dropped()));
        }
        return plan;
    }

    /** In place: a plan's analysis may be large. */
    private static void set(PlanAnalyzed plan, String field, Object value) {
        plan.put(plan.getSchema().getField(field).pos(), value);
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
