package dev.infrahub.events;

import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * One event as a handler sees it.
 *
 * @param id the CloudEvents id: the same event delivered twice has the same id
 * @param key what stays in order
 * @param operation the accepted request this belongs to (header {@code correlation-id}); absent where nobody waits
 * @param isAnswer whether it settles that request (header {@code operation-relation})
 */
public record Event<T extends SpecificRecord>(
        UUID id, String key, Optional<UUID> operation, boolean isAnswer, T value) {

    /** The request that this settles. */
    public Optional<UUID> answered() {
        return operation.filter(_ -> isAnswer);
    }
}
