package dev.infrahub.console.remote;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who a credential proves, as {@code GET /api/me} says. */
public record Caller(
        String id,
        String name,
        Set<String> permissions,
        Set<String> clients,
        @Nullable Instant expiresAt) {

    public Caller {
        permissions = Set.copyOf(permissions);
        clients = Set.copyOf(clients);
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    public boolean isOfAllClients() {
        return clients.contains("*");
    }
}
