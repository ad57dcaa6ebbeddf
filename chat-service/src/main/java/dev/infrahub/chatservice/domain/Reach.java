package dev.infrahub.chatservice.domain;

import java.util.Set;

/**
 * What a reader may be told of. Whatever is looked up is looked up within it.
 *
 * @param clients those that the reader may read; of no account where it may read all
 * @param permissions as the gateway names them
 */
public record Reach(boolean allClients, Set<String> clients, Set<String> permissions) {

    public Reach {
        clients = Set.copyOf(clients);
        permissions = Set.copyOf(permissions);
        if (clients.stream().anyMatch(client -> client.equals("*") || client.indexOf('\n') >= 0)) {
            throw new IllegalArgumentException("clients are names");
        }
    }

    public boolean may(Kind kind) {
        return permissions.contains(kind.permission());
    }

    public boolean reads(String client) {
        return allClients || clients.contains(client);
    }
}
