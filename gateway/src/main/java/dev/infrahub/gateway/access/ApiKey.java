package dev.infrahub.gateway.access;

import dev.infrahub.gateway.clients.Clients;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * A machine's credential, without the secret.
 *
 * @param prefix the first characters of the secret, to tell keys apart
 * @param scopes narrow what the role allows; empty for all of it
 */
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        Role role,
        Set<Permission> scopes,
        Clients clients,
        OptionalInt requestsPerMinute,
        Instant createdAt,
        String createdBy,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    public boolean isUsable(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }

    /** Who presents this key. */
    public Caller caller() {
        Set<Permission> permissions = role.permissions();
        if (!scopes.isEmpty()) {
            permissions.retainAll(scopes);
        }
        return new Caller(
                Caller.MACHINE + id, name, Set.of(role), permissions, clients, Optional.empty(), requestsPerMinute);
    }
}
