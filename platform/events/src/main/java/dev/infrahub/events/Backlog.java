package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How many events wait for Kafka, looked up once a second: a metric, and the point where a service stops accepting. */
final class Backlog implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Backlog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ConnectionFactory connections;
    private final int limit;
    private final Disposable.Swap measuring = Disposables.swap();
    private volatile long pending;

    Backlog(ConnectionFactory connections, int limit, MeterRegistry meters) {
        this.connections = connections;
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

    @Override
    public void start() {
        measuring.update(Flux.interval(INTERVAL)
                .onBackpressureDrop()
                .concatMap(_ -> measure().onErrorResume(failure -> {
                    log.debug("backlog unknown: {}", failure.toString());
                    return Mono.empty();
                }))
                .subscribe(count -> pending = count));
    }

    private Mono<Long> measure() {
        return Mono.usingWhen(
                connections.create(),
                connection -> Sql.query(
                                connection,
                                Outbox.count(limit + 1),
                                row -> Objects.requireNonNull(row.get(0, Long.class)))
                        .single(),
                Connection::close);
    }

    @Override
    public void stop() {
        measuring.dispose();
    }

    @Override
    public boolean isRunning() {
        return measuring.get() != null && !measuring.isDisposed();
    }
}
