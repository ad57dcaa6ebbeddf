package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Confidence;
import dev.infrahub.diagnosis.Diagnosis.Run;
import dev.infrahub.diagnosis.KnownFailure.Found;
import dev.infrahub.diagnosis.Rerun.Safe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words for what was found in a log. */
record Answer(Reading log, Failures failures, Outcomes outcomes, Run run, NextStep next) {

    /** Of an error that is known by no other name: what Terraform says is what is told. */
    private static final String CONFIGURATION = "configuration";

    private static final String PROVIDER = "provider";

    static Answer to(Reading log, Failures failures) {
        Outcomes outcomes =
                failures.isLeft() || !failures.hits().isEmpty() ? log.progress().outcomes() : Outcomes.NONE;
        Run run = log.run().run(log.progress().hasBegun());
        boolean isTerraform = !failures.errors().isEmpty()
                || run.toolVersion().isPresent()
                || run.command().isPresent();
        return new Answer(log, failures, outcomes, run, new NextStep(outcomes, run, log.lock(), isTerraform));
    }

    /** What is in the catalogue. */
    Diagnosis known(Found found, Confidence confidence, Evidence evidence) {
        KnownFailure failure = found.failure();
        return diagnosis(
                failure.category(),
                Optional.of(failure.id()),
                Optional.of(found.cause()),
                confidence,
                evidence,
                found.fixes(),
                failure.retryable(),
                next.rerun(failure.retryable(), failure.isUnsafe()),
                next.command(failure.next(), evidence.subject().address()),
                Optional.of(failure.id() + "\n" + Likeness.of(evidence.message())));
    }

    /** An error that is known by no other name, of a place in the configuration: what Terraform says is the cause. */
    Diagnosis said(Diagnostic error, Evidence evidence) {
        boolean isCode = !log.progress().hasBegun() && evidence.operation().isEmpty();
        String where = Brief.name(error.subject().where());
        String message = Brief.message(error.summary());
        String who = next.tool().equals("tofu") ? "OpenTofu" : "Terraform";
        String cause = isCode
                ? who + " does not take the code at " + where + ": " + message
                : "The provider could not do it for "
                        + Brief.name(error.subject().address().orElse(where)) + ": " + message;
        return diagnosis(
                isCode ? CONFIGURATION : PROVIDER,
                Optional.empty(),
                Optional.of(cause),
                Confidence.LIKELY,
                evidence,
                List.of("Read what is said at " + where + ", and mend that."),
                false,
                next.rerun(false, false),
                next.command(Optional.empty(), evidence.subject().address()),
                Optional.of(Likeness.of(error.summary())));
    }

    Diagnosis unknown(Evidence evidence) {
        return diagnosis(
                Diagnosis.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Confidence.INCONCLUSIVE,
                evidence,
                List.of("Read the lines of the log that are given as evidence: no failure that is known fits them."),
                false,
                next.rerunBlindly(!failures.errors().isEmpty()),
                next.command(Optional.empty(), evidence.subject().address()),
                Optional.of(Diagnosis.UNKNOWN + "\n" + Likeness.of(evidence.message())));
    }

    Diagnosis none() {
        return diagnosis(
                Diagnosis.NONE,
                Optional.empty(),
                Optional.empty(),
                Confidence.INCONCLUSIVE,
                Evidence.NONE,
                List.of(),
                false,
                new Rerun(Safe.YES, "The log tells of no failure."),
                Optional.empty(),
                Optional.empty());
    }

    private Diagnosis diagnosis(
            String category,
            Optional<String> cause,
            Optional<String> probableCause,
            Confidence confidence,
            Evidence evidence,
            List<String> fixes,
            boolean retryable,
            Rerun rerun,
            Optional<String> nextCommand,
            Optional<String> likeness) {
        return new Diagnosis(
                category,
                cause,
                probableCause,
                confidence,
                evidence.shown(),
                evidence.operation(),
                evidence.subject().brief(),
                fixes,
                retryable,
                rerun,
                nextCommand,
                evidence.beside().folded(),
                evidence.beside().others(),
                outcomes,
                run,
                likeness.map(
                        alike -> alike + "\n" + evidence.subject().address().orElse("")),
                log.lines(),
                limits());
    }

    private List<String> limits() {
        List<String> limits = new ArrayList<>();
        if (failures.errors().isEmpty()
                && log.signs().count() == 0
                && log.progress().isUnderWay()) {
            limits.add("The log breaks off while resources were being changed.");
        }
        if (failures.errors().stream().anyMatch(one -> Failures.wentWellAfter(one, log))) {
            limits.add("A run went well further down in the log: what is told may be mended since.");
        }
        if (outcomes.leftOut() > 0) {
            limits.add("Of the resources %,d are not listed: there is no room for them.".formatted(outcomes.leftOut()));
        }
        if (log.wasCut()) {
            limits.add("Of lines of more than 65,536 characters only the beginning was looked at.");
        }
        if (log.progress().isCut()) {
            limits.add("Of more than 30,000 resources the first were followed.");
        }
        return List.copyOf(limits);
    }
}
