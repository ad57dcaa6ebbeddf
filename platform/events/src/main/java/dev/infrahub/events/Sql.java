package dev.infrahub.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Set;
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

    private Sql() {}

    static Mono<Long> run(Connection connection, Write write) {
        return Flux.from(statement(connection, write).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    static <T> Flux<T> query(Connection connection, Write query, Function<Row, T> read) {
        return Flux.from(statement(connection, query).execute())
                .concatMap(result -> result.map((row, _) -> read.apply(row)));
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

    private static boolean isAway(String state) {
        return READ_ONLY.equals(state)
                || (!CANCELLED.equals(state) && AWAY.contains(state.substring(0, Math.min(2, state.length()))));
    }
}
