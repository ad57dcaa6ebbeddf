package dev.infrahub.cabsigner.domain;

import java.time.Instant;

/**
 * A change request and what became of it.
 *
 * @param openedAt when it was opened; from then on it is valid
 * @param leafIndex of its opening, in the log
 */
public record Change(
        ChangeRequest request,
        State state,
        int approvalsNeeded,
        int approvalsGiven,
        Instant openedAt,
        Instant expiresAt,
        Instant updatedAt,
        long leafIndex) {

    public Change after(Verdict verdict, Instant at) {
        return switch (verdict) {
            case REJECT -> with(State.REJECTED, approvalsGiven, at);
            case APPROVE ->
                with(approvalsGiven + 1 >= approvalsNeeded ? State.APPROVED : State.PENDING, approvalsGiven + 1, at);
        };
    }

    public Change expired(Instant at) {
        return with(State.EXPIRED, approvalsGiven, at);
    }

    private Change with(State next, int given, Instant at) {
        return new Change(request, next, approvalsNeeded, given, openedAt, expiresAt, at, leafIndex);
    }
}
