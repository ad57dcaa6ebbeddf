package dev.infrahub.gateway.store;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Hears from Postgres which operations were just settled, whichever gateway instance settled them. After a lost connection
 * it repeats what was settled in the meantime, so that nobody waits for an answer that is there.
 */
public final class SettledOperations implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SettledOperations.class);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration RECONNECT_SLOWEST = Duration.ofSeconds(5);

    private final PostgresqlConnectionFactory connections;
    private final DatabaseClient database;
    private final Sinks.Many<UUID> settled = Sinks.many().multicast().directBestEffort();
    private final Disposable.Swap listening = Disposables.swap();

    public SettledOperations(ConnectionFactory connections, DatabaseClient database) {
        this.connections = unwrap(connections);
        this.database = database;
    }

    private static PostgresqlConnectionFactory unwrap(ConnectionFactory factory) {
        Object current = factory;
        while (current instanceof Wrapped<?> wrapped && !(current instanceof PostgresqlConnectionFactory)) {
            current = wrapped.unwrap();
        }
        return (PostgresqlConnectionFactory) current;
    }

    /** Ids of operations as they are completed or failed; hot. */
    public Flux<UUID> ids() {
        return settled.asFlux();
    }

    @Override
    public void start() {
        listening.update(listen().subscribe(settled::tryEmitNext));
    }

    private Flux<UUID> listen() {
        return Flux.usingWhen(
                        connections.create(),
                        connection -> subscribe(connection).thenMany(Flux.concat(recent(), notifications(connection))),
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
        return database.sql("select id from operations where completed_at > now() - interval '5 minutes'")
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all();
    }

    @Override
    public void stop() {
        listening.dispose();
    }

    @Override
    public boolean isRunning() {
        return listening.get() != null && !listening.isDisposed();
    }
}
