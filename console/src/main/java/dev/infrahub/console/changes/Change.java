package dev.infrahub.console.changes;

import dev.infrahub.console.remote.Caller;
import dev.infrahub.console.remote.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change request, as {@code GET /api/cab/requests/{id}} shows it. */
public record Change(
        String changeRequestId,
        String client,
        String module,
        @Nullable String environment,
        @Nullable String planId,
        String planHash,
        @Nullable String fingerprint,
        String riskLevel,
        String changeType,
        String summary,
        @Nullable String prUrl,
        String requestedBy,
        @Nullable String requestedByName,
        Instant requestedAt,
        String state,
        int approvalsNeeded,
        int approvalsGiven,
        @Nullable Instant expiresAt,
        Instant updatedAt,
        @Nullable Implementation implementation,
        @Nullable Review review,
        @Nullable Acceptance acceptance,
        @Nullable List<Decision> decisions) {

    public Change {
        // lists leave them out
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
    }

    /** What a member of the board said, as it was heard; whether it holds is what {@link Verification} finds. */
    public record Decision(
            String decision,
            @Nullable String comment,
            String approvedBy,
            @Nullable String approvedByName,
            @Nullable Proof proof,
            Instant approvedAt) {

        /** As a sentence goes on behind a name. */
        public String done() {
            return Change.done(decision);
        }
    }

    static String done(String decision) {
        return switch (decision) {
            case "approve" -> "approved";
            case "reject" -> "rejected";
            case "revoke" -> "withdrew the approval";
            default -> decision;
        };
    }

    /** What was decided so far, the oldest first. */
    public List<Decision> decided() {
        return decisions == null ? List.of() : decisions;
    }

    /** How whoever decided proved who they are. */
    public record Proof(String method, @Nullable Instant authenticatedAt) {}

    /** How the run ended. */
    public record Implementation(
            String outcome,
            @Nullable String runUrl,
            @Nullable String comment,
            String reportedBy,
            @Nullable String reportedByName,
            Instant reportedAt) {}

    /** How it went, as somebody who looked says. */
    public record Review(
            String outcome,
            @Nullable String comment,
            String reviewedBy,
            @Nullable String reviewedByName,
            Instant reviewedAt) {}

    /** Drift that is taken as it is. */
    public record Acceptance(String address, String attribute, Instant until, String why) {}

    public boolean isPending() {
        return state.equals("pending");
    }

    public boolean isApproved() {
        return state.equals("approved");
    }

    public boolean isImplemented() {
        return state.equals("implemented");
    }

    /** Nobody decides on their own change, nor reviews it. */
    public boolean isOf(Caller caller) {
        return requestedBy.equals(caller.id());
    }

    /** Ours. */
    public Path path() {
        return Path.of("/changes").segment(changeRequestId).with("client", client);
    }

    /** A page or a deed below it. */
    public String at(String below) {
        return Path.of("/changes")
                .segment(changeRequestId)
                .segment(below)
                .with("client", client)
                .text();
    }

    /** The gateway's. */
    Path api() {
        return Path.of("/api/cab/requests").segment(changeRequestId);
    }
}
