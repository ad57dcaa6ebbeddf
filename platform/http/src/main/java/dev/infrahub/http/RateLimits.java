package dev.infrahub.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;

/**
 * How often somebody may ask in a minute; a minute's worth may come at once. Each instance of a service counts for itself.
 */
public final class RateLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;

    private final Cache<Bound, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .maximumSize(REMEMBERED)
            .build();

    private record Bound(String who, int perMinute) {}

    /**
     * Counts a request.
     *
     * @return how long to wait, where it is one too many
     */
    public Optional<Duration> count(String who, int perMinute) {
        ConsumptionProbe probe =
                buckets.get(new Bound(who, perMinute), RateLimits::bucket).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
    }

    /** What was counted does not count after all. */
    public void giveBack(String who, int perMinute) {
        Bucket bucket = buckets.getIfPresent(new Bound(who, perMinute));
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    private static Bucket bucket(Bound bound) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(bound.perMinute()).refillGreedy(bound.perMinute(), MINUTE))
                .build();
    }

    /** 429 {@code rate.limited}. */
    public static Problem tooMany(String why, Duration wait) {
        return Problem.of(429, "rate.limited", why).retryAfter(wait);
    }
}
