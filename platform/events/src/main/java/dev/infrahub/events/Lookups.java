package dev.infrahub.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/**
 * What a handler reads before it decides. Blocks. An outage of Postgres here is one like any other: the event is retried
 * until it is over.
 */
public final class Lookups {

    private final ConnectionFactory connections;

    Lookups(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** Every row, in the order of the query. */
    public <T> List<T> all(Write query, Function<Row, T> read) {
        return Objects.requireNonNull(Flux.usingWhen(
                        connections.create(), connection -> Sql.query(connection, query, read), Connection::close)
                .collectList()
                .onErrorMap(Sql::isAway, Outage::postgres)
                .block());
    }

    /** The first row, where there is one. */
    public <T> Optional<T> first(Write query, Function<Row, T> read) {
        return all(query, read).stream().findFirst();
    }
}
