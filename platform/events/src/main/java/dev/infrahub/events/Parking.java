package dev.infrahub.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;

/** Room of a service for events that wait because one of their key failed. */
final class Parking {

    /** One key takes no more than this part of it. */
    private static final int SHARES = 10;

    /** Of a thousand that waited for the same thing not all are worked on at once: there is memory for a few. */
    private static final int TRIES_AT_ONCE = 2;

    private final Semaphore turns = new Semaphore(TRIES_AT_ONCE, true);
    private final int maxEvents;
    private final long maxBytes;
    private int events;
    private long bytes;

    Parking(int maxEvents, long maxBytes, MeterRegistry meters) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        Gauge.builder("hub.events.parked", this::events)
                .description("Events that wait because one of their key failed")
                .register(meters);
        Gauge.builder("hub.events.parked.bytes", this::bytes)
                .description("What they take")
                .baseUnit("bytes")
                .register(meters);
    }

    /** What one key has of it. */
    static final class Share {
        private int events;
        private long bytes;
    }

    /** @return false where there is no room */
    synchronized boolean enter(Share share, long size) {
        if (events == maxEvents || bytes + size > maxBytes || exceedsShare(share, size)) {
            return false;
        }
        share.events++;
        share.bytes += size;
        events++;
        bytes += size;
        return true;
    }

    /** The first of a key may be as large as it is. */
    private boolean exceedsShare(Share share, long size) {
        return share.events > 0 && (share.events + 1 > maxEvents / SHARES || share.bytes + size > maxBytes / SHARES);
    }

    synchronized void leave(Share share, long size) {
        share.events--;
        share.bytes -= size;
        events--;
        bytes -= size;
    }

    /** All of a key, at once. */
    synchronized void clear(Share share) {
        events -= share.events;
        bytes -= share.bytes;
        share.events = 0;
        share.bytes = 0;
    }

    /** One try at a parked event, once it is its turn. */
    void inTurn(Runnable attempt) throws InterruptedException {
        turns.acquire();
        try {
            attempt.run();
        } finally {
            turns.release();
        }
    }

    synchronized int events() {
        return events;
    }

    synchronized long bytes() {
        return bytes;
    }
}
