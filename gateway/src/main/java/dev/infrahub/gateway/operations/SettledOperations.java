package dev.infrahub.gateway.operations;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.supervision.Supervisor;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/**
 * Hears from Postgres which operations were just settled, whichever gateway instance settled them. After a lost connection
 * it repeats what was settled in the meantime, so that nobody waits for an answer that is there. When the gateway stops nobody
 * is kept waiting: who waits is told where the answer will be.
 */
public final class SettledOperations implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SettledOperations.class);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration RECONNECT_SLOWEST = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Is no id. */
    private static final String LOST = "lost";

    private final PostgresqlConnectionFactory connections;
    private final Rows rows;
    private final Map<UUID, Watched> watched = new ConcurrentHashMap<>();
    private final Supervisor supervisor;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile boolean running;
    private volatile boolean stopping;

    public SettledOperations(ConnectionFactory connections, Rows rows, Supervisor supervisor) {
        this.connections = unwrap(connections);
        this.rows = rows;
        this.supervisor = supervisor;
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
        running = true;
        var _ = supervisor.start("listening for settled operations", this::run);
    }

    @Override
    public void stop() {
        running = false;
        stopping = true;
        told.add(LOST);
        watched.values().forEach(waiting -> waiting.settled().countDown());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        Duration pause = RECONNECT;
        while (running) {
            try {
                listen();
                pause = RECONNECT;
            } catch (RuntimeException again) {
                log.debug("listening again after {}", again.toString());
                pause = pause.compareTo(RECONNECT_SLOWEST) < 0 ? pause.multipliedBy(2) : pause;
            } catch (InterruptedException stopped) {
                return;
            }
            rest(pause);
        }
    }

    /** Until the connection is lost. */
    private void listen() throws InterruptedException {
        told.clear();
        PostgresqlConnection connection =
                Objects.requireNonNull(connections.create().block(PATIENCE));
        Disposable notifications = connection
                .getNotifications()
                .mapNotNull(Notification::getParameter)
                .doFinally(_ -> told.add(LOST))
                .subscribe(told::add, _ -> {});
        try {
            execute(connection, "listen " + Operations.CHANNEL);
            recent().forEach(this::signal);
            hear(connection);
        } finally {
            notifications.dispose();
            connection.close().onErrorComplete().subscribe();
        }
    }

    /** A connection may break without a word; so it is asked whether it is there when nothing comes. */
    private void hear(PostgresqlConnection connection) throws InterruptedException {
        while (running) {
            @Nullable String id = told.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
            if (LOST.equals(id)) {
                return;
            }
            if (id == null) {
                execute(connection, "select 1");
            } else {
                signal(UUID.fromString(id));
            }
        }
    }

    private void signal(UUID id) {
        Watched waiting = watched.get(id);
        if (waiting != null) {
            waiting.settled().countDown();
        }
    }

    private static void execute(PostgresqlConnection connection, String sql) {
        connection
                .createStatement(sql)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then()
                .block(PATIENCE);
    }

    private List<UUID> recent() {
        Write query = Write.of("select id from operations where completed_at > now() - interval '5 minutes'");
        return rows.all(Clients.all(), query, row -> Rows.value(row, "id", UUID.class));
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            running = false;
        }
    }
}
