package dev.infrahub.plananalyzer;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanExplanation;

/**
 * Words about an analysed plan, all three of one call.
 *
 * @param model to ask
 */
record PlanWords(LanguageModel model) {

    private static final Prompt PROMPT = Prompt.load(PlanWords.class, "plan-summary", 1);

    /** The same event, with words where there are some; its facts are as they were. */
    PlanAnalyzed put(PlanAnalyzed plan) {
        Reply reply = model.isOn() ? model.ask(question(plan)) : new Reply.Off();
        set(
                plan,
                "ai",
                switch (reply) {
                    case Reply.Used used ->
                        new AiUse(
                                used.status(),
                                used.provider(),
                                used.model(),
                                used.inputTokens(),
                                used.outputTokens(),
                                null);
                    case Reply.Off off -> new AiUse(off.status(), null, null, 0, 0, null);
                    case Reply.Blocked blocked -> new AiUse(blocked.status(), null, null, 0, 0, blocked.reason());
                    case Reply.Unavailable away -> new AiUse(away.status(), null, null, 0, 0, away.reason());
                });
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

    private static Question question(PlanAnalyzed plan) {
        return new Question(
                PROMPT, plan.getClient(), plan.getTeam(), plan.getModule(), PlanFacts.of(plan), PlanFacts.claims(plan));
    }
}
