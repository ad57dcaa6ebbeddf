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
 * @param validFor how long after its opening a change request, or its approval, is good; drift is accepted until its own end
 * @param signWithin how old a decision may be when it is signed
 * @param standardChanges who approves standard changes of low risk
 */
public record Board(
        Map<RiskLevel, Integer> approvals, Duration validFor, Duration signWithin, StandardChanges standardChanges) {

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
        Instant end = request.acceptance() == null
                ? now.plus(validFor)
                : request.acceptance().until();
        return Change.opened(request, approvals.getOrDefault(request.riskLevel(), 1), now, end, leafIndex);
    }

    /** What the policy decides on a change that was just opened, where it is for the policy. */
    public Optional<Proposal> policyApproval(Change opened, Instant now) {
        return standardChanges == StandardChanges.AUTO && Policy.covers(opened.request())
                ? Optional.of(Policy.approvalOf(opened, now))
                : Optional.empty();
    }

    /** @param decidedBy who decided on the change before */
    public Optional<Refusal> refuses(Proposal proposal, Optional<Change> found, List<String> decidedBy, Instant now) {
        if (isLate(proposal, now)) {
            return Optional.of(Refusal.TOO_LATE);
        }
        if (Policy.isNamed(proposal.approver())) {
            return Optional.of(Refusal.POLICY);
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
        if (change.isExpired(now)) {
            return Optional.of(Refusal.EXPIRED);
        }
        Optional<Refusal> refusal = switch (proposal.verdict()) {
            case APPROVE, REJECT -> refusesDecision(proposal, change, decidedBy);
            case REVOKE -> refusesRevocation(change);
        };
        return refusal.or(
                () -> isOfSamePlan(proposal, change.request()) ? Optional.empty() : Optional.of(Refusal.PLAN));
    }

    private static Optional<Refusal> refusesDecision(Proposal proposal, Change change, List<String> decidedBy) {
        if (change.state() != State.PENDING) {
            return Optional.of(Refusal.DECIDED);
        }
        if (change.request().requestedBy().equals(proposal.approver())) {
            return Optional.of(Refusal.REQUESTER);
        }
        return decidedBy.contains(proposal.approver()) ? Optional.of(Refusal.AGAIN) : Optional.empty();
    }

    /** By anybody of the board, whoever asked for the change or approved it: to withdraw an approval is always safe. */
    private static Optional<Refusal> refusesRevocation(Change change) {
        return switch (change.state()) {
            case APPROVED -> Optional.empty();
            case IMPLEMENTED -> Optional.of(Refusal.IMPLEMENTED);
            case PENDING, REJECTED, REVOKED, EXPIRED -> Optional.of(Refusal.NOT_APPROVED);
        };
    }

    private static boolean isOfSamePlan(Proposal proposal, ChangeRequest request) {
        return request.planHash().equals(proposal.planHash())
                && request.module().equals(proposal.module())
                && (request.fingerprint() == null
                        || proposal.fingerprint() == null
                        || request.fingerprint().equals(proposal.fingerprint()));
    }

    public Optional<Refusal> refuses(Activity activity, Optional<Change> found, Instant now) {
        if (found.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN);
        }
        return switch (activity) {
            case Implementation implementation -> refuses(implementation, found.get(), now);
            case Review review -> refuses(review, found.get());
        };
    }

    /** What was said before the approval ran out was applied before, however late it is heard, and expired or not by then. */
    private static Optional<Refusal> refuses(Implementation implementation, Change change, Instant now) {
        if (change.request().acceptance() != null) {
            return Optional.of(Refusal.NOTHING_TO_APPLY);
        }
        if (change.state() == State.IMPLEMENTED) {
            return Optional.of(Refusal.IMPLEMENTED);
        }
        boolean wasApproved =
                change.state() == State.APPROVED || (change.state() == State.EXPIRED && change.wasApproved());
        if (wasApproved && implementation.saidBy(now).isBefore(change.expiresAt())) {
            return Optional.empty();
        }
        return Optional.of(change.isExpired(now) ? Refusal.EXPIRED : Refusal.NOT_APPROVED);
    }

    private static Optional<Refusal> refuses(Review review, Change change) {
        Implementation implementation = change.implementation();
        if (Policy.isNamed(review.reviewedBy())) {
            return Optional.of(Refusal.POLICY);
        }
        if (implementation == null) {
            return Optional.of(Refusal.NOT_IMPLEMENTED);
        }
        if (change.review() != null) {
            return Optional.of(Refusal.REVIEWED);
        }
        if (change.request().requestedBy().equals(review.reviewedBy())) {
            return Optional.of(Refusal.REVIEWER_REQUESTED);
        }
        return implementation.reportedBy().equals(review.reviewedBy())
                ? Optional.of(Refusal.REVIEWER_REPORTED)
                : Optional.empty();
    }
}
