package dev.infrahub.console.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event that went through Kafka, as {@code GET /api/events} tells it. */
public record Event(
        Instant at,
        String topic,
        String id,
        @Nullable String client,
        @Nullable String operationId,
        @Nullable String traceId) {}
