package dev.infrahub.quantumapilocal.web.apikeys;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.ApiKey;
import dev.infrahub.quantumapilocal.domain.Cidr;
import dev.infrahub.quantumapilocal.domain.Scope;
import dev.infrahub.quantumapilocal.store.ApiKeys;
import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.web.calls.AccessControl;
import dev.infrahub.quantumapilocal.web.calls.Answer;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Name;
import dev.infrahub.quantumapilocal.web.calls.Resource;
import dev.infrahub.quantumapilocal.web.contract.Described;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Credentials. One is shown when it is made, and never again. */
@RestController
@RequestMapping(Calls.BASE + "/apikeys")
@Tag(name = "API keys")
public class ApiKeysController {

    private static final int MOST_CALLS_A_MINUTE = 1_000_000;

    private final Calls calls;
    private final SecureRandom random;

    public ApiKeysController(Calls calls, SecureRandom random) {
        this.calls = calls;
        this.random = random;
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

    record NewApiKey(
            @NotNull @Name String name,
            @NotEmpty Set<Scope> scopes,
            Optional<Instant> expiresAt,
            Optional<
                            @Min(value = 1, message = "is less than 1")
                            @Max(value = MOST_CALLS_A_MINUTE, message = "is more than 1000000") Integer>
                    rateLimitPerMinute,

            @Size(max = 100, message = "are more than 100") @Nullable
            List<Cidr> allowedCidrs) {}

    @Described(value = "Make an API key; it is shown once", status = 201, answers = ApiKeyJson.class)
    @PostMapping
    ResponseEntity<byte[]> create(Call<NewApiKey> call) {
        return calls.handle(call, Action.API_KEY_CREATE, (transaction, attempt) -> {
            NewApiKey asked = attempt.body();
            // a credential cannot make a mightier one
            asked.scopes().stream()
                    .filter(scope -> !attempt.caller().scopes().contains(scope))
                    .findFirst()
                    .ifPresent(scope -> {
                        throw AccessControl.lacks(scope.text()).field("scopes");
                    });
            String credential = ApiKey.draw(random);
            ApiKey key = new ApiKey(
                    UUID.randomUUID(),
                    asked.name(),
                    ApiKey.prefix(credential),
                    Set.copyOf(asked.scopes()),
                    asked.expiresAt().map(this::inFuture),
                    asked.rateLimitPerMinute(),
                    asked.allowedCidrs() == null ? List.of() : asked.allowedCidrs(),
                    calls.now(),
                    Optional.empty());
            ApiKeys.add(transaction, key, ApiKey.hash(credential));
            attempt.about(Resource.API_KEY, key.id());
            return Answer.created(ApiKeyJson.of(key, credential));
        });
    }

    private Instant inFuture(Instant time) {
        if (!time.isAfter(calls.now())) {
            throw Problem.invalid("expiresAt", "is over already");
        }
        return time;
    }

    @Described(
            value = "List API keys",
            answers = Page.class,
            query = {"limit", "offset"})
    @GetMapping
    ResponseEntity<byte[]> list(Call<?> call) {
        return calls.handle(call, Action.API_KEY_LIST, (transaction, _) -> {
            Page<ApiKey> page = ApiKeys.list(transaction, call.window());
            return Answer.ok(new Page<>(
                    page.data().stream().map(key -> ApiKeyJson.of(key, null)).toList(), page.total()));
        });
    }

    @Described(value = "Revoke an API key", status = 204)
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> revoke(Call<?> call) {
        return calls.handle(call, Action.API_KEY_REVOKE, (transaction, attempt) -> {
            UUID id = attempt.id(Resource.API_KEY);
            if (!ApiKeys.revoke(transaction, id, calls.now())) {
                throw Resource.API_KEY.missing();
            }
            return Answer.noContent();
        });
    }
}
