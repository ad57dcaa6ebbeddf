package dev.infrahub.cabsigner.domain;

import dev.infrahub.cabsigner.domain.DecisionAudit.Genuine;
import dev.infrahub.proofs.Row;
import java.util.List;
import java.util.Optional;

/**
 * What became of a change by its genuine leaves alone. What ends a change is found by what it is, not by where it is: a leaf
 * may have been moved.
 *
 * @param given how many approved
 * @param at when it came to this, as the leaf says it
 */
record Course(State state, long given, String at) {

    /**
     * The leaves of a change.
     *
     * @param needed how many must approve
     * @param expiry by the clock, or with a decision that came too late
     */
    record Leaves(
            Optional<Row> opening,
            long needed,
            List<Genuine> decisions,
            Optional<Row> expiry,
            Optional<Row> implementation,
            Optional<Row> review) {

        /** The decision that completed the approval, whatever became of it later. */
        Optional<Genuine> approving() {
            List<Genuine> approvals = decisions.stream()
                    .filter(decision -> decision.is(Verdict.APPROVE))
                    .toList();
            return needed > 0 && approvals.size() >= needed ? Optional.of(approvals.getLast()) : Optional.empty();
        }

        private Optional<Genuine> last(Verdict verdict) {
            return decisions.stream().filter(decision -> decision.is(verdict)).reduce((_, later) -> later);
        }
    }

    static Course of(Leaves leaves) {
        long given = leaves.decisions().stream()
                .filter(decision -> decision.is(Verdict.APPROVE))
                .count();
        return ended(leaves, given)
                .orElseGet(() -> new Course(
                        leaves.approving().isPresent() ? State.APPROVED : State.PENDING, given, lastDecision(leaves)));
    }

    /** An approval that ran out, or was revoked, was one; a change that was applied is past expiring. */
    private static Optional<Course> ended(Leaves leaves, long given) {
        Optional<String> implemented =
                leaves.review().or(leaves::implementation).map(leaf -> leaf.text("at"));
        return implemented
                .map(at -> new Course(State.IMPLEMENTED, given, at))
                .or(() -> decided(leaves, Verdict.REVOKE).map(at -> new Course(State.REVOKED, given, at)))
                .or(() -> decided(leaves, Verdict.REJECT).map(at -> new Course(State.REJECTED, given, at)))
                .or(() -> leaves.expiry().map(leaf -> new Course(State.EXPIRED, given, leaf.text("at"))));
    }

    private static Optional<String> decided(Leaves leaves, Verdict verdict) {
        return leaves.last(verdict).map(Course::approvedAt);
    }

    private static String lastDecision(Leaves leaves) {
        return leaves.decisions().stream()
                .map(Course::approvedAt)
                .reduce((_, later) -> later)
                .or(() -> leaves.opening().map(opening -> opening.text("at")))
                .orElse("");
    }

    private static String approvedAt(Genuine decision) {
        return decision.payload().text("approvedAt");
    }
}
