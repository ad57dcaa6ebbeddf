package dev.infrahub.plananalyzer;

import dev.infrahub.plananalyzer.domain.Analysis;
import dev.infrahub.proofs.Digest;
import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.BlastRadius;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.ChangedValue;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.PlannedCode;
import dev.infrahub.schemas.PlannedDeed;
import dev.infrahub.schemas.PlannedDetail;
import dev.infrahub.schemas.PlannedOutput;
import dev.infrahub.schemas.PlannedResource;
import dev.infrahub.schemas.ResourceReference;
import dev.infrahub.schemas.RestoredValue;
import dev.infrahub.schemas.RiskAssessment;
import dev.infrahub.schemas.RiskReason;
import dev.infrahub.schemas.RollbackPlan;
import dev.infrahub.schemas.RollbackStep;
import dev.infrahub.terraform.CodeRun;
import java.util.List;

/** An analysis as the event that tells of it. */
final class AnalyzedPlans {

    private static final AiUse NO_MODEL = new AiUse("off", null, null, 0, 0, null);

    private AnalyzedPlans() {}

    private static byte[] content(PlanSubmitted plan) {
        byte[] content = new byte[plan.getPlan().remaining()];
        plan.getPlan().duplicate().get(content);
        return content;
    }

    static PlanAnalyzed event(PlanSubmitted plan, Analysis analysis) {
        return PlanAnalyzed.newBuilder()
                .setPlanId(plan.getPlanId())
                .setPlanHash(plan.getPlanHash())
                .setFingerprint(plan.getFingerprint())
                .setContentHash(Digest.of(content(plan)))
                .setClient(plan.getClient())
                .setModule(plan.getModule())
                .setEnvironment(plan.getEnvironment())
                .setTeam(plan.getTeam())
                .setPrUrl(plan.getPrUrl())
                .setCommit(plan.getCommit())
                .setRunUrl(plan.getRunUrl())
                .setFormat(plan.getFormat())
                .setTerraformVersion(analysis.terraformVersion())
                .setTool(analysis.tool().command())
                .setLimits(analysis.limits())
                .setSummary(analysis.summary())
                .setChanges(counts(analysis.counts()))
                .setResources(analysis.resources().stream()
                        .map(AnalyzedPlans::resource)
                        .toList())
                .setReferences(analysis.references().stream()
                        .map(reference -> new ResourceReference(reference.from(), reference.to()))
                        .toList())
                .setOutputs(analysis.outputs().stream()
                        .map(output ->
                                new PlannedOutput(output.name(), output.action().spelling(), output.sensitive()))
                        .toList())
                .setRisk(risk(analysis.risk()))
                .setRollback(rollback(analysis.rollback()))
                .setAi(NO_MODEL)
                .setDeeds(deeds(plan))
                .setCode(analysis.code().stream().map(AnalyzedPlans::code).toList())
                .build();
    }

    /** As they were told: nobody here has seen what they are digests of. */
    private static List<PlannedDeed> deeds(PlanSubmitted plan) {
        return plan.getDeeds().stream()
                .map(deed -> new PlannedDeed(
                        deed.getSubject(),
                        deed.getAction(),
                        deed.getDigest(),
                        deed.getDetails().stream()
                                .map(detail -> new PlannedDetail(detail.getName(), detail.getDigest()))
                                .toList()))
                .toList();
    }

    private static PlannedCode code(CodeRun run) {
        return new PlannedCode(run.kind().spelling(), run.address(), run.name());
    }

    private static ChangeCounts counts(dev.infrahub.terraform.ChangeCounts counts) {
        return new ChangeCounts(
                counts.create(),
                counts.update(),
                counts.delete(),
                counts.replace(),
                counts.read(),
                counts.noOp(),
                counts.forget(),
                counts.imported(),
                counts.moved(),
                counts.drifted(),
                counts.unknown());
    }

    private static PlannedResource resource(Analysis.Resource resource) {
        return new PlannedResource(
                resource.address(),
                resource.type(),
                resource.provider(),
                resource.action().spelling(),
                resource.changedAttributes(),
                resource.remarked(),
                resource.replaceBecause(),
                resource.previousAddress(),
                resource.imported(),
                resource.notable(),
                resource.values().stream()
                        .map(value -> new ChangedValue(value.path(), value.before(), value.after()))
                        .toList());
    }

    private static RiskAssessment risk(Analysis.Risk risk) {
        return new RiskAssessment(
                risk.level().spelling(),
                risk.score(),
                risk.requiresCab(),
                risk.changeType(),
                reasons(risk.reasons()),
                risk.mitigations(),
                new BlastRadius(
                        risk.blastRadius().resources(),
                        risk.blastRadius().modules(),
                        risk.blastRadius().dependents()),
                reasons(risk.standing()));
    }

    private static List<RiskReason> reasons(List<Analysis.Reason> reasons) {
        return reasons.stream()
                .map(reason -> new RiskReason(
                        reason.rule(),
                        reason.severity().spelling(),
                        reason.address(),
                        reason.detail(),
                        reason.verdict().spelling()))
                .toList();
    }

    private static RollbackPlan rollback(Analysis.Rollback rollback) {
        return new RollbackPlan(
                steps(rollback.steps()),
                rollback.irreversible(),
                rollback.dataLossRisk(),
                rollback.preconditions(),
                steps(rollback.whole()));
    }

    private static List<RollbackStep> steps(List<Analysis.Step> steps) {
        return steps.stream()
                .map(step -> new RollbackStep(
                        step.order(),
                        step.address(),
                        step.action(),
                        step.command(),
                        step.detail(),
                        step.irreversible(),
                        step.reversibility().spelling(),
                        step.restores().stream()
                                .map(one -> new RestoredValue(one.attribute(), one.value()))
                                .toList()))
                .toList();
    }
}
