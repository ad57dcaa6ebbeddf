package dev.infrahub.driftworker;

import dev.infrahub.driftworker.domain.DriftAnalysis;
import dev.infrahub.driftworker.domain.DriftAnalysis.Attribute;
import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import dev.infrahub.driftworker.domain.Risk;
import dev.infrahub.driftworker.domain.ScanKey;
import dev.infrahub.driftworker.domain.Standing;
import dev.infrahub.schemas.DriftAiUse;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.schemas.DriftDetected;
import dev.infrahub.schemas.DriftFact;
import dev.infrahub.schemas.DriftOption;
import dev.infrahub.schemas.DriftReason;
import dev.infrahub.schemas.DriftResolved;
import dev.infrahub.schemas.DriftedAttribute;
import dev.infrahub.schemas.DriftedResource;
import dev.infrahub.schemas.DroppedDifference;
import dev.infrahub.schemas.PendingChange;
import dev.infrahub.schemas.ResolvedDrift;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A scan as the events that tell of it. */
record DriftEvents(DriftCheckSubmitted check, ScanKey key, DriftAnalysis analysis, Optional<Standing.Turn> turn) {

    private static final DriftAiUse NO_MODEL = new DriftAiUse("off", null, null, 0, 0);

    DriftAnalyzed analyzed(boolean newest) {
        return DriftAnalyzed.newBuilder()
                .setCheckId(check.getCheckId())
                .setClient(check.getClient())
                .setModule(check.getModule())
                .setEnvironment(check.getEnvironment())
                .setTeam(check.getTeam())
                .setCommit(check.getCommit())
                .setRunUrl(check.getRunUrl())
                .setFormat(check.getFormat())
                .setExitCode(check.getExitCode())
                .setExpectedEvery(check.getExpectedEvery())
                .setStatus(analysis.status().spelling())
                .setMode(analysis.mode().spelling())
                .setTerraformVersion(analysis.terraformVersion())
                .setScannedAt(key.at())
                .setNewest(newest)
                .setDriftDetected(analysis.driftDetected())
                .setResourceCount(analysis.resources().size())
                .setRisk(analysis.risk().spelling())
                .setSummary(analysis.summary())
                .setRecommendation(recommendation())
                .setResources(analysis.resources().stream().map(this::resource).toList())
                .setSettled(analysis.settled().stream().map(this::resource).toList())
                .setDropped(analysis.dropped().stream()
                        .map(one ->
                                new DroppedDifference(one.address(), one.path(), one.rule(), one.kind(), one.source()))
                        .toList())
                .setUnusedRules(analysis.unused())
                .setPending(analysis.pending().stream()
                        .map(one -> new PendingChange(one.address(), one.type(), one.action(), one.attributes()))
                        .toList())
                .setOutputs(analysis.outputs())
                .setLimits(analysis.limits())
                .setAi(NO_MODEL)
                .build();
    }

    private @Nullable String recommendation() {
        return analysis.resources().isEmpty()
                ? null
                : analysis.resources().getFirst().options().getFirst().detail();
    }

    private DriftedResource resource(Resource resource) {
        return new DriftedResource(
                resource.address(),
                resource.type(),
                resource.provider(),
                resource.deposed(),
                resource.change(),
                resource.attributes().stream().map(DriftEvents::attribute).toList(),
                resource.state().spelling(),
                resource.cause().spelling(),
                resource.cause().sentence(),
                resource.risk().spelling(),
                resource.reasons().stream()
                        .map(one -> new DriftReason(one.rule(), one.risk().spelling(), one.detail()))
                        .toList(),
                resource.options().stream()
                        .map(one -> new DriftOption(one.action(), one.detail(), one.command(), one.hcl()))
                        .toList(),
                resource.hidden(),
                resource.fingerprint(),
                turn.flatMap(turned -> turned.standing().since(resource)).orElse(null));
    }

    private static DriftedAttribute attribute(Attribute one) {
        return new DriftedAttribute(
                one.path(),
                one.before(),
                one.after(),
                one.sensitive(),
                one.state().spelling(),
                one.decides(),
                one.settledBy(),
                one.until(),
                one.apply().spelling(),
                one.hidden(),
                one.fingerprint());
    }

    DriftDetected detected(Standing.Turn turned) {
        Risk risk = turned.appeared().stream()
                .map(Resource::risk)
                .max(Risk::compareTo)
                .orElse(Risk.NONE);
        return DriftDetected.newBuilder()
                .setCheckId(check.getCheckId())
                .setClient(check.getClient())
                .setModule(check.getModule())
                .setEnvironment(check.getEnvironment())
                .setTeam(check.getTeam())
                .setCommit(check.getCommit())
                .setRunUrl(check.getRunUrl())
                .setDetectedAt(key.at())
                .setRisk(risk.spelling())
                .setSummary(analysis.summary())
                .setAppeared(turned.appeared().stream().map(DriftEvents::fact).toList())
                .setOpenCount(turned.standing().since().size())
                .build();
    }

    private static DriftFact fact(Resource resource) {
        return new DriftFact(
                resource.address(),
                resource.type(),
                resource.change(),
                resource.attributes().stream().map(Attribute::path).toList(),
                resource.cause().spelling(),
                resource.risk().spelling(),
                resource.fingerprint());
    }

    DriftResolved resolved(Standing.Turn turned) {
        List<ResolvedDrift> gone = turned.resolved().stream()
                .map(one -> new ResolvedDrift(one.address(), one.since()))
                .toList();
        return DriftResolved.newBuilder()
                .setCheckId(check.getCheckId())
                .setClient(check.getClient())
                .setModule(check.getModule())
                .setEnvironment(check.getEnvironment())
                .setTeam(check.getTeam())
                .setCommit(check.getCommit())
                .setRunUrl(check.getRunUrl())
                .setResolvedAt(key.at())
                .setResolved(gone)
                .setOpenCount(turned.standing().since().size())
                .build();
    }
}
