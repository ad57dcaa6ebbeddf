package dev.infrahub.gateway.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that the gateway published or heard; nothing of what it says.
 *
 * @param at when that was kept
 * @param id the CloudEvents id
 * @param client whose it is; empty where it is of none, or starts something that no request of a client asked for
 * @param operationId of the accepted request that it belongs to
 * @param traceId of the trace that it is part of, as in logs
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record EventLine(
        Instant at,
        String topic,
        UUID id,
        Optional<String> client,
        Optional<UUID> operationId,
        Optional<String> traceId) {}
