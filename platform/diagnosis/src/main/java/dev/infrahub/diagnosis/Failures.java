package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Hits.Hit;
import dev.infrahub.diagnosis.KnownFailure.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What failed in a log, and is not over: a lock that was got in the end, a connection that came about the second time.
 *
 * @param errors Terraform's own
 * @param hits in other lines
 * @param isLeft whether something says, after all that went well, that something failed
 */
record Failures(List<Candidate> errors, List<Hit> hits, boolean isLeft) {

    static Failures in(Reading log) {
        List<Candidate> errors = log.errors()
                .all()
                .map(Candidate::of)
                .filter(one -> !isOver(one, log))
                .toList();
        boolean isLeft = !errors.isEmpty()
                || log.signs().areLeft(log.stages())
                || log.progress().isUnderWay();
        boolean wentWell = log.stages().last() > 0;
        return new Failures(errors, isLeft || !wentWell ? log.hits().all() : List.of(), isLeft);
    }

    private static boolean isOver(Candidate one, Reading log) {
        int line = one.error().line();
        boolean jobIsOver =
                log.stages().jobWentWell() > Math.max(line, log.signs().last());
        return jobIsOver || (one.passes() && wentWellAfter(one, log));
    }

    static boolean wentWellAfter(Candidate one, Reading log) {
        Diagnostic.Where where = one.error().where();
        return log.stages()
                .wentWellAfter(where.unit(), where.stage(), one.error().line());
    }

    /** The error that most likely brought about the others. */
    Optional<Candidate> error() {
        return errors.stream()
                .min(Comparator.comparing((Candidate one) -> one.role() != Role.CAUSE)
                        .thenComparingInt(Candidate::rank)
                        .thenComparingInt(one -> one.error().line()));
    }

    /** The line that most likely does. */
    Optional<Hit> hit() {
        return hits.stream()
                .min(Comparator.comparing((Hit one) -> one.failure().role() != Role.CAUSE)
                        .thenComparingInt(one -> one.failure().rank())
                        .thenComparingInt(one -> one.line().number()));
    }
}
