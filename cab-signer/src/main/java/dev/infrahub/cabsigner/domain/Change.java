package dev.infrahub.cabsigner.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change request and what became of it.
 *
 * @param openedAt when it was opened; from then on it is valid
 * @param leafIndex of its opening, in the log
 * @param implementation where it was applied
 * @param review where it was reviewed after that
 */
public record Change(
        ChangeRequest request,
        State state,
        int approvalsNeeded,
        int approvalsGiven,
        Instant openedAt,
        Instant expiresAt,
        Instant updatedAt,
        long leafIndex,
        @Nullable Implementation implementation,
        @Nullable Review review) {

    static Change opened(ChangeRequest request, int approvalsNeeded, Instant at, Instant expiresAt, long leafIndex) {
        return new Change(request, State.PENDING, approvalsNeeded, 0, at, expiresAt, at, leafIndex, null, null);
    }

    public Change after(Verdict verdict, Instant at) {
        return switch (verdict) {
            case REJECT -> with(State.REJECTED, approvalsGiven, at);
            case REVOKE -> with(State.REVOKED, approvalsGiven, at);
            case APPROVE ->
                with(approvalsGiven + 1 >= approvalsNeeded ? State.APPROVED : State.PENDING, approvalsGiven + 1, at);
        };
    }

    public Change expired(Instant at) {
        return with(State.EXPIRED, approvalsGiven, at);
    }

    public Change after(Activity activity, Instant at) {
        return switch (activity) {
            case Implementation applied -> with(State.IMPLEMENTED, applied, review, at);
            case Review reviewed -> with(state, implementation, reviewed, at);
        };
    }

    /** Whether its time is over, or was found to be. */
    boolean isExpired(Instant now) {
        return state == State.EXPIRED || runsOut(now);
    }

    /** Whether it is to be expired, because nobody has done so yet. */
    public boolean runsOut(Instant now) {
        return state.mayExpire() && !now.isBefore(expiresAt);
    }

    /** Whether enough people approved, whatever became of it later. */
    boolean wasApproved() {
        return approvalsGiven >= approvalsNeeded;
    }

    /** Whether the activity is kept already, in the same words. */
    public boolean holds(Activity activity) {
        return switch (activity) {
            case Implementation said -> implementation != null && said.saysTheSameAs(implementation);
            case Review said -> review != null && said.saysTheSameAs(review);
        };
    }

    private Change with(State next, int given, Instant at) {
        return new Change(
                request, next, approvalsNeeded, given, openedAt, expiresAt, at, leafIndex, implementation, review);
    }

    private Change with(State next, @Nullable Implementation applied, @Nullable Review reviewed, Instant at) {
        return new Change(
                request, next, approvalsNeeded, approvalsGiven, openedAt, expiresAt, at, leafIndex, applied, reviewed);
    }
}
