package dev.infrahub.gateway.terraform;

import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.schemas.PlanAnalyzed;
import java.util.UUID;

/**
 * An analysed plan.
 *
 * @param view with what lists show as its brief, and the facts of {@code plan.analyzed} as its body
 */
public record AnalyzedPlan(KeptView view) {

    public UUID id() {
        return UUID.fromString(view.id());
    }

    public PlanAnalyzed facts() {
        return Facts.event(view.body(), PlanAnalyzed.class);
    }

    public String summary() {
        return PlanShapes.SUMMARY.apply(view.body());
    }

    public String risk() {
        return PlanShapes.RISK.apply(view.body());
    }

    public String rollback() {
        return PlanShapes.ROLLBACK.apply(view.body());
    }
}
