package dev.infrahub.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Room of a service for events that wait outside their partition's order: one of their key failed, or their handler takes long. */
final class Parking {

    /** One key takes no more than this part of it. */
    private static final int SHARES = 10;

    private final int maxEvents;
    private final long maxBytes;
    private int events;
    private long bytes;

    Parking(int maxEvents, long maxBytes, MeterRegistry meters) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        Gauge.builder("hub.events.parked", this::events)
                .description("Events that wait because one of their key failed, or takes long")
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

    synchronized int events() {
        return events;
    }

    synchronized long bytes() {
        return bytes;
    }
}
