package dev.infrahub.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs {@link Write}s on a connection. */
final class Sql {

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

    /** Whether the database is away, rather than unwilling. */
    static boolean isAway(Throwable failure) {
        return switch (failure) {
            case R2dbcTransientException _, R2dbcNonTransientResourceException _, IOException _ -> true;
            default -> NestedExceptionUtils.getMostSpecificCause(failure) instanceof IOException;
        };
    }
}
