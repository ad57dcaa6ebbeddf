package dev.infrahub.quantumapilocal.web.calls;

import dev.infrahub.http.Problem;
import dev.infrahub.http.RateLimits;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.ApiKey;
import dev.infrahub.quantumapilocal.store.ApiKeys;
import dev.infrahub.quantumapilocal.store.Database;
import java.time.Clock;

/** Knows who calls, and what they may do. */
public final class AccessControl {

    private final Database database;
    private final Clock clock;
    private final RateLimits rateLimits = new RateLimits();

    public AccessControl(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @throws Problem 401 without a credential that is known, not revoked and not expired */
    ApiKey authenticate(Call<?> call) {
        return call.credential()
                .map(ApiKey::hash)
                .flatMap(hash -> database.alone(transaction -> ApiKeys.findByHash(transaction, hash)))
                .filter(key -> key.isGood(clock.instant()))
                .orElseThrow(() -> Problem.of(
                        401, "unauthorized", "Send a valid API key as X-Api-Key, or as Authorization: Bearer."));
    }

    /** @throws Problem 403 from a wrong address or without the scope, 429 when it called too often */
    void authorize(ApiKey key, Action action, Call<?> call) {
        checkAddress(key, call);
        checkRate(key);
        if (!key.scopes().contains(action.scope())) {
            throw lacks(action.scope().text());
        }
    }

    private static void checkAddress(ApiKey key, Call<?> call) {
        boolean allowed = key.allowedCidrs().isEmpty()
                || call.client()
                        .filter(address -> key.allowedCidrs().stream().anyMatch(block -> block.contains(address)))
                        .isPresent();
        if (!allowed) {
            throw Problem.of(403, "address_not_allowed", "This API key is not taken from your address.");
        }
    }

    private void checkRate(ApiKey key) {
        key.rateLimitPerMinute()
                .ifPresent(limit -> rateLimits.count(key.id().toString(), limit).ifPresent(wait -> {
                    throw RateLimits.tooMany("This API key is for " + limit + " calls a minute.", wait);
                }));
    }

    /** 403 that names the scope. */
    public static Problem lacks(String scope) {
        return Problem.of(403, "insufficient_scope", "This API key lacks the scope " + scope + ".")
                .with("requiredScope", scope);
    }
}
