package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.Answers;
import dev.infrahub.gateway.domain.PlanView;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.store.Plans;
import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.RiskReason;
import dev.infrahub.schemas.RollbackStep;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A plan was analysed: keep the answers, and tell whoever asked. */
final class RecordAnalysis implements Handler<PlanAnalyzed> {

    private final JsonMapper json;
    private final Clock clock;

    RecordAnalysis(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<PlanAnalyzed> event) {
        PlanView plan = view(event.value());
        List<Write> writes = new ArrayList<>();
        writes.add(Plans.put(plan));
        event.operation().ifPresent(operation -> {
            writes.add(Operations.complete(operation, plan.header().planId()));
            writes.add(Operations.notify(operation));
        });
        return Outcome.write(writes.toArray(Write[]::new));
    }

    private PlanView view(PlanAnalyzed plan) {
        PlanView.Header header = new PlanView.Header(
                UUID.fromString(plan.getPlanId()),
                plan.getClient(),
                plan.getModule(),
                plan.getEnvironment(),
                plan.getTeam(),
                plan.getPrUrl(),
                plan.getCommit(),
                plan.getRunUrl(),
                plan.getPlanHash(),
                plan.getFingerprint(),
                headline(plan.getSummary()),
                plan.getRisk().getLevel(),
                plan.getRisk().getScore(),
                plan.getRisk().getRequiresCab(),
                clock.instant());
        return new PlanView(
                header,
                json.writeValueAsString(summary(plan)),
                json.writeValueAsString(risk(plan)),
                json.writeValueAsString(rollback(plan)));
    }

    private static String headline(String summary) {
        int end = summary.indexOf('\n');
        return end < 0 ? summary : summary.substring(0, end);
    }

    private static Answers.Summary summary(PlanAnalyzed plan) {
        return new Answers.Summary(
                plan.getPlanId(),
                plan.getPlanHash(),
                plan.getFingerprint(),
                plan.getModule(),
                plan.getClient(),
                plan.getEnvironment(),
                plan.getFormat(),
                plan.getTerraformVersion(),
                plan.getSummary(),
                changes(plan.getChanges()),
                plan.getResources().stream()
                        .map(resource -> new Answers.Resource(
                                resource.getAddress(),
                                resource.getType(),
                                resource.getProvider(),
                                resource.getAction(),
                                resource.getChangedAttributes(),
                                resource.getReplaceBecause(),
                                resource.getPreviousAddress(),
                                resource.getImported(),
                                resource.getNotable()))
                        .toList(),
                plan.getOutputs().stream()
                        .map(output -> new Answers.Output(output.getName(), output.getAction(), output.getSensitive()))
                        .toList(),
                plan.getLimits(),
                ai(plan.getAi()));
    }

    private static Map<String, Integer> changes(ChangeCounts counts) {
        Map<String, Integer> changes = new LinkedHashMap<>();
        changes.put("create", counts.getCreate());
        changes.put("update", counts.getUpdate());
        changes.put("delete", counts.getDelete());
        changes.put("replace", counts.getReplace());
        changes.put("read", counts.getRead());
        changes.put("noOp", counts.getNoOp());
        changes.put("import", counts.getImport$());
        changes.put("move", counts.getMove());
        changes.put("forget", counts.getForget());
        changes.put("drifted", counts.getDrifted());
        return changes;
    }

    private static Answers.Risk risk(PlanAnalyzed plan) {
        return new Answers.Risk(
                plan.getPlanId(),
                plan.getPlanHash(),
                plan.getRisk().getLevel(),
                plan.getRisk().getScore(),
                plan.getRisk().getRequiresCab(),
                plan.getRisk().getChangeType(),
                reasons(plan.getRisk().getReasons()),
                reasons(plan.getRisk().getStanding()),
                plan.getRisk().getMitigations(),
                new Answers.BlastRadius(
                        plan.getRisk().getBlastRadius().getResources(),
                        plan.getRisk().getBlastRadius().getModules(),
                        plan.getRisk().getBlastRadius().getDependents()),
                plan.getLimits(),
                ai(plan.getAi()));
    }

    private static List<Answers.Reason> reasons(List<RiskReason> reasons) {
        return reasons.stream()
                .map(reason -> new Answers.Reason(
                        reason.getRule(),
                        reason.getSeverity(),
                        reason.getVerdict(),
                        reason.getAddress(),
                        reason.getDetail()))
                .toList();
    }

    private static Answers.Rollback rollback(PlanAnalyzed plan) {
        return new Answers.Rollback(
                plan.getPlanId(),
                plan.getPlanHash(),
                steps(plan.getRollback().getSteps()),
                steps(plan.getRollback().getWhole()),
                plan.getRollback().getIrreversible(),
                plan.getRollback().getDataLossRisk(),
                plan.getRollback().getPreconditions(),
                plan.getLimits(),
                ai(plan.getAi()));
    }

    private static List<Answers.Step> steps(List<RollbackStep> steps) {
        return steps.stream()
                .map(step -> new Answers.Step(
                        step.getOrder(),
                        step.getAddress(),
                        step.getAction(),
                        step.getCommand(),
                        step.getDetail(),
                        step.getIrreversible(),
                        step.getReversibility(),
                        step.getRestores().stream()
                                .map(one -> new Answers.Restored(one.getAttribute(), one.getValue()))
                                .toList()))
                .toList();
    }

    private static Answers.Ai ai(AiUse ai) {
        return new Answers.Ai(
                ai.getStatus(), ai.getProvider(), ai.getModel(), ai.getInputTokens(), ai.getOutputTokens());
    }
}
