package dev.infrahub.gateway.operations;

import dev.infrahub.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many operations of each credential are under way: accepted by this gateway, and not settled. What a worker does not answer
 * counts for a while and no longer, so that whoever waits out an outage is taken again.
 */
public final class UnderWay {

    static final Duration COUNTED_FOR = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final int most;
    private final InstantSource clock;

    /** The oldest first. */
    private final Map<UUID, Begun> begun = new LinkedHashMap<>();

    private final Map<String, Integer> counts = new HashMap<>();

    private record Begun(String credential, Instant at) {}

    /** @param most operations of one credential */
    public UnderWay(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** @throws Problem 429 {@code share.operations} where it would be one too many */
    synchronized void begin(UUID operation, String credential) {
        forgetOld();
        if (counts.getOrDefault(credential, 0) >= most) {
            throw Problem.of(
                            429,
                            "share.operations",
                            "%d operations of this credential are under way; send it again when some of them are answered."
                                    .formatted(most))
                    .retryAfter(PAUSE);
        }
        begun.put(operation, new Begun(credential, clock.instant()));
        counts.merge(credential, 1, Integer::sum);
    }

    /** Without effect for one that does not count. */
    synchronized void end(UUID operation) {
        forget(begun.remove(operation));
    }

    private void forgetOld() {
        Instant before = clock.instant().minus(COUNTED_FOR);
        Iterator<Begun> oldest = begun.values().iterator();
        while (oldest.hasNext()) {
            Begun one = oldest.next();
            if (one.at().isAfter(before)) {
                return;
            }
            oldest.remove();
            forget(one);
        }
    }

    private void forget(@Nullable Begun one) {
        if (one != null) {
            counts.computeIfPresent(one.credential(), (_, count) -> count == 1 ? null : count - 1);
        }
    }
}
