package dev.infrahub.gateway.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change request as the cab-signer told it last.
 *
 * @param changeRequestId given by the caller, such as an ITSM number, or made by the hub
 * @param state one of {@link ChangeState}
 * @param implementation null until it was applied
 * @param review null until the implementation was reviewed
 */
public record Change(
        String changeRequestId,
        String client,
        String module,
        @Nullable String environment,
        @Nullable UUID planId,
        String planHash,
        @Nullable String fingerprint,
        String riskLevel,
        String changeType,
        @Nullable String summary,
        @Nullable String prUrl,
        String requestedBy,
        String requestedByName,
        Instant requestedAt,
        String state,
        int approvalsNeeded,
        int approvalsGiven,
        Instant expiresAt,
        Instant updatedAt,
        @Nullable Implementation implementation,
        @Nullable Review review) {

    /**
     * How it was applied.
     *
     * @param outcome succeeded, failed or rolled-back
     */
    public record Implementation(
            String outcome,
            @Nullable String runUrl,
            @Nullable String comment,
            String reportedBy,
            String reportedByName,
            Instant reportedAt) {}

    /**
     * What the board said of the implementation.
     *
     * @param outcome successful, successful-with-issues or unsuccessful
     */
    public record Review(
            String outcome, @Nullable String comment, String reviewedBy, String reviewedByName, Instant reviewedAt) {}

    /** Which change requests a list shows; the newest first. */
    public record Filter(
            Optional<String> client,
            Optional<String> module,
            Optional<ChangeState> state,
            Optional<Instant> before,
            int limit) {}

    /**
     * Whether a plan is the one that was put before the board: the same change, or where one of them is text the same file.
     */
    public boolean isFor(String otherHash, @Nullable String otherFingerprint) {
        return (fingerprint == null || otherFingerprint == null)
                ? planHash.equals(otherHash)
                : fingerprint.equals(otherFingerprint);
    }
}
