package dev.infrahub.console.operations;

import dev.infrahub.console.remote.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request that was accepted, and how it stands. */
public record Operation(
        String id,
        String kind,
        String client,
        @Nullable String requestedBy,
        String status,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable JsonNode result,
        @Nullable Failure failure) {

    /** Why there is no answer. */
    public record Failure(String code, String detail, boolean retryable) {

        /** As it would have been answered with, had somebody waited. */
        public Problem problem() {
            return new Problem(retryable ? 503 : 422, code, detail, null, null, null);
        }
    }

    public boolean isGoing() {
        return status.equals("accepted");
    }

    public boolean isFailed() {
        return status.equals("failed");
    }

    /** As part of a class's name. */
    public String tone() {
        return isFailed() ? "bad" : isGoing() ? "going" : "good";
    }

    /** A shape beside the colour. */
    public String shape() {
        return isFailed() ? "✕" : isGoing() ? "…" : "✓";
    }
}
