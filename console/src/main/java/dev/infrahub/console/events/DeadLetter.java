package dev.infrahub.console.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a service gave up on, as {@code GET /api/dead-letters} tells it. */
public record DeadLetter(
        Instant at,
        String topic,
        int partition,
        @Nullable Long offset,
        String place,
        @Nullable String service,
        @Nullable String code,
        @Nullable String id,
        @Nullable String operationId,
        @Nullable String traceId) {

    /** Where it was; as in logs. */
    public String origin() {
        return topic + "/" + partition + (offset == null ? "" : "/" + offset);
    }
}
