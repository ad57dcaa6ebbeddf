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
 * Reads the database. Blocks. For a handler, which reads before it decides, an outage of Postgres is one like any other: the
 * event is retried until it is over.
 */
public final class Lookups {

    private final ConnectionFactory connections;
    /** What the transaction of a query begins with. */
    private final List<Write> first;
    /** Where the queries go; null for a connection each. */
    private final @Nullable Connection moment;

    Lookups(ConnectionFactory connections) {
        this(connections, List.of(), null);
    }

    private Lookups(ConnectionFactory connections, List<Write> first, @Nullable Connection moment) {
        this.connections = connections;
        this.first = first;
        this.moment = moment;
    }

    /** Queries in a transaction each, which begins with this, such as a setting that row security asks for. */
    public Lookups after(Write write) {
        return new Lookups(connections, List.of(write), null);
    }

    /** Several queries that see the database as it was at one moment. */
    public <T> T atOnce(Function<Lookups, T> queries) {
        Connection connection = await(Mono.from(connections.create()));
        try {
            Sql.await(Mono.from(connection.beginTransaction(IsolationLevel.REPEATABLE_READ))
                    .onErrorMap(Sql::isAway, Outage::postgres));
            return queries.apply(new Lookups(connections, first, connection));
        } finally {
            Sql.await(Mono.from(connection.rollbackTransaction())
                    .onErrorComplete()
                    .then(Mono.from(connection.close()))
                    .onErrorComplete());
        }
    }

    /**
     * Every row, in the order of the query.
     *
     * @throws Outage when Postgres is away
     */
    public <T> List<T> all(Write query, Function<Row, T> read) {
        return await(
                moment == null
                        ? Detached.of(Mono.usingWhen(
                                connections.create(), connection -> rows(connection, query, read), Connection::close))
                        : Sql.query(moment, query, read).collectList());
    }

    /**
     * One round trip: Postgres takes the statements of a pipeline in order. Begin and commit are statements like others,
     * because the driver's own look at whether a transaction is open when they are sent, before Postgres has answered.
     */
    private <T> Mono<List<T>> rows(Connection connection, Write query, Function<Row, T> read) {
        Mono<List<T>> rows = Sql.query(connection, query, read).collectList();
        if (first.isEmpty()) {
            return rows;
        }
        Flux<Mono<List<T>>> before = Flux.fromIterable(first)
                .startWith(Write.of("begin read only"))
                .map(write -> Sql.run(connection, write).then(Mono.empty()));
        Mono<List<T>> commit = Sql.run(connection, Write.of("commit")).then(Mono.empty());
        return Flux.mergeSequential(before.concatWithValues(rows, commit))
                .single()
                .onErrorResume(failure -> Mono.from(connection.rollbackTransaction())
                        .onErrorComplete()
                        .then(Mono.error(failure)));
    }

    private static <T> T await(Mono<T> answer) {
        return Objects.requireNonNull(Sql.await(answer.onErrorMap(Sql::isAway, Outage::postgres)));
    }

    /** The first row, where there is one. */
    public <T> Optional<T> first(Write query, Function<Row, T> read) {
        return all(query, read).stream().findFirst();
    }
}
