package dev.infrahub.gateway.operations;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.gateway.access.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One accepted request.
 *
 * @param requestedBy the {@link Caller#id}; empty for what was asked before callers were known
 * @param requestHash tells a repeat from another request under the same key: see {@link RequestHash}; empty for what was
 *     asked before there were hashes
 * @param viewId of the view that answers it, where one does
 * @param facts of the event that answered it, as JSON; once completed
 * @param failure why it failed, once failed
 */
public record Operation(
        UUID id,
        OperationKind kind,
        String client,
        Optional<String> requestedBy,
        OperationStatus status,
        Optional<String> requestHash,
        Optional<String> viewId,
        Optional<String> facts,
        Optional<Failure> failure,
        Instant createdAt,
        Optional<Instant> completedAt) {

    /** Why an operation failed; {@code retryable} when the same request may work later. */
    public record Failure(String code, String detail, boolean retryable, RefusalKind kind) {}

    /** Whether a request under the same key asks for the same. */
    boolean isOf(OperationKind asked, String hash) {
        return kind == asked && requestHash.map(hash::equals).orElse(true);
    }

    /** Whether what came of it is shown to the caller, or only that it is there and how it stands. */
    boolean isShownTo(Caller caller) {
        return kind.isShownTo(caller, requestedBy.filter(caller.id()::equals).isPresent());
    }

    public boolean isCompleted() {
        return status == OperationStatus.COMPLETED;
    }
}
