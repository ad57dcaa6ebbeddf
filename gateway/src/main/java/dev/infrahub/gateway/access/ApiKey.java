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
 * @param createdBy the {@link Caller#id} of its maker
 * @param createdThrough the {@link Caller#through} of its maker
 * @param requestsPerMinute how often it, and what was made by it, may ask together
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
        Optional<String> createdThrough,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    public boolean isUsable(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }

    /** What the role allows, and the scopes leave of it. */
    Set<Permission> permissions() {
        Set<Permission> permissions = role.permissions();
        if (!scopes.isEmpty()) {
            permissions.retainAll(scopes);
        }
        return permissions;
    }

    /** The {@link Caller#id} of who presents it. */
    String callerId() {
        return Caller.MACHINE + id;
    }

    boolean is(Role wanted) {
        return role == wanted || role == Role.ADMIN;
    }

    Optional<Limit> limit() {
        return requestsPerMinute.isPresent()
                ? Optional.of(new Limit(callerId(), requestsPerMinute.getAsInt()))
                : Optional.empty();
    }
}
