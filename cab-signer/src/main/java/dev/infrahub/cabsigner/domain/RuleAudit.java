package dev.infrahub.cabsigner.domain;

import dev.infrahub.cabsigner.domain.DecisionAudit.Genuine;
import dev.infrahub.proofs.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the board's rules say of what was decided and done. They were kept at the time, if nothing was changed. */
final class RuleAudit {

    private static final List<String> OF_THE_CHANGE =
            List.of("client", "module", "environment", "planHash", "fingerprint", "riskLevel");

    private final Row opening;
    private final Course.Leaves leaves;
    private final Findings findings;

    RuleAudit(Row opening, Course.Leaves leaves, Findings findings) {
        this.opening = opening;
        this.leaves = leaves;
        this.findings = findings;
    }

    void look() {
        leaves.decisions().forEach(this::decision);
        long people = leaves.decisions().stream()
                .filter(decision -> !decision.is(Verdict.REVOKE))
                .map(Genuine::by)
                .distinct()
                .count();
        long decided = leaves.decisions().stream()
                .filter(decision -> !decision.is(Verdict.REVOKE))
                .count();
        if (people != decided) {
            findings.add("somebody decided twice");
        }
        leaves.implementation().ifPresent(this::implementation);
        leaves.review().ifPresent(this::review);
    }

    private void decision(Genuine decision) {
        OF_THE_CHANGE.stream()
                .filter(member -> !decision.payload().agrees(member, opening, member))
                .forEach(member -> findings.add(decision.where() + " is for another " + member));
        if (!decision.is(Verdict.REVOKE) && decision.by().equals(opening.text("requestedBy"))) {
            findings.add(decision.where() + " is the requester's own");
        }
        if (Policy.isNamed(decision.by()) && !isPolicys(decision)) {
            findings.add(decision.where() + " is none that a policy takes");
        }
    }

    private boolean isPolicys(Genuine decision) {
        return decision.is(Verdict.APPROVE)
                && decision.by().equals(Policy.APPROVER)
                && Policy.covers(opening.text("changeType"), opening.text("riskLevel"));
    }

    private void implementation(Row leaf) {
        boolean isRevoked = leaves.decisions().stream().anyMatch(decision -> decision.is(Verdict.REVOKE));
        if (leaves.approving().isEmpty() || isRevoked) {
            findings.add("what was implemented was not approved");
        }
        Optional<Instant> applied = leaf.time("reportedAt")
                .flatMap(said -> leaf.time("at").map(heard -> said.isBefore(heard) ? said : heard));
        Optional<Instant> end = opening.time("expiresAt");
        if (applied.isEmpty() || end.isEmpty() || !applied.get().isBefore(end.get())) {
            findings.add("what was implemented was expired");
        }
    }

    private void review(Row review) {
        String by = review.text("reviewedBy");
        if (leaves.implementation().isEmpty()) {
            findings.add("what was reviewed was not implemented");
        }
        if (by.equals(opening.text("requestedBy"))
                || leaves.implementation()
                        .filter(leaf -> leaf.text("reportedBy").equals(by))
                        .isPresent()) {
            findings.add("the review is by somebody who took part");
        }
    }
}
