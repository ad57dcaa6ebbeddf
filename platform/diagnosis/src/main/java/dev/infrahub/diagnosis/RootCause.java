package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Confidence;
import dev.infrahub.diagnosis.Hits.Hit;
import dev.infrahub.diagnosis.KnownFailure.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the root among what failed, and says how sure it is: Terraform's own errors come before lines in which somebody's
 * words are recognised, and what brings others about before what follows from it.
 */
final class RootCause {

    private final Reading log;
    private final Failures failures;
    private final Answer answer;

    RootCause(Reading log) {
        this.log = log;
        this.failures = Failures.in(log);
        this.answer = Answer.to(log, failures);
    }

    Diagnosis diagnosis() {
        Optional<Candidate> error = failures.error();
        Optional<Hit> hit = failures.hit();
        if (error.filter(Candidate::tells).isPresent()
                && hit.filter(one -> isMachine(one, error.get())).isEmpty()) {
            return ofError(error.get());
        }
        if (hit.isPresent()) {
            return ofHit(hit.get());
        }
        if (error.isPresent()) {
            return ofError(error.get());
        }
        boolean complains = !log.complaints().isEmpty() && log.stages().last() == 0;
        return failures.isLeft() || complains ? unknown() : answer.none();
    }

    /** Whether the machine itself broke, and the error is what broke on it. */
    private static boolean isMachine(Hit hit, Candidate error) {
        return hit.failure().role() == Role.CAUSE && hit.failure().rank() == 1 && error.rank() > 1;
    }

    private Diagnosis ofError(Candidate root) {
        Others others = Others.of(root, failures, log);
        if (root.found().isPresent() && root.tells()) {
            return answer.known(root.found().get(), Confidence.CONFIRMED, Evidence.of(root.error(), others));
        }
        return root.isPlaced()
                ? answer.said(root.error(), Evidence.of(root.error(), others))
                : answer.unknown(Evidence.of(root.error(), others));
    }

    private Diagnosis ofHit(Hit root) {
        List<LogLine> lines = new ArrayList<>(List.of(root.line()));
        log.signs().first().stream()
                .filter(sign -> sign.number() != root.line().number())
                .limit(1)
                .forEach(lines::add);
        Evidence evidence = Evidence.of(root, lines, Others.of(root, failures, log));
        boolean isSure = root.failure().role() == Role.CAUSE
                && root.failure().rank() == 1
                && log.signs().count() > 0;
        return answer.known(root.found(), isSure ? Confidence.CONFIRMED : Confidence.LIKELY, evidence);
    }

    private Diagnosis unknown() {
        List<LogLine> said = new ArrayList<>(log.complaints());
        said.addAll(log.signs().beforeFirst());
        said.addAll(log.signs().first());
        if (said.isEmpty()) {
            log.last().stream().skip(Math.max(0, log.last().size() - 1)).forEach(said::add);
        }
        List<LogLine> inOrder = said.stream()
                .distinct()
                .sorted(Comparator.comparingInt(LogLine::number))
                .toList();
        String message = said.isEmpty() ? "" : said.getFirst().text();
        return answer.unknown(Evidence.of(inOrder, message));
    }
}
