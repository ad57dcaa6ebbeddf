package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.PlanFact;
import dev.infrahub.chatservice.store.Modules;
import dev.infrahub.chatservice.store.Plans;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.RiskReason;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** A plan was analysed: keep how risky it is, and what it destroys. */
final class HearPlan implements Handler<PlanAnalyzed> {

    private static final Set<String> DESTROYING = Set.of("delete", "replace");

    private final Clock clock;

    HearPlan(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<PlanAnalyzed> event) {
        PlanFact plan = plan(event.value());
        return Outcome.write(Modules.put(plan.client(), plan.module()), Plans.put(plan));
    }

    private PlanFact plan(PlanAnalyzed plan) {
        ChangeCounts counts = plan.getChanges();
        return new PlanFact(
                plan.getClient(),
                plan.getPlanId(),
                plan.getModule(),
                Optional.ofNullable(plan.getEnvironment()),
                clock.instant(),
                plan.getRisk().getLevel(),
                plan.getRisk().getScore(),
                plan.getRisk().getRequiresCab(),
                plan.getRollback().getDataLossRisk(),
                new PlanFact.Counts(counts.getCreate(), counts.getUpdate(), counts.getDelete(), counts.getReplace()),
                plan.getRisk().getReasons().stream().findFirst().map(RiskReason::getDetail),
                Optional.ofNullable(plan.getCommit()),
                plan.getResources().stream()
                        .filter(resource -> DESTROYING.contains(resource.getAction()))
                        .map(resource -> new PlanFact.Destroyed(resource.getAddress(), resource.getAction()))
                        .toList());
    }
}
