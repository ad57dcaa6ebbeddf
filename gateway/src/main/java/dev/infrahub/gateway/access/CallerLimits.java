package dev.infrahub.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RateLimits;
import java.time.Duration;

/** How often a credential may ask, and how often an address may try with a bad one. */
public final class CallerLimits {

    private static final int REMEMBERED = 100_000;

    private final int perCaller;
    private final int failuresPerAddress;
    private final RateLimits limits = new RateLimits();
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(REMEMBERED)
            .build();

    public CallerLimits(int perCaller, int failuresPerAddress) {
        this.perCaller = perCaller;
        this.failuresPerAddress = failuresPerAddress;
    }

    /** @throws Problem 429 with the time to wait */
    public void count(Caller caller) {
        int perMinute = caller.requestsPerMinute().orElse(perCaller);
        limits.count(caller.through().orElse(caller.id()) + "/" + caller.id(), perMinute)
                .ifPresent(wait -> {
                    throw RateLimits.tooMany("This credential may ask " + perMinute + " times a minute.", wait);
                });
    }

    /**
     * What an address that came without a good credential is told: so, or, after too many of them, to wait. Those who share
     * the address and have one are not kept out.
     */
    public Problem refusal(String address, Problem unauthenticated) {
        return limits.count("address:" + address, failuresPerAddress)
                .map(wait -> RateLimits.tooMany("Too many requests without a good credential.", wait))
                .orElse(unauthenticated);
    }

    /** Whether this is the first refusal in a minute: a flood of refusals is one line of the audit trail, not a flood. */
    boolean isNews(String who) {
        return told.asMap().putIfAbsent(who, true) == null;
    }
}
