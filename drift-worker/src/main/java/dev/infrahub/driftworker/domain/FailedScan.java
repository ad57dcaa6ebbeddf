package dev.infrahub.driftworker.domain;

import dev.infrahub.diagnosis.Diagnosis;
import dev.infrahub.diagnosis.LogLine;
import dev.infrahub.diagnosis.PipelineLog;
import dev.infrahub.driftworker.domain.DriftAnalysis.Mode;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.secrets.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scan that never got as far as a plan: what was printed instead says why. It tells nothing of drift, so it is not clean. */
final class FailedScan {

    private static final int LONGEST_TOLD = 300;
    private static final int MOST_TOLD = 5;
    private static final String UNKNOWN = "No cause is known.";

    private FailedScan() {}

    /** What is known of the failure; empty where nothing says that it is one. */
    static Optional<DriftAnalysis> in(InputStream text, Scan scan) {
        Diagnosis diagnosis = diagnosis(text);
        return diagnosis.hasFailed() || scan.failed() ? Optional.of(analysis(diagnosis)) : Optional.empty();
    }

    private static Diagnosis diagnosis(InputStream text) {
        try {
            return PipelineLog.diagnose(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DriftAnalysis analysis(Diagnosis diagnosis) {
        String why = diagnosis.probableCause().orElse(UNKNOWN);
        String told = hidesNothing(why) ? why : UNKNOWN;
        List<String> limits = new ArrayList<>();
        limits.add("The scan failed: whether anything drifted is not known. " + told);
        diagnosis.evidence().stream().limit(MOST_TOLD).map(FailedScan::told).forEach(limits::add);
        return new DriftAnalysis(
                Status.FAILED,
                Mode.UNKNOWN,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Risk.NONE,
                "The scan failed: " + told,
                limits);
    }

    private static String told(LogLine line) {
        String text = line.text().strip();
        return hidesNothing(text)
                ? "Line %d: %s".formatted(line.number(), text.substring(0, Math.min(text.length(), LONGEST_TOLD)))
                : "Line %d holds a secret.".formatted(line.number());
    }

    private static boolean hidesNothing(String text) {
        return Secrets.find(text).isEmpty();
    }
}
