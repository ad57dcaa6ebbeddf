package dev.infrahub.events;

import java.time.Duration;
import java.util.Optional;

/** How long one event is tried again, and with what pauses: each is twice the one before. */
final class Patience {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /**
     * @param firstPause before an event is tried again
     * @param away how long it is tried while a dependency is away, pauses taken together
     * @param bug how long after anything else that may pass
     */
    record Limits(Duration firstPause, Duration away, Duration bug) {

        Patience fresh() {
            return new Patience(this);
        }
    }

    private final Limits limits;
    private Duration next;
    private Duration waited = Duration.ZERO;

    private Patience(Limits limits) {
        this.limits = limits;
        this.next = limits.firstPause();
    }

    /** The pause before the next try; empty where there is none. */
    Optional<Duration> pause(Reason reason) {
        if (reason.hopeless() || (!reason.outage() && waited.compareTo(limit(reason)) >= 0)) {
            return Optional.empty();
        }
        Duration pause = next;
        next = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        if (!reason.outage()) {
            waited = waited.plus(pause);
        }
        return Optional.of(pause);
    }

    private Duration limit(Reason reason) {
        return reason.away() ? limits.away() : limits.bug();
    }
}
