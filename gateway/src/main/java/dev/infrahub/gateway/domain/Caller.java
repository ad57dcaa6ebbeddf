package dev.infrahub.gateway.domain;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whoever sent a request, as its credential proves.
 *
 * @param id never given to anybody else: {@code key:} and an API key's id, or {@code user:} and issuer and subject
 * @param name for people
 * @param through the id of the API key through which a user's token came, such as that of Backstage's backend
 * @param requestsPerMinute this credential's own limit
 */
public record Caller(
        String id,
        String name,
        Set<Permission> permissions,
        Clients clients,
        Optional<String> through,
        OptionalInt requestsPerMinute) {

    /** What the ids of API keys begin with. */
    static final String MACHINE = "key:";

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** Whether no person stands behind the credential. */
    public boolean isMachine() {
        return id.startsWith(MACHINE);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** The user as an application passes them on: what both may, for clients of both, within the application's limit. */
    public Caller through(Caller application) {
        Set<Permission> both = permissions.stream()
                .filter(application::may)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
        return new Caller(
                id,
                name,
                both,
                clients.and(application.clients()),
                Optional.of(application.id()),
                application.requestsPerMinute());
    }
}
