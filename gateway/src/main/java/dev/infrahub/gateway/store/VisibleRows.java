package dev.infrahub.gateway.store;

import dev.infrahub.events.Detached;
import dev.infrahub.gateway.domain.Clients;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;

/**
 * The database as a caller may see it. Postgres itself hides the rows of other clients (row-level security), so that a
 * query that forgets to ask for the client shows nothing it should not.
 */
public final class VisibleRows {

    private static final String SEE = "select set_config('hub.clients', 'clients:' || :clients, true)";

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    public VisibleRows(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * Makes sure that Postgres can hide rows from the role that the hub connects as.
     *
     * @throws IllegalStateException where the role is above row-level security
     */
    public void requireRowSecurity() {
        Boolean isAbove = database.sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                .mapValue(Boolean.class)
                .one()
                .block();
        if (!Boolean.FALSE.equals(isAbove)) {
            throw new IllegalStateException(
                    "the hub's database role is a superuser or has BYPASSRLS, so that Postgres would"
                            + " not keep the rows of different clients apart; let POSTGRES_USER name an ordinary role that owns the"
                            + " database, for example: create role infrahub login; create database infrahub owner infrahub");
        }
    }

    /** Runs the query within a transaction that sees the rows of these clients alone. */
    <T> Flux<T> to(Clients clients, Function<DatabaseClient, Flux<T>> query) {
        Flux<T> rows = database.sql(SEE)
                .bind("clients", String.join("\n", clients.written()))
                .then()
                .thenMany(Flux.defer(() -> query.apply(database)));
        // all rows before the first is passed on: a slow reader must not hold the connection
        return Detached.of(transactions.transactional(rows.collectList())).flatMapIterable(Function.identity());
    }
}
