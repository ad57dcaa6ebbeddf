package dev.infrahub.gateway.clients;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outage;
import dev.infrahub.events.Write;
import dev.infrahub.http.bodies.RequestMemory;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The database as a caller may see it. Postgres itself hides the rows of other clients (row-level security), so that a
 * query that forgets to ask for the client shows nothing it should not; and one that nobody said a word for shows nothing.
 * What is read counts as memory of the request's answer. Blocks.
 */
public record Rows(Lookups lookups) {

    /** @throws dev.infrahub.faults.Fault.Unavailable when Postgres is away */
    public <T> List<T> all(Clients clients, Write query, Function<Row, T> read) {
        RequestMemory memory = RequestMemory.current();
        try {
            return lookups.after(see(clients)).all(query, row -> read.apply(new CountedRow(row, memory)));
        } catch (Outage outage) {
            throw outage.asFault();
        }
    }

    /** The first row, where there is one. */
    public <T> Optional<T> first(Clients clients, Write query, Function<Row, T> read) {
        return all(clients, query, read).stream().findFirst();
    }

    private static Write see(Clients clients) {
        return Write.of(
                "select set_config('hub.clients', $1, true)", "clients:" + String.join("\n", clients.written()));
    }

    /**
     * Makes sure that Postgres can hide rows from the role that the hub connects as.
     *
     * @throws IllegalStateException where the role is above row-level security
     */
    public void requireRowSecurity() {
        boolean isAbove = lookups.first(
                        Write.of("select rolsuper or rolbypassrls from pg_roles where rolname = current_user"),
                        row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .orElse(true);
        if (isAbove) {
            throw new IllegalStateException(
                    "the hub's database role is a superuser or has BYPASSRLS, so that Postgres would"
                            + " not keep the rows of different clients apart; let POSTGRES_USER name an ordinary role that owns the"
                            + " database, for example: create role infrahub login; create database infrahub owner infrahub");
        }
    }

    /** A column that is never null. */
    public static <T> T value(Row row, String column, Class<T> type) {
        T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException(column + " is null");
        }
        return value;
    }

    public static String text(Row row, String column) {
        return value(row, column, String.class);
    }

    public static Optional<String> optional(Row row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }
}
