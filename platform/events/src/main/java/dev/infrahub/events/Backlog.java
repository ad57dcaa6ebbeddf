package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;

/** How many events wait for Kafka, looked up once a second: a metric, and the point where a service stops accepting. */
final class Backlog {

    private final Lookups lookups;
    private final int limit;
    private volatile long pending;

    Backlog(Lookups lookups, int limit, MeterRegistry meters) {
        this.lookups = lookups;
        this.limit = limit;
        Gauge.builder("hub.outbox.pending", () -> pending)
                .description("Events committed and not yet on Kafka")
                .register(meters);
    }

    /** @throws Fault.Unavailable when too many events wait already */
    void requireRoom() {
        if (pending > limit) {
            throw new Fault.Unavailable(
                    "outbox.full", "More than " + limit + " events wait for Kafka; nothing more is accepted.");
        }
    }

    /** @throws Outage when Postgres is away; what is known stays as it is */
    void measure() {
        pending = lookups.first(Outbox.count(limit + 1), row -> Objects.requireNonNull(row.get(0, Long.class)))
                .orElseThrow();
    }
}
