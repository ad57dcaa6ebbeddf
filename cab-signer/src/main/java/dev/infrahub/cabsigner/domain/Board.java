package dev.infrahub.cabsigner.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of the change advisory board.
 *
 * @param approvals how many different people must approve, by risk; 1 at least
 * @param validFor how long after its opening a change request, or its approval, is good
 * @param signWithin how old a decision may be when it is signed
 */
public record Board(Map<RiskLevel, Integer> approvals, Duration validFor, Duration signWithin) {

    public Board {
        approvals = Map.copyOf(approvals);
        for (RiskLevel level : RiskLevel.values()) {
            if (approvals.getOrDefault(level, 0) < 1) {
                throw new IllegalArgumentException("approvals." + level.spelling() + " is 1 or more");
            }
        }
        if (!validFor.isPositive() || !signWithin.isPositive()) {
            throw new IllegalArgumentException("valid-for and sign-within are longer than 0");
        }
    }

    public Change open(ChangeRequest request, Instant now, long leafIndex) {
        return new Change(
                request,
                State.PENDING,
                approvals.getOrDefault(request.riskLevel(), 1),
                0,
                now,
                now.plus(validFor),
                now,
                leafIndex);
    }

    /** @param decidedBy who decided on the change before */
    public Optional<Refusal> refuses(Proposal proposal, Optional<Change> found, List<String> decidedBy, Instant now) {
        if (isLate(proposal, now)) {
            return Optional.of(Refusal.TOO_LATE);
        }
        if (found.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN);
        }
        return refuses(proposal, found.get(), decidedBy, now);
    }

    /** What claims to be of the future is no better than what is old: either clock may be wrong. */
    private boolean isLate(Proposal proposal, Instant now) {
        return Duration.between(proposal.requestedAt(), now).abs().compareTo(signWithin) > 0;
    }

    private static Optional<Refusal> refuses(Proposal proposal, Change change, List<String> decidedBy, Instant now) {
        ChangeRequest request = change.request();
        if (!request.client().equals(proposal.client())) {
            return Optional.of(Refusal.CLIENT);
        }
        if (change.state() == State.APPROVED || change.state() == State.REJECTED) {
            return Optional.of(Refusal.DECIDED);
        }
        if (change.state() == State.EXPIRED || !now.isBefore(change.expiresAt())) {
            return Optional.of(Refusal.EXPIRED);
        }
        if (request.requestedBy().equals(proposal.approver())) {
            return Optional.of(Refusal.REQUESTER);
        }
        if (decidedBy.contains(proposal.approver())) {
            return Optional.of(Refusal.AGAIN);
        }
        return isOfSamePlan(proposal, request) ? Optional.empty() : Optional.of(Refusal.PLAN);
    }

    private static boolean isOfSamePlan(Proposal proposal, ChangeRequest request) {
        return request.planHash().equals(proposal.planHash())
                && request.module().equals(proposal.module())
                && (request.fingerprint() == null
                        || proposal.fingerprint() == null
                        || request.fingerprint().equals(proposal.fingerprint()));
    }
}
