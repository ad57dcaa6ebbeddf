package dev.infrahub.cabsigner.domain;

import dev.infrahub.ssh.EntityRef;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an SSH certificate.
 *
 * @param entity that is logged in to; null where none is named
 * @param principals the accounts that are wanted; empty for all that the rules give
 * @param ttl how long it is to be good, from {@code requestedAt} on
 * @param requestedAt to the millisecond
 */
public record SshRequest(
        String client,
        @Nullable EntityRef entity,
        List<String> principals,
        SshPublicKey publicKey,
        SshAlgorithm algorithm,
        Duration ttl,
        String reason,
        @Nullable String changeRequestId,
        String requestedBy,
        SortedSet<String> roles,
        Instant requestedAt) {

    public SshRequest {
        principals = List.copyOf(principals);
    }

    /** The change it is for, where it is for one. */
    public Optional<ChangeKey> change() {
        return Optional.ofNullable(changeRequestId).map(id -> new ChangeKey(client, id));
    }

    /** The entity's reference; null where none is named. */
    public @Nullable String entityRef() {
        return entity == null ? null : entity.text();
    }
}
