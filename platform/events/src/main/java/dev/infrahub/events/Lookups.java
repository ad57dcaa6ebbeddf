package dev.infrahub.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a handler reads before it decides. Blocks. An outage of Postgres here is one like any other: the event is retried
 * until it is over.
 */
public final class Lookups {

    private final ConnectionFactory connections;
    /** Where the queries go; null for a connection each. */
    private final @Nullable Connection moment;

    Lookups(ConnectionFactory connections) {
        this(connections, null);
    }

    private Lookups(ConnectionFactory connections, @Nullable Connection moment) {
        this.connections = connections;
        this.moment = moment;
    }

    /** Several queries that see the database as it was at one moment. */
    public <T> T atOnce(Function<Lookups, T> queries) {
        Connection connection = await(Mono.from(connections.create()));
        try {
            Mono.from(connection.beginTransaction(IsolationLevel.REPEATABLE_READ))
                    .onErrorMap(Sql::isAway, Outage::postgres)
                    .block();
            return queries.apply(new Lookups(connections, connection));
        } finally {
            Mono.from(connection.rollbackTransaction())
                    .onErrorComplete()
                    .then(Mono.from(connection.close()))
                    .onErrorComplete()
                    .block();
        }
    }

    /** Every row, in the order of the query. */
    public <T> List<T> all(Write query, Function<Row, T> read) {
        Flux<T> rows = moment == null
                ? Flux.usingWhen(
                        connections.create(), connection -> Sql.query(connection, query, read), Connection::close)
                : Sql.query(moment, query, read);
        return await(rows.collectList());
    }

    private static <T> T await(Mono<T> answer) {
        return Objects.requireNonNull(
                answer.onErrorMap(Sql::isAway, Outage::postgres).block());
    }

    /** The first row, where there is one. */
    public <T> Optional<T> first(Write query, Function<Row, T> read) {
        return all(query, read).stream().findFirst();
    }
}
