package dev.infrahub.gateway.operations;

import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.clients.Clients;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and what may be told.
 *
 * @param clients none where all may be told of
 */
public record Reader(String name, boolean allClients, List<String> clients, List<String> permissions) {

    /** @param client the only one that is to be told of; all of the caller's where it is null */
    public static Reader of(Asking asking, @Nullable String client) {
        Clients told = client == null ? asking.clients() : asking.clients().and(Clients.of(client));
        boolean isAll = told instanceof Clients.All;
        return new Reader(
                asking.caller().id(),
                isAll,
                isAll ? List.of() : List.copyOf(told.written()),
                asking.caller().permissions().stream()
                        .map(Permission::scope)
                        .sorted()
                        .toList());
    }
}
