package dev.infrahub.quantumapilocal.web.access;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Counts calls by credential and minute, in the memory of this instance. */
final class RateLimits {

    private static final long SECONDS = 60;

    private final Map<UUID, Minute> minutes = new ConcurrentHashMap<>();

    private record Minute(long number, int calls) {}

    /** Counts a call; false when the minute already had as many as the limit. */
    boolean admits(UUID apiKey, int limit, Instant now) {
        long number = now.getEpochSecond() / SECONDS;
        Minute counted = minutes.merge(
                apiKey,
                new Minute(number, 1),
                (before, _) -> before.number == number ? new Minute(number, before.calls + 1) : new Minute(number, 1));
        return counted.calls <= limit;
    }

    /** Seconds until the next minute begins. */
    static long secondsLeft(Instant now) {
        return SECONDS - now.getEpochSecond() % SECONDS;
    }
}
