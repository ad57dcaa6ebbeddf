package dev.infrahub.driftworker;

import dev.infrahub.driftworker.domain.DriftAnalysis;
import dev.infrahub.driftworker.domain.DriftAnalysis.Attribute;
import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import dev.infrahub.driftworker.domain.DriftSummary;
import dev.infrahub.driftworker.domain.OpenDrift;
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
import dev.infrahub.schemas.DriftStanding;
import dev.infrahub.schemas.DriftedAttribute;
import dev.infrahub.schemas.DriftedResource;
import dev.infrahub.schemas.DroppedDifference;
import dev.infrahub.schemas.PendingChange;
import dev.infrahub.schemas.ResolvedDrift;
import dev.infrahub.schemas.StandingDrift;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A scan as the events that tell of it. */
record DriftEvents(DriftCheckSubmitted check, ScanKey key, DriftAnalysis analysis, Optional<Standing.Turn> turn) {

    private static final DriftAiUse NO_MODEL = new DriftAiUse("off", null, null, 0, 0, null);

    /** With all that was said of the scan when it was handed in: fields of one name are the same in all these events. */
    private <T extends SpecificRecord> T submitted(T event) {
        for (Schema.Field field : event.getSchema().getFields()) {
            Schema.Field same = check.getSchema().getField(field.name());
            if (same != null) {
                event.put(field.pos(), check.get(same.pos()));
            }
        }
        return event;
    }

    DriftAnalyzed analyzed(boolean newest) {
        Function<Resource, Optional<Instant>> since =
                turn.map(turned -> turned.standing().since()).orElse(_ -> Optional.empty());
        return DriftAnalyzed.newBuilder(submitted(new DriftAnalyzed()))
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
                .setResources(resources(analysis.resources(), since))
                .setSettled(resources(analysis.settled(), since))
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
                .setStanding(turn.flatMap(turned -> standing(turned.standing())).orElse(null))
                .setAi(NO_MODEL)
                .build();
    }

    private @Nullable String recommendation() {
        return analysis.resources().isEmpty()
                ? null
                : analysis.resources().getFirst().options().getFirst().detail();
    }

    private static List<DriftedResource> resources(
            List<Resource> resources, Function<Resource, Optional<Instant>> since) {
        return resources.stream()
                .map(one -> resource(one, since.apply(one).orElse(null)))
                .toList();
    }

    private static DriftedResource resource(Resource resource, @Nullable Instant since) {
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
                since);
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

    private Optional<DriftStanding> standing(Standing standing) {
        return standing.told()
                .map(told -> new DriftStanding(
                        standing.version(),
                        told.id(),
                        told.at(),
                        standing.whole().map(ScanKey::at).orElse(null),
                        standing.last().scan().id(),
                        standing.last().scan().at(),
                        standing.last().status().spelling(),
                        standing.risk().spelling(),
                        standing.isOf(key) ? analysis.summary() : DriftSummary.of(standing),
                        standing.open().stream().map(DriftEvents::open).toList()));
    }

    private static StandingDrift open(OpenDrift one) {
        return new StandingDrift(
                one.address(),
                one.type(),
                one.deposed(),
                one.change(),
                one.attributes(),
                one.state(),
                one.cause(),
                one.risk().spelling(),
                one.fingerprint(),
                one.since(),
                one.seen().id(),
                one.seen().at());
    }

    DriftDetected detected(Standing.Turn turned) {
        Risk risk = turned.appeared().stream()
                .map(Resource::risk)
                .max(Risk::compareTo)
                .orElse(Risk.NONE);
        return DriftDetected.newBuilder(submitted(new DriftDetected()))
                .setDetectedAt(key.at())
                .setRisk(risk.spelling())
                .setSummary(analysis.summary())
                .setAppeared(turned.appeared().stream().map(DriftEvents::fact).toList())
                .setOpenCount(turned.standing().open().size())
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
        return DriftResolved.newBuilder(submitted(new DriftResolved()))
                .setResolvedAt(key.at())
                .setResolved(gone)
                .setOpenCount(turned.standing().open().size())
                .build();
    }
}
