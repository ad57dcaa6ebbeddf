package dev.infrahub.gateway.access;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.OneOf;
import dev.infrahub.http.constraints.Text;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An API key to make. Nobody can give what they do not have.
 *
 * @param name what the key is for
 * @param clients their names; {@code *} for all of them
 * @param scopes narrow what the role allows; all of it where there are none
 */
record NewKey(
        @NotNull @Text(max = 100) String name,

        @NotNull @OneOf({"ci", "engineer", "approver", "auditor", "admin"})
        String role,

        @NotEmpty List<String> clients,
        @Nullable List<String> scopes,
        @Nullable Instant expiresAt,

        @Min(value = 1, message = "takes 1 or more") @Nullable
        Integer requestsPerMinute) {

    /** @throws Problem 422 that names the member, 403 for a key that may more than the caller */
    ApiKey key(KeySecret secret, Caller caller, KeyRules rules, Instant now) {
        Role given = Role.of(role).orElseThrow();
        ApiKey key = new ApiKey(
                UUID.randomUUID(),
                name,
                secret.prefix(),
                given,
                scopesOf(given),
                named(),
                rules.limit(requestsPerMinute, caller),
                now,
                caller.id(),
                caller.through(),
                expiry(caller, rules, now),
                Optional.empty(),
                Optional.empty());
        if (!caller.permissions().containsAll(key.permissions())) {
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

    private Set<Permission> scopesOf(Role given) {
        Set<Permission> allowed = EnumSet.noneOf(Permission.class);
        for (String scope : Objects.requireNonNullElse(scopes, List.<String>of())) {
            allowed.add(Permission.of(scope)
                    .filter(given.permissions()::contains)
                    .orElseThrow(() -> Problem.invalid(
                            "scopes",
                            "takes scopes of the role: "
                                    + given.permissions().stream()
                                            .map(Permission::scope)
                                            .collect(Collectors.joining(", ")))));
        }
        return allowed;
    }

    private Clients named() {
        try {
            return Clients.of(clients);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Problem.invalid(
                    "clients", "takes names of letters, digits, dots, hyphens and underscores, or [\"*\"]");
        }
    }

    private Optional<Instant> expiry(Caller caller, KeyRules rules, Instant now) {
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            throw Problem.invalid("expiresAt", "takes an instant to come");
        }
        return rules.expiry(expiresAt, caller, now);
    }
}
