package dev.infrahub.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a log tells of a failure.
 *
 * @param category what kind of failure it is
 * @param cause the known failure; empty where none was found
 * @param probableCause why it failed, in words; only ever with evidence
 * @param evidence lines that tell the cause or, where none is told, that something failed
 * @param operation the call of a cloud that failed
 * @param subject what it is about
 * @param retryable whether the same run may succeed later with nothing changed
 * @param folded errors that are the same failure again, or follow from it
 * @param others failures that do not follow from it
 * @param likeness the same text for the same failure, whenever it happens; empty where nothing failed
 * @param lines of the log
 * @param limits what could not be told
 */
public record Diagnosis(
        String category,
        Optional<String> cause,
        Optional<String> probableCause,
        Confidence confidence,
        List<LogLine> evidence,
        Optional<String> operation,
        Subject subject,
        List<String> suggestedFix,
        boolean retryable,
        Rerun rerun,
        Optional<String> nextCommand,
        int folded,
        List<Other> others,
        Outcomes outcomes,
        Run run,
        Optional<String> likeness,
        int lines,
        List<String> limits) {

    /** Of a log in which nothing failed. */
    static final String NONE = "none";

    /** Of a failure that nobody knows. */
    static final String UNKNOWN = "unknown";

    /** Whether anything failed in the log. */
    public boolean hasFailed() {
        return !category.equals(NONE);
    }

    /** How sure the cause is. */
    public enum Confidence {
        /** The tool itself says so, as its error. */
        CONFIRMED,
        /** Lines of the log say so. */
        LIKELY,
        /** No cause is told. */
        INCONCLUSIVE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a failure is about.
     *
     * @param unit of Terragrunt, or the job or container, whose lines tell it
     */
    public record Subject(
            Optional<String> unit, Optional<String> address, Optional<String> file, OptionalInt fileLine) {

        static final Subject NONE =
                new Subject(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

        Subject in(String name) {
            return new Subject(Optional.of(name).filter(one -> !one.isEmpty()), address, file, fileLine);
        }

        Subject brief() {
            return new Subject(unit.map(Brief::name), address.map(Brief::name), file.map(Brief::name), fileLine);
        }

        /** A place in the configuration, in words. */
        String where() {
            return file.map(name -> name + " line " + fileLine.orElse(0))
                    .or(() -> address)
                    .orElse("");
        }
    }

    /** A failure beside the one that is told. */
    public record Other(
            String category, Optional<String> cause, String message, Optional<String> address, int line, int times) {}

    /** What was run, and where. */
    public record Run(
            Optional<String> platform, Optional<String> tool, Optional<String> toolVersion, Optional<String> command) {}
}
