package dev.infrahub.gateway.web.access;

import dev.infrahub.gateway.domain.ApiKey;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.KeySecret;
import dev.infrahub.gateway.domain.Permission;
import dev.infrahub.gateway.domain.Role;
import dev.infrahub.gateway.web.problems.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A wish for an API key, as JSON. Nobody can give what they do not have. */
record KeyRequest(JsonNode body) {

    private static final int NAME_LENGTH = 100;
    private static final int FASTEST = 1_000_000;

    /** @throws Problem 422 that names the member, 403 for a key that may more than the caller */
    ApiKey key(KeySecret secret, Caller caller, Instant now) {
        Role role = role();
        Set<Permission> scopes = scopes(role);
        ApiKey key = new ApiKey(
                UUID.randomUUID(),
                name(),
                secret.prefix(),
                role,
                scopes,
                clients(),
                requestsPerMinute(),
                now,
                caller.id(),
                expiry(now),
                Optional.empty(),
                Optional.empty());
        if (!caller.permissions().containsAll(key.caller().permissions())) {
            throw Problem.of(
                            403, "key.beyond_caller", "A key cannot be given permissions that its maker does not have.")
                    .field("role");
        }
        if (!caller.clients().containsAll(key.clients())) {
            throw Problem.of(
                            403, "client.forbidden", "A key cannot be given clients that its maker does not belong to.")
                    .field("clients");
        }
        return key;
    }

    private String name() {
        String name = body.path("name").asString("").strip();
        if (name.isEmpty() || name.length() > NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid("name", "what the key is for, in at most " + NAME_LENGTH + " characters");
        }
        return name;
    }

    private Role role() {
        return Role.of(body.path("role").asString(""))
                .orElseThrow(() -> invalid(
                        "role",
                        "one of " + Arrays.stream(Role.values()).map(Role::text).collect(Collectors.joining(", "))));
    }

    private Set<Permission> scopes(Role role) {
        Set<Permission> scopes = EnumSet.noneOf(Permission.class);
        for (String scope : strings("scopes")) {
            scopes.add(Permission.of(scope)
                    .filter(role.permissions()::contains)
                    .orElseThrow(() -> invalid(
                            "scopes",
                            "scopes of the role: "
                                    + role.permissions().stream()
                                            .map(Permission::scope)
                                            .collect(Collectors.joining(", ")))));
        }
        return scopes;
    }

    private Clients clients() {
        List<String> names = strings("clients");
        if (names.isEmpty()) {
            throw invalid("clients", "the names of the clients the key is for, or [\"*\"] for all of them");
        }
        try {
            return Clients.of(names);
        } catch (IllegalArgumentException e) {
            throw invalid("clients", "names of letters, digits, dots, hyphens and underscores, or [\"*\"]");
        }
    }

    private OptionalInt requestsPerMinute() {
        JsonNode limit = body.path("requestsPerMinute");
        if (limit.isMissingNode() || limit.isNull()) {
            return OptionalInt.empty();
        }
        if (!limit.isInt() || limit.asInt() < 1 || limit.asInt() > FASTEST) {
            throw invalid("requestsPerMinute", "1 to " + FASTEST);
        }
        return OptionalInt.of(limit.asInt());
    }

    private Optional<Instant> expiry(Instant now) {
        JsonNode expiry = body.path("expiresAt");
        if (expiry.isMissingNode() || expiry.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(expiry.asString("")))
                    .filter(now::isBefore)
                    .or(() -> {
                        throw invalid("expiresAt", "an instant to come");
                    });
        } catch (DateTimeParseException e) {
            throw invalid("expiresAt", "an instant like 2027-01-31T12:00:00Z");
        }
    }

    private List<String> strings(String member) {
        JsonNode values = body.path(member);
        boolean isList = values.isMissingNode() || values.isNull() || values.isArray();
        if (!isList || values.values().stream().anyMatch(value -> !value.isString())) {
            throw invalid(member, "a list of strings");
        }
        return values.values().stream().map(JsonNode::asString).toList();
    }

    private static Problem invalid(String member, String takes) {
        return Problem.of(422, "field.invalid", member + " takes " + takes + ".")
                .field(member);
    }
}
