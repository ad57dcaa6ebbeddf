package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Other;
import dev.infrahub.diagnosis.Hits.Hit;
import dev.infrahub.diagnosis.KnownFailure.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is beside a root.
 *
 * @param folded how many are the same again, or follow from it
 * @param others the failures that do neither
 */
record Others(int folded, List<Other> others) {

    static final Others NONE = new Others(0, List.of());

    private static final int MOST = 20;

    /** Beside an error of Terraform's. */
    static Others of(Candidate root, Failures failures, Reading log) {
        int folded = root.times() - 1 + log.signs().count();
        List<Candidate> rest = new ArrayList<>();
        for (Candidate one : failures.errors()) {
            if (one.error().line() == root.error().line()) {
                continue;
            }
            if (one.role() != Role.CAUSE || one.kind().equals(root.kind())) {
                folded += one.times();
            } else {
                rest.add(one);
            }
        }
        int kept = log.errors().all().mapToInt(Kinds.Counted::times).sum();
        return new Others(folded + log.errors().count() - kept, ofErrors(rest));
    }

    /** Beside another line. */
    static Others of(Hit root, Failures failures, Reading log) {
        int folded = log.hits().times(root) - 1 + log.signs().count();
        List<Other> others = new ArrayList<>(ofErrors(failures.errors()));
        for (Hit one : failures.hits()) {
            if (one.line().number() == root.line().number()) {
                continue;
            }
            if (one.failure().role() != Role.CAUSE) {
                folded += log.hits().times(one);
            } else {
                others.add(other(one, log.hits().times(one)));
            }
        }
        return new Others(folded, others.stream().limit(MOST).toList());
    }

    private static List<Other> ofErrors(List<Candidate> rest) {
        Map<String, List<Candidate>> byKind = new LinkedHashMap<>();
        rest.forEach(one ->
                byKind.computeIfAbsent(one.kind(), _ -> new ArrayList<>()).add(one));
        return byKind.values().stream()
                .limit(MOST)
                .map(alike -> other(
                        alike.getFirst(),
                        alike.stream().mapToInt(Candidate::times).sum()))
                .toList();
    }

    private static Other other(Candidate first, int times) {
        return new Other(
                first.found().map(one -> one.failure().category()).orElse(Diagnosis.UNKNOWN),
                first.found().map(one -> one.failure().id()),
                Brief.message(first.error().summary()),
                first.error().subject().address().map(Brief::name),
                first.error().line(),
                times);
    }

    private static Other other(Hit first, int times) {
        return new Other(
                first.failure().category(),
                Optional.of(first.failure().id()),
                Brief.message(first.line().text()),
                Optional.empty(),
                first.line().number(),
                times);
    }
}
