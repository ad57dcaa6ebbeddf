package dev.infrahub.gateway;

import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.BlastRadius;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.RiskAssessment;
import dev.infrahub.schemas.RollbackPlan;
import java.util.List;

/** What a worker that finds every plan harmless would answer. */
final class StandInWorker {

    private StandInWorker() {}

    static PlanAnalyzed analyzed(PlanSubmitted plan) {
        return PlanAnalyzed.newBuilder()
                .setPlanId(plan.getPlanId())
                .setPlanHash(plan.getPlanHash())
                .setFingerprint(plan.getFingerprint())
                .setClient(plan.getClient())
                .setModule(plan.getModule())
                .setFormat("json")
                .setSummary("Creates 1 resource.\nNothing else.")
                .setChanges(new ChangeCounts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .setResources(List.of())
                .setOutputs(List.of())
                .setRisk(new RiskAssessment(
                        "low", 5, false, "standard", List.of(), List.of(), new BlastRadius(1, 1, 0), List.of()))
                .setRollback(new RollbackPlan(List.of(), List.of(), "none", List.of(), List.of()))
                .setAi(new AiUse("off", null, null, 0, 0))
                .build();
    }
}
