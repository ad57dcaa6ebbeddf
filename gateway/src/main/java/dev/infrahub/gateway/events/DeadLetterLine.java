package dev.infrahub.gateway.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a service gave up on.
 *
 * @param at when it was given up
 * @param topic where it was
 * @param partition where it was
 * @param offset where it was
 * @param place where it is kept with all it said: {@code topic/partition/offset}
 * @param service which gave it up
 * @param code why, for programs; {@code internal} is a bug, which the service's log tells
 * @param id the CloudEvents id
 * @param operationId of the accepted request that it belongs to
 * @param traceId of the trace that it is part of, as in logs
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DeadLetterLine(
        Instant at,
        String topic,
        int partition,
        Optional<Long> offset,
        String place,
        Optional<String> service,
        Optional<String> code,
        Optional<UUID> id,
        Optional<UUID> operationId,
        Optional<String> traceId) {}
