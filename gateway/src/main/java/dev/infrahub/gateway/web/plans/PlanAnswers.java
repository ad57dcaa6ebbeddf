package dev.infrahub.gateway.web.plans;

import dev.infrahub.gateway.domain.Answers;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.PlanView;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** An analysed plan in the forms it is answered in. */
public final class PlanAnswers {

    private final JsonMapper json;

    public PlanAnswers(JsonMapper json) {
        this.json = json;
    }

    /** Header and all three answers as one JSON object. */
    String whole(PlanView plan) {
        ObjectNode whole = json.valueToTree(plan.header());
        whole.putRawValue("summary", new RawValue(plan.summary()));
        whole.putRawValue("risk", new RawValue(plan.risk()));
        whole.putRawValue("rollback", new RawValue(plan.rollback()));
        return json.writeValueAsString(whole);
    }

    /** The answer as Markdown. */
    String markdown(OperationKind kind, PlanView plan) {
        return switch (kind) {
            case SUMMARIZE_PLAN -> PlanMarkdown.summary(summary(plan), risk(plan), rollback(plan));
            case RISK_ASSESSMENT -> PlanMarkdown.risk(risk(plan));
            case ROLLBACK_PLAN -> PlanMarkdown.rollback(rollback(plan));
            default -> throw new IllegalArgumentException(kind + " asks nothing about a plan");
        };
    }

    private Answers.Summary summary(PlanView plan) {
        return json.readValue(plan.summary(), Answers.Summary.class);
    }

    private Answers.Risk risk(PlanView plan) {
        return json.readValue(plan.risk(), Answers.Risk.class);
    }

    private Answers.Rollback rollback(PlanView plan) {
        return json.readValue(plan.rollback(), Answers.Rollback.class);
    }
}
