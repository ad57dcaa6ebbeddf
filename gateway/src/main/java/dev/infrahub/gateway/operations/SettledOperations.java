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
 * Hears from Postgres which operations were just settled, and of which there is news, whichever gateway instance heard that. After
 * a lost connection it repeats what was settled in the meantime, so that nobody waits for an answer that is there. When the gateway stops nobody
 * is kept waiting: who waits is told where the answer will be.
 */
public final class SettledOperations implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SettledOperations.class);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration RECONNECT_SLOWEST = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Notice LOST = new Notice("", "");

    private final PostgresqlConnectionFactory connections;
    private final Rows rows;
    private final UnderWay underWay;
    private final Map<Watching, Watched> watched = new ConcurrentHashMap<>();
    private final Supervisor supervisor;
    private final BlockingQueue<Notice> told = new LinkedBlockingQueue<>();
    private volatile boolean running;
    private volatile boolean stopping;

    public SettledOperations(ConnectionFactory connections, Rows rows, UnderWay underWay, Supervisor supervisor) {
        this.connections = unwrap(connections);
        this.rows = rows;
        this.underWay = underWay;
        this.supervisor = supervisor;
    }

    private record Notice(String channel, String id) {}

    /** What is waited for: an operation's end alone, or any news of it. */
    private record Watching(UUID id, boolean isForNews) {}

    /** How many wait for it here. */
    private record Watched(CountDownLatch told, int waiting) {

        Watched with(int more) {
            return new Watched(told, waiting + more);
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
        return watch(new Watching(id, false));
    }

    /** The same for any news of the operation, its end among it. */
    Watch watchNews(UUID id) {
        return watch(new Watching(id, true));
    }

    private Watch watch(Watching what) {
        Watched now = watched.merge(what, new Watched(new CountDownLatch(1), 1), (before, _) -> before.with(1));
        if (stopping) {
            now.told().countDown();
        }
        return new Watch(what, now.told());
    }

    /** Somebody who waits for an operation. */
    final class Watch implements AutoCloseable {

        private final Watching what;
        private final CountDownLatch told;

        private Watch(Watching what, CountDownLatch told) {
            this.what = what;
            this.told = told;
        }

        /** Blocks until it is told, the wait runs out, or the gateway stops. */
        void await(Duration wait) {
            try {
                boolean inTime = told.await(wait.toMillis(), TimeUnit.MILLISECONDS);
                log.trace("{} told in time: {}", what, inTime);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            watched.computeIfPresent(what, (_, now) -> now.told().equals(told) ? less(now) : now);
        }

        private static @Nullable Watched less(Watched now) {
            return now.waiting() == 1 ? null : now.with(-1);
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
        watched.values().forEach(waiting -> waiting.told().countDown());
    }

    boolean isStopping() {
        return stopping;
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
                .map(SettledOperations::notice)
                .doFinally(_ -> told.add(LOST))
                .subscribe(told::add, _ -> {});
        try {
            execute(connection, "listen " + Operations.SETTLED);
            execute(connection, "listen " + Operations.PROGRESSED);
            recent().forEach(this::signal);
            // whoever follows looks again, and waits again where there is nothing
            watched.keySet().stream().filter(Watching::isForNews).forEach(this::signal);
            hear(connection);
        } finally {
            notifications.dispose();
            connection.close().onErrorComplete().subscribe();
        }
    }

    private static Notice notice(Notification notification) {
        return new Notice(notification.getName(), Objects.requireNonNullElse(notification.getParameter(), ""));
    }

    /** A connection may break without a word; so it is asked whether it is there when nothing comes. */
    private void hear(PostgresqlConnection connection) throws InterruptedException {
        while (running) {
            @Nullable Notice notice = told.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
            if (LOST.equals(notice)) {
                return;
            }
            if (notice == null) {
                execute(connection, "select 1");
            } else if (notice.channel().equals(Operations.SETTLED)) {
                signal(UUID.fromString(notice.id()));
            } else {
                signal(new Watching(UUID.fromString(notice.id()), true));
            }
        }
    }

    private void signal(UUID settled) {
        underWay.end(settled);
        signal(new Watching(settled, false));
        signal(new Watching(settled, true));
    }

    /** Who waits from now on waits for what is told from now on. */
    private void signal(Watching what) {
        Watched waiting = watched.remove(what);
        if (waiting != null) {
            waiting.told().countDown();
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
