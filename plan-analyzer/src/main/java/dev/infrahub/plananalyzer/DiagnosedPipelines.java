package dev.infrahub.plananalyzer;

import dev.infrahub.diagnosis.Diagnosis;
import dev.infrahub.diagnosis.Outcomes;
import dev.infrahub.plananalyzer.store.Diagnoses.Earlier;
import dev.infrahub.proofs.Digest;
import dev.infrahub.schemas.DiagnosisAiUse;
import dev.infrahub.schemas.LogLine;
import dev.infrahub.schemas.OtherFailure;
import dev.infrahub.schemas.OutcomeCounts;
import dev.infrahub.schemas.PipelineDiagnosed;
import dev.infrahub.schemas.PipelineFailed;
import dev.infrahub.schemas.Recurrence;
import dev.infrahub.schemas.Rerun;
import dev.infrahub.schemas.ResourceOutcome;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A diagnosis as the event that tells of it. */
final class DiagnosedPipelines {

    private static final DiagnosisAiUse NO_MODEL = new DiagnosisAiUse("off", null, null, 0, 0, null);

    private DiagnosedPipelines() {}

    /** The same for the same failure in the same module of the same client; empty where nothing failed. */
    static Optional<String> fingerprint(PipelineFailed failed, Diagnosis diagnosis) {
        String module = failed.getModule() == null ? "" : failed.getModule();
        return diagnosis.likeness().map(alike -> Digest.of(String.join("\n", failed.getClient(), module, alike)));
    }

    static PipelineDiagnosed event(
            PipelineFailed failed, Diagnosis diagnosis, Optional<String> fingerprint, Earlier earlier) {
        Diagnosis.Run run = diagnosis.run();
        Outcomes outcomes = diagnosis.outcomes();
        return PipelineDiagnosed.newBuilder()
                .setDiagnosisId(failed.getDiagnosisId())
                .setClient(failed.getClient())
                .setModule(failed.getModule())
                .setPlatform(failed.getPlatform() == null ? run.platform().orElse(null) : failed.getPlatform())
                .setPipelineName(failed.getPipelineName())
                .setStage(failed.getStage())
                .setDiagnosedAt(failed.getSubmittedAt())
                .setTool(run.tool().orElse(null))
                .setToolVersion(run.toolVersion().orElse(null))
                .setCommand(run.command().orElse(null))
                .setCategory(diagnosis.category())
                .setCause(diagnosis.cause().orElse(null))
                .setProbableCause(diagnosis.probableCause().orElse(null))
                .setConfidence(diagnosis.confidence().text())
                .setEvidence(diagnosis.evidence().stream()
                        .map(line -> new LogLine(line.number(), line.text()))
                        .toList())
                .setOperation(diagnosis.operation().orElse(null))
                .setUnit(diagnosis.subject().unit().orElse(null))
                .setAddress(diagnosis.subject().address().orElse(null))
                .setFile(diagnosis.subject().file().orElse(null))
                .setFileLine(boxed(diagnosis.subject().fileLine()))
                .setSuggestedFix(diagnosis.suggestedFix())
                .setRetryable(diagnosis.retryable())
                .setRerun(new Rerun(
                        diagnosis.rerun().safe().text(), diagnosis.rerun().reason()))
                .setNextCommand(diagnosis.nextCommand().orElse(null))
                .setFolded(diagnosis.folded())
                .setOthers(diagnosis.others().stream()
                        .map(DiagnosedPipelines::other)
                        .toList())
                .setResources(outcomes.resources().stream()
                        .map(one -> new ResourceOutcome(
                                one.unit().orElse(null),
                                one.address(),
                                one.action(),
                                one.outcome().text()))
                        .toList())
                .setCounts(new OutcomeCounts(
                        outcomes.done(), outcomes.failed(), outcomes.interrupted(), outcomes.notStarted()))
                .setRecurrence(fingerprint
                        .map(print -> recurrence(print, earlier, failed.getSubmittedAt()))
                        .orElse(null))
                .setLines(diagnosis.lines())
                .setLimits(diagnosis.limits())
                .setAi(NO_MODEL)
                .build();
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static OtherFailure other(Diagnosis.Other other) {
        return new OtherFailure(
                other.category(),
                other.cause().orElse(null),
                other.message(),
                other.address().orElse(null),
                other.line(),
                other.times());
    }

    private static Recurrence recurrence(String fingerprint, Earlier earlier, Instant now) {
        return new Recurrence(
                fingerprint,
                earlier.times() + 1,
                earlier.first().orElse(now),
                earlier.last().orElse(null));
    }
}
