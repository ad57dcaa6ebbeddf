package dev.infrahub.gateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operation as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OperationJson(
        UUID id,
        String kind,
        String client,
        @Nullable String requestedBy,
        String status,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable String planId,
        @JsonRawValue @Nullable String result,
        @Nullable FailureJson failure) {

    record FailureJson(String code, String detail, boolean retryable) {}

    /** Of one whose answer is not for the caller: that it is there, and how it stands. */
    static OperationJson standing(Operation operation) {
        return new OperationJson(
                operation.id(),
                operation.kind().text(),
                operation.client(),
                null,
                operation.status().text(),
                operation.createdAt(),
                operation.completedAt().orElse(null),
                null,
                null,
                null);
    }

    /** @param result null in lists */
    static OperationJson of(Operation operation, @Nullable String result) {
        return new OperationJson(
                operation.id(),
                operation.kind().text(),
                operation.client(),
                operation.requestedBy().orElse(null),
                operation.status().text(),
                operation.createdAt(),
                operation.completedAt().orElse(null),
                operation.kind().isAboutPlan() ? operation.viewId().orElse(null) : null,
                result,
                operation
                        .failure()
                        .map(failure -> new FailureJson(failure.code(), failure.detail(), failure.retryable()))
                        .orElse(null));
    }
}
