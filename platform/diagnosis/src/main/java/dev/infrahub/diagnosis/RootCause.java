package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Confidence;
import dev.infrahub.diagnosis.Diagnosis.Other;
import dev.infrahub.diagnosis.Diagnosis.Run;
import dev.infrahub.diagnosis.Diagnosis.Subject;
import dev.infrahub.diagnosis.KnownFailure.Found;
import dev.infrahub.diagnosis.KnownFailure.Place;
import dev.infrahub.diagnosis.KnownFailure.Role;
import dev.infrahub.diagnosis.PipelineLog.Hit;
import dev.infrahub.diagnosis.PipelineLog.Reading;
import dev.infrahub.diagnosis.Rerun.Safe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the root among what a log shows, and says how sure it is: Terraform's own errors come before lines in which somebody's
 * words are recognised, and what brings others about before what follows from it.
 */
final class RootCause {

    /** What passes by itself counts as a cause so many lines before the end, or before what says that something failed. */
    private static final int NEAR = 60;

    /** Of an error that is not in the catalogue: behind all that are. */
    private static final int UNKNOWN_RANK = 100;

    private static final int MOST_EVIDENCE = 16;
    private static final int MOST_OTHERS = 20;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_MESSAGE = 300;

    /** Of an error that is known by no other name: what Terraform says is what is told. */
    private static final String CONFIGURATION = "configuration";

    private static final String PROVIDER = "provider";

    private final Reading log;
    private final List<Candidate> errors;
    private final List<Hit> hits;
    private final Outcomes outcomes;
    private final Run run;
    private final NextStep next;

    RootCause(Reading log) {
        this.log = log;
        List<Diagnostic> all =
                log.diagnostics().stream().filter(Diagnostic::isError).toList();
        all.forEach(error -> error.subject().address().ifPresent(log.progress()::named));
        this.errors = all.stream().map(RootCause::candidate).toList();
        this.hits = log.hits().stream().filter(this::counts).toList();
        this.outcomes = errors.isEmpty()
                        && log.signs().isEmpty()
                        && hits.isEmpty()
                        && log.run().hasSucceeded()
                ? Outcomes.NONE
                : log.progress().outcomes();
        this.run = log.run().run(log.progress().hasBegun());
        this.next = new NextStep(
                outcomes,
                run,
                log.lock(),
                !errors.isEmpty() || run.tool().isPresent() || run.command().isPresent());
    }

    /** An error of Terraform's, and what is known of it. */
    private record Candidate(Diagnostic error, Optional<Found> found) {

        Role role() {
            return found.map(one -> one.failure().role()).orElse(Role.CAUSE);
        }

        int rank() {
            return found.map(one -> one.failure().rank()).orElse(isPlaced() ? UNKNOWN_RANK : Integer.MAX_VALUE);
        }

        /** Whether it tells more than that something failed. */
        boolean tells() {
            return found.map(one -> one.failure().role() != Role.SIGN).orElse(isPlaced());
        }

        boolean isPlaced() {
            return error.subject().file().isPresent()
                    || error.subject().address().isPresent();
        }

        /** What two errors have in common that are the same failure. */
        String kind() {
            return found.map(one -> one.failure().id()).orElseGet(() -> Likeness.of(error.summary()));
        }
    }

    private static Candidate candidate(Diagnostic error) {
        return new Candidate(error, Catalogue.all().firstIn(Place.ERROR, error.text()));
    }

    private boolean counts(Hit hit) {
        if (!hit.found().failure().passes()) {
            return true;
        }
        int line = hit.line().number();
        boolean nearSign = log.signs().stream().anyMatch(sign -> sign.number() >= line && sign.number() - line <= NEAR);
        return nearSign || log.lines() - line <= NEAR;
    }

    Diagnosis diagnosis() {
        Optional<Candidate> error = errors.stream()
                .min(Comparator.comparing((Candidate one) -> one.role() != Role.CAUSE)
                        .thenComparingInt(Candidate::rank)
                        .thenComparingInt(one -> one.error().order()));
        Optional<Hit> hit = hits.stream()
                .min(Comparator.comparing((Hit one) -> one.found().failure().role() != Role.CAUSE)
                        .thenComparingInt(one -> one.found().failure().rank())
                        .thenComparingInt(one -> one.line().number()));
        boolean runnerFailed = hit.isPresent()
                && hit.get().found().failure().role() == Role.CAUSE
                && error.map(Candidate::rank).orElse(0)
                        > hit.get().found().failure().rank()
                && hit.get().found().failure().rank() == 1;
        if (error.filter(Candidate::tells).isPresent() && !runnerFailed) {
            return ofError(error.get());
        }
        boolean hasFailed =
                error.isPresent() || !log.signs().isEmpty() || log.progress().isUnderWay();
        if (hit.isPresent() && (hasFailed || !log.run().hasSucceeded())) {
            return ofHit(hit.get());
        }
        if (error.isPresent()) {
            return ofError(error.get());
        }
        return hasFailed || (!log.complaints().isEmpty() && !log.run().hasSucceeded()) ? unknown() : none();
    }

    private Diagnosis ofError(Candidate root) {
        Diagnostic error = root.error();
        Map<Boolean, List<Candidate>> alike = errors.stream()
                .filter(one -> one.error().order() != error.order())
                .collect(Collectors.partitioningBy(
                        one -> one.role() != Role.CAUSE || one.kind().equals(root.kind())));
        List<Candidate> rest = alike.getOrDefault(false, List.of());
        int folded = alike.getOrDefault(true, List.of()).size()
                + log.errors()
                - errors.size()
                + log.signs().size();
        Draft draft = new Draft(error.lines(), error.subject(), folded, others(rest), Operation.in(error.text()));
        if (root.found().isPresent() && root.tells()) {
            return known(root.found().get(), Confidence.CONFIRMED, draft, error.summary());
        }
        if (!root.isPlaced()) {
            return unknown(draft, error.summary());
        }
        boolean isCode = !log.progress().hasBegun() && draft.operation().isEmpty();
        return said(error, isCode, draft);
    }

    /** An error that is known by no other name, of a place in the configuration: what Terraform says is the cause. */
    private Diagnosis said(Diagnostic error, boolean isCode, Draft draft) {
        String where = error.subject()
                .file()
                .map(file -> file + " line " + error.subject().fileLine().orElse(0))
                .or(() -> error.subject().address())
                .orElse("");
        String who = next.tool().equals("tofu") ? "OpenTofu" : "Terraform";
        String cause = isCode
                ? who + " does not take the code at " + where + ": " + shortened(error.summary())
                : "The provider could not do it for "
                        + error.subject().address().orElse(where) + ": " + shortened(error.summary());
        return diagnosis(
                isCode ? CONFIGURATION : PROVIDER,
                Optional.empty(),
                Optional.of(cause),
                Confidence.LIKELY,
                draft,
                List.of("Read what is said at " + where + ", and mend that."),
                false,
                next.rerun(false, false),
                next.command(Optional.empty(), draft.subject().address()),
                Optional.of(Likeness.of(error.summary())));
    }

    private Diagnosis ofHit(Hit root) {
        Map<Boolean, List<Hit>> alike = hits.stream()
                .filter(one -> one.line().number() != root.line().number())
                .collect(Collectors.partitioningBy(
                        one -> one.isLike(root) || one.found().failure().role() != Role.CAUSE));
        List<LogLine> evidence = new ArrayList<>(List.of(root.line()));
        log.signs().stream()
                .filter(sign -> sign.number() != root.line().number())
                .limit(1)
                .forEach(evidence::add);
        List<Other> others = new ArrayList<>(others(errors));
        Map<String, Hit> rest = new LinkedHashMap<>();
        alike.getOrDefault(false, List.of())
                .forEach(one -> rest.putIfAbsent(one.found().failure().id(), one));
        rest.values().stream().limit(MOST_OTHERS).map(this::other).forEach(others::add);
        Draft draft = new Draft(
                evidence,
                Subject.NONE,
                alike.getOrDefault(true, List.of()).size() + log.signs().size(),
                others.stream().limit(MOST_OTHERS).toList(),
                Operation.in(root.line().text()));
        boolean isOnly = root.found().failure().role() != Role.CAUSE;
        return known(
                root.found(),
                isOnly || log.signs().isEmpty() ? Confidence.LIKELY : sure(root),
                draft,
                root.line().text());
    }

    /** What only ever ends a run, in a run that ended badly, is sure. */
    private static Confidence sure(Hit root) {
        return root.found().failure().rank() == 1 ? Confidence.CONFIRMED : Confidence.LIKELY;
    }

    /**
     * What is known of a failure before words are found for it.
     *
     * @param folded how many errors are the same, or follow from it
     */
    private record Draft(
            List<LogLine> evidence, Subject subject, int folded, List<Other> others, Optional<String> operation) {}

    private Diagnosis known(Found found, Confidence confidence, Draft draft, String message) {
        KnownFailure failure = found.failure();
        return diagnosis(
                failure.category(),
                Optional.of(failure.id()),
                Optional.of(found.cause()),
                confidence,
                draft,
                found.fixes(),
                failure.retryable(),
                next.rerun(failure.retryable(), failure.isUnsafe()),
                next.command(failure.next(), draft.subject().address()),
                Optional.of(failure.id() + "\n" + Likeness.of(message)));
    }

    private Diagnosis unknown() {
        List<LogLine> evidence = new ArrayList<>(log.complaints());
        log.signs().stream()
                .limit(MOST_EVIDENCE)
                .filter(sign -> !evidence.contains(sign))
                .forEach(evidence::add);
        if (evidence.isEmpty()) {
            log.last().ifPresent(evidence::add);
        }
        evidence.sort(Comparator.comparingInt(LogLine::number));
        Draft draft = new Draft(evidence, Subject.NONE, 0, List.of(), Optional.empty());
        return unknown(draft, evidence.isEmpty() ? "" : evidence.getFirst().text());
    }

    private Diagnosis unknown(Draft draft, String message) {
        return diagnosis(
                Diagnosis.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Confidence.INCONCLUSIVE,
                draft,
                List.of("Read the lines of the log that are given as evidence: no failure that is known fits them."),
                false,
                next.rerunBlindly(),
                next.command(Optional.empty(), draft.subject().address()),
                Optional.of(Diagnosis.UNKNOWN + "\n" + Likeness.of(message)));
    }

    private Diagnosis none() {
        return diagnosis(
                Diagnosis.NONE,
                Optional.empty(),
                Optional.empty(),
                Confidence.INCONCLUSIVE,
                new Draft(List.of(), Subject.NONE, 0, List.of(), Optional.empty()),
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
            Draft draft,
            List<String> fixes,
            boolean retryable,
            Rerun rerun,
            Optional<String> next,
            Optional<String> likeness) {
        return new Diagnosis(
                category,
                cause,
                probableCause,
                confidence,
                draft.evidence().stream()
                        .limit(MOST_EVIDENCE)
                        .map(line -> new LogLine(line.number(), cut(line.text(), LONGEST_LINE)))
                        .toList(),
                draft.operation(),
                draft.subject(),
                fixes,
                retryable,
                rerun,
                next,
                draft.folded(),
                draft.others(),
                outcomes,
                run,
                likeness.map(alike -> alike + "\n" + draft.subject().address().orElse("")),
                log.lines(),
                limits());
    }

    private List<String> limits() {
        List<String> limits = new ArrayList<>();
        if (errors.isEmpty() && log.signs().isEmpty() && log.progress().isUnderWay()) {
            limits.add("The log breaks off while resources were being changed.");
        }
        if (log.wasCut()) {
            limits.add("Of lines of more than 65,536 characters only the beginning was looked at.");
        }
        if (log.progress().isCut()) {
            limits.add("Of more than 30,000 resources the first were followed.");
        }
        return List.copyOf(limits);
    }

    private static List<Other> others(List<Candidate> rest) {
        Map<String, List<Candidate>> byKind = new LinkedHashMap<>();
        rest.forEach(one ->
                byKind.computeIfAbsent(one.kind(), _ -> new ArrayList<>()).add(one));
        return byKind.values().stream()
                .limit(MOST_OTHERS)
                .map(alike -> other(alike.getFirst(), alike.size()))
                .toList();
    }

    private static Other other(Candidate first, int times) {
        return new Other(
                first.found().map(one -> one.failure().category()).orElse(Diagnosis.UNKNOWN),
                first.found().map(one -> one.failure().id()),
                shortened(first.error().summary()),
                first.error().subject().address(),
                first.error().line(),
                times);
    }

    private Other other(Hit first) {
        KnownFailure failure = first.found().failure();
        return new Other(
                failure.category(),
                Optional.of(failure.id()),
                shortened(first.line().text()),
                Optional.empty(),
                first.line().number(),
                (int) hits.stream().filter(one -> one.isLike(first)).count());
    }

    private static String shortened(String message) {
        return cut(message, LONGEST_MESSAGE);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
