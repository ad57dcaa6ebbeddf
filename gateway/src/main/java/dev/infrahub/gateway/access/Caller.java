package dev.infrahub.gateway.access;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.http.Problem;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whoever sent a request, as its credential proves.
 *
 * @param id never given to anybody else: {@code key:} and an API key's id, or {@code user:} and issuer and subject
 * @param name for people
 * @param roles for rules that ask who somebody is, beyond what they may; a key's role even where its scopes narrow it
 * @param proof how they proved it
 * @param through the id of the API key through which a user's token came, such as that of Backstage's backend
 * @param limits of the key, and of those that it was made by
 * @param expiresAt when the credential ends, where keys among what it is made of do
 */
public record Caller(
        String id,
        String name,
        Set<Role> roles,
        Set<Permission> permissions,
        Clients clients,
        Proof proof,
        Optional<String> through,
        List<Limit> limits,
        Optional<Instant> expiresAt) {

    /** What the ids of API keys begin with. */
    static final String MACHINE = "key:";

    /** Whoever has no credential. */
    public static final Caller NOBODY = new Caller(
            "nobody",
            "nobody",
            Set.of(),
            Set.of(),
            new Clients.Some(new TreeSet<>()),
            Proof.NONE,
            Optional.empty(),
            List.of(),
            Optional.empty());

    public Caller {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
        limits = List.copyOf(limits);
    }

    /** Whoever holds the link to something of a client, which is seen for this one question. */
    public static Caller ofLink(String to, String client) {
        return new Caller(
                "link:" + to,
                "holder of the link",
                Set.of(),
                Set.of(),
                Clients.of(client),
                Proof.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** @throws Problem 401 for {@link #NOBODY} */
    public Caller known() {
        if (equals(NOBODY)) {
            throw Problem.of(401, "credential.missing", "This needs a credential, or the link to it.");
        }
        return this;
    }

    /** Whether no person stands behind the credential. */
    public boolean isMachine() {
        return id.startsWith(MACHINE);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    private boolean is(Role role) {
        return roles.contains(role) || roles.contains(Role.ADMIN);
    }

    /**
     * The user as an application passes them on: what both may, in the roles of both (an admin has all of them), for clients
     * of both, within the application's limit.
     */
    public Caller through(Caller application) {
        Set<Permission> both = permissions.stream()
                .filter(application::may)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
        return new Caller(
                id,
                name,
                roles.stream().filter(application::is).collect(Collectors.toSet()),
                both,
                clients.and(application.clients()),
                proof.through(application.proof()),
                Optional.of(application.id()),
                application.limits(),
                Stream.concat(expiresAt.stream(), application.expiresAt.stream())
                        .min(Instant::compareTo));
    }
}
