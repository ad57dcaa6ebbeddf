package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Mode;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.secrets.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A scan that never got as far as a plan: what was printed instead says why. It tells nothing of drift, so it is not clean. */
final class FailedScan {

    private static final String ERROR = "Error: ";
    private static final char ESCAPE = '\u001B';
    private static final int LONGEST_LINE = 1024;
    private static final int LONGEST_TOLD = 300;
    private static final int MOST_TOLD = 5;

    /** What went wrong, by words of its message in lower case; the first that fits. */
    private enum Step {
        LOCK("The state is locked.", "state lock"),
        CREDENTIALS(
                "The credentials are missing, wrong or have run out.",
                "credential",
                "expiredtoken",
                "expired token",
                "accessdenied",
                "access denied",
                "authorizationfailed",
                "unauthorized",
                "authenticat",
                "status code: 401",
                "status code: 403"),
        INIT(
                "'terraform init' failed or was not run.",
                "initialization required",
                "failed to install provider",
                "failed to query available provider",
                "inconsistent dependency lock file",
                "missing required provider",
                "required plugins are not installed",
                "module not installed",
                "failed to download module",
                "failed to get existing workspaces",
                "error configuring the backend",
                "invalid provider registry host",
                "backend configuration changed",
                "unsupported terraform core version"),
        CONFIGURATION(
                "The code is not valid.",
                "unsupported argument",
                "unsupported block",
                "missing required argument",
                "reference to undeclared",
                "invalid reference",
                "no value for required variable",
                "duplicate resource",
                "argument or block definition required",
                "invalid expression"),
        REFRESH(
                "The real objects could not be read.",
                "reading ",
                "refreshing",
                "describing ",
                "retrieving ",
                "timeout",
                "no such host"),
        PLAN("Planning failed.", "");

        private final String sentence;

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
        private final List<String> words;

        Step(String sentence, String... words) {
            this.sentence = sentence;
            this.words = List.of(words);
        }

        private static Step of(List<String> errors) {
            for (Step step : values()) {
                boolean fits = errors.stream()
                        .map(error -> error.toLowerCase(Locale.ROOT))
                        .anyMatch(error -> step.words.stream().anyMatch(error::contains));
                if (fits) {
                    return step;
                }
            }
            return PLAN;
        }
    }

    private final List<String> errors = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private FailedScan() {}

    /** What is known of the failure; empty where nothing says that it is one. */
    static Optional<DriftAnalysis> in(InputStream text, Scan scan) {
        FailedScan failed = new FailedScan();
        failed.read(text);
        return failed.errors.isEmpty() && !scan.failed() ? Optional.empty() : Optional.of(failed.analysis());
    }

    private void read(InputStream text) {
        try (Reader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                if (next == '\n') {
                    end();
                } else if (next == ESCAPE) {
                    skipSequence(reader);
                } else if (line.length() < LONGEST_LINE) {
                    line.append((char) next);
                }
            }
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A colour. */
    private static void skipSequence(Reader reader) throws IOException {
        int next = reader.read();
        while (next >= 0 && next != '\n' && !Character.isLetter(next)) {
            next = reader.read();
        }
    }

    private void end() {
        int start = line.indexOf(ERROR);
        boolean begins = start == 0 || (start > 0 && !Character.isLetterOrDigit(line.charAt(start - 1)));
        if (begins && errors.size() < MOST_TOLD) {
            errors.add(line.substring(start + ERROR.length()).strip());
        }
        line.setLength(0);
    }

    private DriftAnalysis analysis() {
        Step step = Step.of(errors);
        List<String> limits = new ArrayList<>();
        limits.add("The scan failed: whether anything drifted is not known. " + step.sentence);
        errors.stream().map(FailedScan::told).forEach(limits::add);
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
                "The scan failed: " + step.sentence,
                limits);
    }

    private static String told(String error) {
        String begin = error.substring(0, Math.min(error.length(), LONGEST_TOLD));
        return Secrets.find(error).isEmpty()
                ? "Terraform says: " + begin
                : "Terraform says something that holds a secret.";
    }
}
