package dev.infrahub.console.remote;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param next the query that leads on, as the gateway's {@code Link} says; empty at the end
 */
public record Listed<T>(List<T> items, Optional<String> next) {

    public Listed {
        items = List.copyOf(items);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }
}
