package dev.infrahub.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** The one way to wait in tests. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private Eventually() {}

    /** Repeats the assertion until it holds. */
    public static void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .atMost(LIMIT)
                .untilAsserted(assertion);
    }

    /** The assertion holds all the while: for what must not happen. */
    public static void throughout(Duration span, Callable<Boolean> condition) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .pollInterval(POLL)
                .during(span)
                .atMost(span.plus(LIMIT))
                .until(condition);
    }
}
