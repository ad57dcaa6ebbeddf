package dev.infrahub.gateway.plans;

import dev.infrahub.events.Event;
import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.operations.Operations;
import dev.infrahub.gateway.terraform.PlanShapes;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.Topics;
import java.util.List;
import java.util.function.Function;

/** What is heard about plans. One analysis answers three questions, now and later, so it is kept once. */
public final class PlanHearings {

    private PlanHearings() {}

    /** @param keep what is kept of an analysis */
    public static List<Hearing<?>> all(Function<Event<PlanAnalyzed>, View> keep) {
        return List.of(Hearing.of(Topics.PLAN_ANALYZED)
                .concurrent()
                .keepingOf(event -> List.of(keep.apply(event)))
                .settling((operation, told) -> Operations.answerBy(operation, ViewKind.PLAN, told.getPlanId()))
                .answering(OperationKind.SUMMARIZE_PLAN, PlanShapes.SUMMARY)
                .answering(OperationKind.RISK_ASSESSMENT, PlanShapes.RISK)
                .answering(OperationKind.ROLLBACK_PLAN, PlanShapes.ROLLBACK));
    }
}
