package dev.infrahub.console.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** Forms that were sent, of those whose deed the gateway would do again. */
public final class SentForms {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST = 10_000;

    private final Cache<String, Boolean> sent =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    /** Whether it was not sent before. From now on it was. */
    public boolean isFirst(String form) {
        return sent.asMap().putIfAbsent(form, true) == null;
    }
}
