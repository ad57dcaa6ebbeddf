package dev.infrahub.gateway.operations;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Hears from Postgres which operations were just settled, whichever gateway instance settled them. After a lost connection
 * it repeats what was settled in the meantime, so that nobody waits for an answer that is there. When the gateway stops nobody
 * is kept waiting: who waits is told where the answer will be.
 */
public final class SettledOperations implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SettledOperations.class);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration RECONNECT_SLOWEST = Duration.ofSeconds(5);

    private final PostgresqlConnectionFactory connections;
    private final Rows rows;
    private final Map<UUID, Watched> watched = new ConcurrentHashMap<>();
    private final Disposable.Swap listening = Disposables.swap();
    private volatile boolean stopping;

    public SettledOperations(ConnectionFactory connections, Rows rows) {
        this.connections = unwrap(connections);
        this.rows = rows;
    }

    /** An operation, and how many wait for it here. */
    private record Watched(CountDownLatch settled, int waiting) {

        Watched with(int more) {
            return new Watched(settled, waiting + more);
        }
    }

    private static PostgresqlConnectionFactory unwrap(ConnectionFactory factory) {
        Object current = factory;
        while (current instanceof Wrapped<?> wrapped && !(current instanceof PostgresqlConnectionFactory)) {
            current = wrapped.unwrap();
        }
        return (PostgresqlConnectionFactory) current;
    }

    /** Listens from its making on, so that nothing settled between a look and a wait is missed. */
    Watch watch(UUID id) {
        Watched now = watched.merge(id, new Watched(new CountDownLatch(1), 1), (before, _) -> before.with(1));
        if (stopping) {
            now.settled().countDown();
        }
        return new Watch(id, now.settled());
    }

    /** Somebody who waits for an operation. */
    final class Watch implements AutoCloseable {

        private final UUID id;
        private final CountDownLatch settled;

        private Watch(UUID id, CountDownLatch settled) {
            this.id = id;
            this.settled = settled;
        }

        /** Blocks until the operation is settled, the wait runs out, or the gateway stops. */
        void await(Duration wait) {
            try {
                boolean inTime = settled.await(wait.toMillis(), TimeUnit.MILLISECONDS);
                log.trace("operation {} settled in time: {}", id, inTime);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            watched.computeIfPresent(id, (_, now) -> now.waiting() == 1 ? null : now.with(-1));
        }
    }

    @Override
    public void start() {
        listening.update(listen().subscribe(this::signal));
    }

    private void signal(UUID id) {
        Watched waiting = watched.get(id);
        if (waiting != null) {
            waiting.settled().countDown();
        }
    }

    private Flux<UUID> listen() {
        return Flux.usingWhen(
                        connections.create(),
                        connection -> subscribe(connection).thenMany(Flux.merge(recent(), notifications(connection))),
                        PostgresqlConnection::close)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, RECONNECT)
                        .maxBackoff(RECONNECT_SLOWEST)
                        .doBeforeRetry(signal -> log.debug(
                                "listening again after {}", signal.failure().toString())));
    }

    private static Mono<Void> subscribe(PostgresqlConnection connection) {
        return connection
                .createStatement("listen " + Operations.CHANNEL)
                .execute()
                .then();
    }

    private static Flux<UUID> notifications(PostgresqlConnection connection) {
        return connection
                .getNotifications()
                .map(notification -> UUID.fromString(Objects.requireNonNull(notification.getParameter())))
                .concatWith(Mono.error(() -> new IllegalStateException("the connection ended")));
    }

    private Flux<UUID> recent() {
        Write query = Write.of("select id from operations where completed_at > now() - interval '5 minutes'");
        return Mono.fromCallable(() -> rows.all(Clients.all(), query, row -> Rows.value(row, "id", UUID.class)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapIterable(List::copyOf);
    }

    @Override
    public void stop() {
        stopping = true;
        listening.dispose();
        watched.values().forEach(waiting -> waiting.settled().countDown());
    }

    @Override
    public boolean isRunning() {
        return listening.get() != null && !listening.isDisposed();
    }
}
