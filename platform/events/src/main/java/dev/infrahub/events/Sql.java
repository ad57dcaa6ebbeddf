package dev.infrahub.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Runs {@link Write}s on a connection. */
final class Sql {

    /** Classes of SQLSTATE: connection, rollback by another's doing, no resources, an operator's intervention, the system. */
    private static final Set<String> AWAY = Set.of("08", "40", "53", "57", "58");

    /** One statement was ended, such as by its time limit: that is about the statement. */
    private static final String CANCELLED = "57014";

    /** Where another server takes over, the one that is left says so. */
    private static final String READ_ONLY = "25006";

    /** Of any work of the database: nobody waits for it any longer, whatever became of it. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private Sql() {}

    static Mono<Long> run(Connection connection, Write write) {
        return Flux.from(statement(connection, write).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    static <T> Flux<T> query(Connection connection, Write query, Function<Row, T> read) {
        return Flux.from(statement(connection, query).execute())
                .concatMap(result -> result.map((row, _) -> guarded(row, read)));
    }

    /** On the driver's thread, where Reactor throws an Error past whoever waits for the row. */
    private static <T> T guarded(Row row, Function<Row, T> read) {
        try {
            return read.apply(row);
        } catch (Error error) {
            throw new Failed(error);
        }
    }

    /**
     * Waits for the work, but not for ever.
     *
     * @throws Outage when Postgres does not answer
     * @throws Error that reading a row ended with
     */
    static <T> @Nullable T await(Mono<T> work) {
        try {
            return inTime(work).block();
        } catch (Failed failed) {
            throw failed.error;
        }
    }

    static <T> Mono<T> inTime(Mono<T> work) {
        return work.timeout(LONGEST).onErrorMap(TimeoutException.class, Outage::postgres);
    }

    /** An error as an exception, which Reactor takes to whoever waits. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Error error;

        private Failed(Error error) {
            super("A row could not be read", error);
            this.error = error;
        }
    }

    private static Statement statement(Connection connection, Write write) {
        Statement statement = connection.createStatement(write.sql());
        List<@Nullable Object> values = write.values();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value == null) {
                statement.bindNull(i, String.class);
            } else {
                statement.bind(i, value);
            }
        }
        return statement;
    }

    /** Whether the database is away, rather than unwilling. What it says itself counts before what the driver makes of it. */
    static boolean isAway(Throwable failure) {
        if (failure instanceof R2dbcException said && said.getSqlState() != null) {
            return isAway(said.getSqlState());
        }
        return switch (failure) {
            case R2dbcTransientException _, R2dbcNonTransientResourceException _, IOException _, AbortedException _ ->
                true;
            default -> NestedExceptionUtils.getMostSpecificCause(failure) instanceof IOException;
        };
    }

    /** Whether it would have made one client's row another's. */
    static boolean isOfAnotherClient(Throwable failure) {
        return failure instanceof R2dbcException said && Distrusted.ANOTHER_CLIENT.equals(said.getSqlState());
    }

    private static boolean isAway(String state) {
        return READ_ONLY.equals(state)
                || (!CANCELLED.equals(state) && AWAY.contains(state.substring(0, Math.min(2, state.length()))));
    }
}
