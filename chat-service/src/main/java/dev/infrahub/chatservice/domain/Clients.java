package dev.infrahub.chatservice.domain;

import java.util.List;

/**
 * Whose documents somebody may be told of.
 *
 * @param isAll everybody's
 * @param names else theirs; of none nothing
 */
public record Clients(boolean isAll, List<String> names) {

    public Clients {
        names = List.copyOf(names);
    }
}
