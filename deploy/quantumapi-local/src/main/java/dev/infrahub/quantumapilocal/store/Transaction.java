package dev.infrahub.quantumapilocal.store;

import dev.infrahub.http.Errors;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** An open transaction. */
public final class Transaction {

    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /**
     * All rows.
     *
     * @param sql PostgreSQL with {@code $1…$n}; a value that may be null is cast there ({@code $3::timestamptz})
     */
    <T> List<T> list(String sql, Function<Readable, T> read, @Nullable Object... values) {
        return Objects.requireNonNull(Flux.from(statement(sql, values).execute())
                .concatMap(result -> result.map(row -> guarded(row, read)))
                .collectList()
                .block(Database.LONGEST));
    }

    /** On the driver's thread, where Reactor throws an Error past whoever waits for the row. */
    private static <T> T guarded(Readable row, Function<Readable, T> read) {
        try {
            return read.apply(row);
        } catch (Error error) {
            throw Errors.asException(error);
        }
    }

    /** The only row, if there is one. */
    <T> Optional<T> find(String sql, Function<Readable, T> read, @Nullable Object... values) {
        return list(sql, read, values).stream().findFirst();
    }

    /** How many rows it changed. */
    long run(String sql, @Nullable Object... values) {
        return Objects.requireNonNull(Flux.from(statement(sql, values).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum)
                .block(Database.LONGEST));
    }

    /** Waits for the advisory lock, and holds it until the transaction ends. */
    void lock(long number) {
        list("select 1 from pg_advisory_xact_lock($1)", _ -> true, number);
    }

    private Statement statement(String sql, @Nullable Object... values) {
        Statement statement = connection.createStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                statement.bindNull(i, String.class);
            } else {
                statement.bind(i, value);
            }
        }
        return statement;
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static List<String> texts(Readable row, String column) {
        return List.of(required(row, column, String[].class));
    }

    static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
