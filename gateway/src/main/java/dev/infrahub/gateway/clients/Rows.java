package dev.infrahub.gateway.clients;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outage;
import dev.infrahub.events.Write;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.RequestMemory;
import dev.infrahub.json.Shares;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The database as a caller may see it. Postgres itself hides the rows of other clients (row-level security), so that a
 * query that forgets to ask for the client shows nothing it should not; and one that nobody said a word for shows nothing.
 * What is read counts as memory of the request's answer, and requests never have all connections: some are left to what is
 * heard, and to everybody but one credential. Blocks.
 */
public final class Rows {

    /**
     * Connections that requests read over at once: what is left of the pool, whose size {@code events.yaml} says, is for what is
     * heard and accepted.
     */
    private static final int CONNECTIONS = 9;

    private static final int MOST_OF_ONE = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Lookups lookups;
    private final Shares connections = new Shares(CONNECTIONS, MOST_OF_ONE);

    public Rows(Lookups lookups) {
        this.lookups = lookups;
    }

    /**
     * Every row.
     *
     * @throws dev.infrahub.faults.Fault.Unavailable when Postgres is away
     * @throws Problem 429 or 503 where no connection gets free in time
     */
    public <T> List<T> all(Clients clients, Write query, Function<Row, T> read) {
        RequestMemory memory = RequestMemory.current();
        if (!memory.isOfARequest()) {
            return query(clients, query, read, memory);
        }
        await(memory.holder());
        try {
            return query(clients, query, read, memory);
        } finally {
            connections.leave(memory.holder());
        }
    }

    private <T> List<T> query(Clients clients, Write query, Function<Row, T> read, RequestMemory memory) {
        try {
            return lookups.after(see(clients)).all(query, row -> read.apply(new CountedRow(row, memory)));
        } catch (Outage outage) {
            throw outage.asFault();
        }
    }

    private void await(String holder) {
        try {
            if (!connections.enter(holder, LONGEST_WAIT)) {
                throw busy(holder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Problem busy(String holder) {
        return (connections.held(holder) >= MOST_OF_ONE
                        ? Problem.of(
                                429,
                                "share.lookups",
                                "As many requests of this credential read the database at once as may be, "
                                        + MOST_OF_ONE + "; send it again when one of them is answered.")
                        : Problem.of(
                                503, "gateway.busy", "Too many requests read the database; send it again shortly."))
                .retryAfter(PAUSE);
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
     * @throws SettingRefused where the role is above row-level security
     */
    public void requireRowSecurity() {
        boolean isAbove = lookups.first(
                        Write.of("select rolsuper or rolbypassrls from pg_roles where rolname = current_user"),
                        row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .orElse(true);
        if (isAbove) {
            throw new SettingRefused("The hub's database role is a superuser or has BYPASSRLS, so that Postgres would"
                    + " not keep the rows of different clients apart: let POSTGRES_USER name an ordinary role that owns the"
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
