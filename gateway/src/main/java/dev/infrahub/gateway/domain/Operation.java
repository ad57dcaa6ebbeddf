package dev.infrahub.gateway.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One accepted request.
 *
 * @param requestedBy the {@link Caller#id}; empty for what was asked before callers were known
 * @param requestHash what was asked, as a SHA-256 in hex: tells a repeat from another request under the same key
 * @param answer the JSON body of the answer, once completed
 * @param failure why it failed, once failed
 */
public record Operation(
        UUID id,
        OperationKind kind,
        String client,
        Optional<String> requestedBy,
        OperationStatus status,
        String requestHash,
        Optional<UUID> planId,
        Optional<String> answer,
        Optional<Failure> failure,
        Instant createdAt,
        Optional<Instant> completedAt) {

    /** Why an operation failed; {@code retryable} when the same request may work later. */
    public record Failure(String code, String detail, boolean retryable) {}
}
