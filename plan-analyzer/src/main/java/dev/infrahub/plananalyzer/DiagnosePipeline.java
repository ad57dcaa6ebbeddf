package dev.infrahub.plananalyzer;

import dev.infrahub.diagnosis.Diagnosis;
import dev.infrahub.diagnosis.PipelineLog;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.plananalyzer.store.Diagnoses;
import dev.infrahub.plananalyzer.store.Diagnoses.Earlier;
import dev.infrahub.schemas.PipelineDiagnosed;
import dev.infrahub.schemas.PipelineFailed;
import dev.infrahub.schemas.Topics;
import dev.infrahub.workplace.Packed;
import dev.infrahub.workplace.SiftedEvent;
import dev.infrahub.workplace.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** A log was handed in: find out why the pipeline failed, whether it did so before, keep that, and tell. */
final class DiagnosePipeline implements Handler<PipelineFailed> {

    /** Thirty times what an honest log of the largest kind takes: a hostile one is to keep nobody waiting. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Lookups lookups;
    private final Workplace workplace;
    private final DiagnosisWords words;

    DiagnosePipeline(Lookups lookups, Workplace workplace, DiagnosisWords words) {
        this.lookups = lookups;
        this.workplace = workplace;
        this.words = words;
    }

    @Override
    public Outcome handle(Event<PipelineFailed> event) {
        PipelineFailed failed = event.value();
        Diagnosed diagnosed = workplace.spend(failed.getClient(), "log", LONGEST, () -> diagnosed(failed));
        return Outcome.write(diagnosed.kept())
                .answer(Topics.PIPELINE_DIAGNOSED, event.key(), words.put(diagnosed.event()));
    }

    private record Diagnosed(Write kept, PipelineDiagnosed event) {}

    private Diagnosed diagnosed(PipelineFailed failed) {
        Diagnosis diagnosis = diagnose(failed);
        Optional<String> fingerprint = DiagnosedPipelines.fingerprint(failed, diagnosis);
        Earlier earlier = fingerprint
                .map(print -> Diagnoses.earlier(lookups, failed.getClient(), print, failed.getDiagnosisId()))
                .orElse(Earlier.NONE);
        PipelineDiagnosed diagnosed = SiftedEvent.of(DiagnosedPipelines.event(failed, diagnosis, fingerprint, earlier));
        return new Diagnosed(
                Diagnoses.add(
                        failed.getClient(),
                        failed.getDiagnosisId(),
                        failed.getModule(),
                        diagnosed.getCategory(),
                        diagnosed.getCause(),
                        diagnosed.getConfidence(),
                        fingerprint.orElse(null),
                        failed.getSubmittedAt()),
                diagnosed);
    }

    private static Diagnosis diagnose(PipelineFailed failed) {
        Packed packed = new Packed("log", failed.getEncoding(), failed.getLog());
        try (InputStream in = packed.open()) {
            return PipelineLog.diagnose(in);
        } catch (IOException | UncheckedIOException e) {
            throw packed.unpackable();
        }
    }
}
