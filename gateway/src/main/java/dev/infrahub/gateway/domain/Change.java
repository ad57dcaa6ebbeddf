package dev.infrahub.gateway.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change request as the cab-signer told it last.
 *
 * @param changeRequestId given by the caller, such as an ITSM number, or made by the hub
 * @param state pending, approved, rejected, expired or implemented
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
        Instant updatedAt) {

    /** Which change requests a list shows; the newest first. */
    public record Filter(
            Optional<String> client,
            Optional<String> module,
            Optional<String> state,
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
