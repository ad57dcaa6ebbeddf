package dev.infrahub.quantumapilocal.web.apikeys;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.ApiKey;
import dev.infrahub.quantumapilocal.domain.Cidr;
import dev.infrahub.quantumapilocal.domain.Scope;
import dev.infrahub.quantumapilocal.store.ApiKeys;
import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.web.access.Desk;
import dev.infrahub.quantumapilocal.web.access.Done;
import dev.infrahub.quantumapilocal.web.access.Door;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Fields;
import dev.infrahub.quantumapilocal.web.contract.Described;
import dev.infrahub.quantumapilocal.web.contract.Requests;
import dev.infrahub.quantumapilocal.web.problems.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Credentials. One is shown when it is made, and never again. */
@RestController
@RequestMapping(Calls.BASE + "/apikeys")
@Tag(name = "API keys")
public class ApiKeysController {

    private static final int MOST_CALLS_A_MINUTE = 1_000_000;
    private static final int MOST_BLOCKS = 100;

    private final Desk desk;
    private final SecureRandom random;
    private final JsonMapper json;

    public ApiKeysController(Desk desk, SecureRandom random, JsonMapper json) {
        this.desk = desk;
        this.random = random;
        this.json = json;
    }

    /** @param key the credential, in the answer that makes it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ApiKeyJson(
            UUID id,
            @Nullable String key,
            String name,
            String prefix,
            List<String> scopes,
            @Nullable Instant expiresAt,
            @Nullable Integer rateLimitPerMinute,
            List<String> allowedCidrs,
            Instant createdAt,
            @Nullable Instant revokedAt) {

        static ApiKeyJson of(ApiKey key, @Nullable String credential) {
            return new ApiKeyJson(
                    key.id(),
                    credential,
                    key.name(),
                    key.prefix(),
                    key.scopes().stream().sorted().map(Scope::text).toList(),
                    key.expiresAt().orElse(null),
                    key.rateLimitPerMinute().orElse(null),
                    key.allowedCidrs().stream().map(ApiKeys::text).toList(),
                    key.createdAt(),
                    key.revokedAt().orElse(null));
        }
    }

    @Described(
            value = "Make an API key; it is shown once",
            takes = Requests.NewApiKey.class,
            status = 201,
            answers = ApiKeyJson.class)
    @PostMapping
    ResponseEntity<byte[]> create(Call call) {
        return desk.handle(call, Action.API_KEY_CREATE, (transaction, caller) -> {
            Fields fields = call.fields(json);
            Set<Scope> scopes = scopes(fields);
            // a credential cannot make a mightier one
            scopes.stream()
                    .filter(scope -> !caller.scopes().contains(scope))
                    .findFirst()
                    .ifPresent(scope -> {
                        throw Door.lacks(scope.text()).field("scopes");
                    });
            String credential = ApiKey.draw(random);
            ApiKey key = new ApiKey(
                    UUID.randomUUID(),
                    fields.requiredName("name"),
                    ApiKey.prefix(credential),
                    scopes,
                    expiresAt(fields),
                    fields.number("rateLimitPerMinute", 1, MOST_CALLS_A_MINUTE),
                    allowedCidrs(fields),
                    desk.now(),
                    Optional.empty());
            ApiKeys.add(transaction, key, ApiKey.hash(credential));
            return Done.created(ApiKeyJson.of(key, credential)).to(resource(key.id()));
        });
    }

    private static Set<Scope> scopes(Fields fields) {
        return fields.requiredTexts("scopes").stream()
                .map(text -> Scope.of(text).orElseThrow(() -> Problem.invalid("scopes", "are of " + Scope.names())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Instant> expiresAt(Fields fields) {
        return fields.instant("expiresAt").map(time -> {
            if (!time.isAfter(desk.now())) {
                throw Problem.invalid("expiresAt", "is over already");
            }
            return time;
        });
    }

    private static List<Cidr> allowedCidrs(Fields fields) {
        List<String> blocks = fields.texts("allowedCidrs").orElse(List.of());
        if (blocks.size() > MOST_BLOCKS) {
            throw Problem.invalid("allowedCidrs", "are more than " + MOST_BLOCKS);
        }
        return blocks.stream()
                .map(text ->
                        Cidr.of(text).orElseThrow(() -> Problem.invalid("allowedCidrs", "are blocks like 10.0.0.0/8")))
                .toList();
    }

    @Described(
            value = "List API keys",
            answers = Page.class,
            query = {"limit", "offset"})
    @GetMapping
    ResponseEntity<byte[]> list(Call call) {
        return desk.handle(call, Action.API_KEY_LIST, (transaction, _) -> {
            Page<ApiKey> page = ApiKeys.list(transaction, call.window());
            return Done.ok(new Page<>(
                    page.data().stream().map(key -> ApiKeyJson.of(key, null)).toList(), page.total()));
        });
    }

    @Described(value = "Revoke an API key", status = 204)
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> revoke(Call call) {
        return desk.handle(call, Action.API_KEY_REVOKE, (transaction, _) -> {
            UUID id = call.id("API key");
            if (!ApiKeys.revoke(transaction, id, desk.now())) {
                throw Problem.notFound("API key").about(resource(id));
            }
            return Done.noContent().to(resource(id));
        });
    }

    private static String resource(UUID id) {
        return "apikey:" + id;
    }
}
