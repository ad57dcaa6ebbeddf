package dev.infrahub.quantumapilocal.store;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Transactions as blocking code: to be called on virtual threads. */
public final class Database {

    /** Nobody waits longer, whatever became of it. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private final ConnectionFactory connections;

    public Database(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** Does the work in one transaction: committed when this returns, undone when it throws. */
    public <T> T inTransaction(Function<Transaction, T> work) {
        return connected(connection -> {
            await(connection.beginTransaction());
            T result = work.apply(new Transaction(connection));
            await(connection.commitTransaction());
            return result;
        });
    }

    /** Does one statement, which is its own transaction. */
    public <T> T alone(Function<Transaction, T> work) {
        return connected(connection -> work.apply(new Transaction(connection)));
    }

    /** Whether Postgres does. */
    public boolean answers() {
        try {
            return alone(transaction -> transaction.find("select 1 as one", _ -> true))
                    .isPresent();
        } catch (RuntimeException away) {
            return false;
        }
    }

    private <T> T connected(Function<Connection, T> work) {
        Connection connection =
                Objects.requireNonNull(Mono.from(connections.create()).block(LONGEST));
        try {
            return work.apply(connection);
        } finally {
            // a caller that hung up interrupts; the connection must go back clean all the same
            boolean interrupted = Thread.interrupted();
            await(connection.isAutoCommit() ? connection.close() : rolledBack(connection));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Publisher<Void> rolledBack(Connection connection) {
        return Mono.from(connection.rollbackTransaction()).onErrorComplete().then(Mono.from(connection.close()));
    }

    private static void await(Publisher<Void> publisher) {
        Mono.from(publisher).block(LONGEST);
    }
}
