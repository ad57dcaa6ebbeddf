package dev.infrahub.gateway.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.web.problems.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * How often a credential may ask, and how often an address may try with a bad one, in a minute; a minute's worth may come at
 * once. Each gateway instance counts for itself.
 */
final class RateLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;

    private final int perCaller;
    private final int failuresPerAddress;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .maximumSize(REMEMBERED)
            .build();
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .expireAfterWrite(MINUTE)
            .maximumSize(REMEMBERED)
            .build();

    RateLimits(int perCaller, int failuresPerAddress) {
        this.perCaller = perCaller;
        this.failuresPerAddress = failuresPerAddress;
    }

    /** @throws Problem 429 with the time to wait */
    void count(Caller caller) {
        int perMinute = caller.requestsPerMinute().orElse(perCaller);
        ConsumptionProbe probe = bucket(
                        caller.through().orElse(caller.id()) + "/" + caller.id() + "/" + perMinute, perMinute)
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany("This credential may ask " + perMinute + " times a minute.", probe.getNanosToWaitForRefill());
        }
    }

    /**
     * What an address that came without a good credential is told: so, or, after too many of them, to wait. Those who share
     * the address and have one are not kept out.
     */
    Problem refusal(String address, Problem unauthenticated) {
        ConsumptionProbe probe =
                bucket("address:" + address, failuresPerAddress).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? unauthenticated
                : tooMany("Too many requests without a good credential.", probe.getNanosToWaitForRefill());
    }

    /** Whether this is the first refusal in a minute: a flood of refusals is one line of the audit trail, not a flood. */
    boolean isNews(String who) {
        return told.asMap().putIfAbsent(who, true) == null;
    }

    private Bucket bucket(String key, int perMinute) {
        return buckets.get(
                key,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                        .build());
    }

    private static Problem tooMany(String why, long nanos) {
        return Problem.of(429, "rate.limited", why)
                .retryAfter(Duration.ofNanos(nanos).plusSeconds(1));
    }
}
