package dev.infrahub.gateway.plans;

import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.operations.Operations;
import dev.infrahub.gateway.terraform.AnalyzedPlans;
import dev.infrahub.gateway.terraform.PlanShapes;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.util.List;

/** What is heard about plans. One analysis answers three questions, now and later, so it is kept once. */
public final class PlanHearings {

    private PlanHearings() {}

    public static List<Hearing<?>> all(Clock clock) {
        return List.of(Hearing.of(Topics.PLAN_ANALYZED)
                .concurrent()
                .keeping(told -> List.of(AnalyzedPlans.view(told, clock.instant())))
                .settling((operation, told) -> Operations.answerBy(operation, ViewKind.PLAN, told.getPlanId()))
                .answering(OperationKind.SUMMARIZE_PLAN, PlanShapes.SUMMARY)
                .answering(OperationKind.RISK_ASSESSMENT, PlanShapes.RISK)
                .answering(OperationKind.ROLLBACK_PLAN, PlanShapes.ROLLBACK));
    }
}
