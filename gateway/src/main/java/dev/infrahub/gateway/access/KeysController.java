package dev.infrahub.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** API keys: made, listed, revoked. */
@RestController
@Tag(name = "API keys", description = "Credentials of machines")
public record KeysController(ApiKeys keys, KeyRules rules, AuditTrail audit, Clock clock, Attempts attempts) {

    /** @param key the secret; only in the answer that made it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyJson(
            UUID id,
            @Nullable String key,
            String name,
            String prefix,
            String role,
            List<String> scopes,
            List<String> clients,
            @Nullable Integer requestsPerMinute,
            Instant createdAt,
            String createdBy,
            @Nullable String createdThrough,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {

        static KeyJson of(ApiKey key, @Nullable KeySecret secret) {
            return new KeyJson(
                    key.id(),
                    secret == null ? null : secret.text(),
                    key.name(),
                    key.prefix(),
                    key.role().text(),
                    key.permissions().stream().map(Permission::scope).sorted().toList(),
                    List.copyOf(key.clients().written()),
                    key.requestsPerMinute().isPresent()
                            ? key.requestsPerMinute().getAsInt()
                            : null,
                    key.createdAt(),
                    key.createdBy(),
                    key.createdThrough().orElse(null),
                    key.expiresAt().orElse(null),
                    key.lastUsedAt().orElse(null),
                    key.revokedAt().orElse(null));
        }
    }

    @PostMapping("/api/keys")
    @Needs(Permission.KEYS_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<KeyJson> create(@RequestBody NewKey body, Caller caller, ServerWebExchange exchange) {
        KeySecret secret = KeySecret.random();
        ApiKey key = body.key(secret, caller, rules, clock.instant());
        keys.add(key, secret, Refusals.allowed(exchange, caller, 201, key.id().toString()));
        attempts.keysChanged();
        return ResponseEntity.created(URI.create("/api/keys/" + key.id())).body(KeyJson.of(key, secret));
    }

    @GetMapping("/api/keys")
    @Needs(Permission.KEYS_WRITE)
    List<KeyJson> list(Caller caller, ServerWebExchange exchange) {
        audit.add(Refusals.allowed(exchange, caller, 200, "all"));
        return keys.list(caller.clients()).stream()
                .map(key -> KeyJson.of(key, null))
                .toList();
    }

    @DeleteMapping("/api/keys/{id}")
    @Needs(Permission.KEYS_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> revoke(@PathVariable String id, Caller caller, ServerWebExchange exchange) {
        UUID key = Parameters.uuid("id", id);
        if (!keys.revoke(key, caller.clients(), caller.id(), Refusals.allowed(exchange, caller, 204, key.toString()))) {
            throw Problem.of(404, "key.unknown", "There is no key with this id in use.")
                    .field("id");
        }
        return ResponseEntity.noContent().build();
    }
}
