package dev.infrahub.gateway.web.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.gateway.domain.ApiKey;
import dev.infrahub.gateway.domain.KeySecret;
import dev.infrahub.gateway.domain.Permission;
import dev.infrahub.gateway.store.ApiKeys;
import dev.infrahub.gateway.store.AuditTrail;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** API keys: made, listed, revoked. */
@RestController
@Tag(name = "API keys", description = "Credentials of machines")
public class KeysController {

    private final ApiKeys keys;
    private final AuditTrail audit;
    private final Clock clock;

    KeysController(ApiKeys keys, AuditTrail audit, Clock clock) {
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

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
                    key.caller().permissions().stream()
                            .map(Permission::scope)
                            .sorted()
                            .toList(),
                    List.copyOf(key.clients().written()),
                    key.requestsPerMinute().isPresent()
                            ? key.requestsPerMinute().getAsInt()
                            : null,
                    key.createdAt(),
                    key.createdBy(),
                    key.expiresAt().orElse(null),
                    key.lastUsedAt().orElse(null),
                    key.revokedAt().orElse(null));
        }
    }

    /** What a key is made of, for OpenAPI. */
    record KeyWish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String role,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<String> clients,

            @Nullable List<String> scopes,
            @Nullable Instant expiresAt,
            @Nullable Integer requestsPerMinute) {}

    @PostMapping("/api/keys")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = KeyWish.class)))
    Mono<ResponseEntity<KeyJson>> create(@RequestBody JsonNode body, Access access, ServerWebExchange exchange) {
        KeySecret secret = KeySecret.random();
        ApiKey key = new KeyRequest(body).key(secret, access.caller(), clock.instant());
        return keys.add(
                        key,
                        secret,
                        Refusals.allowed(
                                exchange, access.caller(), 201, key.id().toString()))
                .map(made -> ResponseEntity.created(URI.create("/api/keys/" + made.id()))
                        .body(KeyJson.of(made, secret)));
    }

    @GetMapping("/api/keys")
    Flux<KeyJson> list(Access access, ServerWebExchange exchange) {
        return audit.add(Refusals.allowed(exchange, access.caller(), 200, "all"))
                .thenMany(keys.list(access.caller().clients()))
                .map(key -> KeyJson.of(key, null));
    }

    @DeleteMapping("/api/keys/{id}")
    Mono<ResponseEntity<Void>> revoke(@PathVariable String id, Access access, ServerWebExchange exchange) {
        UUID key = QueryParameters.uuid("id", id);
        return keys.revoke(
                        key,
                        access.caller().clients(),
                        access.caller().id(),
                        Refusals.allowed(exchange, access.caller(), 204, key.toString()))
                .switchIfEmpty(Mono.error(() -> Problem.of(404, "key.unknown", "There is no key with this id in use.")
                        .field("id")))
                .map(_ -> ResponseEntity.noContent().build());
    }
}
