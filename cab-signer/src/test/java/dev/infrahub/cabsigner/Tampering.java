package dev.infrahub.cabsigner;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Somebody with the database's password: changes every column of rows, one at a time, and looks what is found. */
final class Tampering {

    private static final Pattern NAMED = Pattern.compile("(\\w+\\.\\w+) was changed");

    private final BoardFixture board;
    private final Supplier<Found> audit;
    private final Map<String, Map<String, String>> types = new HashMap<>();
    private String lastMoved = "";

    Tampering(BoardFixture board, Supplier<Found> audit) {
        this.board = board;
        this.audit = audit;
    }

    /** What looking finds. */
    record Found(boolean valid, @Nullable String reason) {}

    /** Returns how many columns were changed, found, named alone, and put back. */
    int changeRows(String table, String key, String where) throws SQLException {
        return changeColumns(table, typesOf(table).keySet(), key, where);
    }

    int changeColumns(String table, Set<String> columns, String key, String where) throws SQLException {
        int changed = 0;
        for (String row : board.rows("select " + key + " from " + table + " where " + where)) {
            for (String column : columns) {
                change(table, column, key, row);
                changed++;
            }
        }
        return changed;
    }

    private void change(String table, String column, String key, String row) throws SQLException {
        try (Connection connection = board.connect()) {
            String place = place(connection, table, key, row);
            String was = value(connection, table, column, place);
            set(connection, table, column, place, other(table, column, was));
            String moved = lastMoved;
            try {
                Found found = audit.get();
                assertThat(found.valid()).as("%s.%s of %s", table, column, row).isFalse();
                assertThat(named(String.valueOf(found.reason())))
                        .as("%s.%s of %s: %s", table, column, row, found.reason())
                        .containsExactly(table + "." + column);
            } finally {
                set(connection, table, column, moved, was);
            }
        }
    }

    /** Where the row is: its key may be what is changed. */
    private static String place(Connection connection, String table, String key, String row) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement("select ctid::text from " + table + " where " + key + "::text = ?")) {
            find.setString(1, row.equals("t") ? "true" : row);
            try (ResultSet found = find.executeQuery()) {
                assertThat(found.next()).isTrue();
                return found.getString(1);
            }
        }
    }

    private static @Nullable String value(Connection connection, String table, String column, String ctid)
            throws SQLException {
        try (PreparedStatement read =
                connection.prepareStatement("select " + column + "::text from " + table + " where ctid = ?::tid")) {
            read.setString(1, ctid);
            try (ResultSet found = read.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        }
    }

    private void set(Connection connection, String table, String column, String ctid, @Nullable String value)
            throws SQLException {
        try (PreparedStatement write = connection.prepareStatement("update " + table + " set " + column + " = ?::"
                + type(table, column) + " where ctid = ?::tid returning ctid::text")) {
            write.setString(1, value);
            write.setString(2, ctid);
            try (ResultSet written = write.executeQuery()) {
                assertThat(written.next()).isTrue();
                lastMoved = written.getString(1);
            }
        }
    }

    /** The smallest change that the column's type takes. */
    private String other(String table, String column, @Nullable String was) {
        if (was == null) {
            return "x";
        }
        return switch (type(table, column)) {
            case "integer", "bigint" -> Long.toString(Long.parseLong(was) + 1000);
            case "timestamp with time zone" ->
                board.rows("select (timestamptz '" + was + "' + interval '1 millisecond')::text")
                        .getFirst();
            case "uuid" -> (was.startsWith("0") ? "1" : "0") + was.substring(1);
            default -> {
                int middle = column.equals("entry") ? digitIn(was) : was.length() / 2;
                char digit = was.charAt(middle) == '0' ? '1' : '0';
                yield was.isEmpty() ? "0" : was.substring(0, middle) + digit + was.substring(middle + 1);
            }
        };
    }

    /** Postgres takes nothing but JSON for an entry; a digit is within one of its texts. */
    private static int digitIn(String entry) {
        return IntStream.range(entry.length() / 2, entry.length())
                .filter(at -> Character.isDigit(entry.charAt(at)))
                .findFirst()
                .orElseThrow();
    }

    private String type(String table, String column) {
        return Objects.requireNonNull(typesOf(table).get(column));
    }

    /** The columns of a table and their types; without the switch that keeps the chain to one row. */
    private Map<String, String> typesOf(String table) {
        return types.computeIfAbsent(table, _ -> {
            Map<String, String> columns = new LinkedHashMap<>();
            for (String column : board.rows("select column_name || ':' || data_type from information_schema.columns"
                    + " where table_schema = 'cab_signer' and table_name = '" + table
                    + "' and data_type <> 'boolean'")) {
                columns.put(column.split(":", 2)[0], column.split(":", 2)[1]);
            }
            return columns;
        });
    }

    private static Set<String> named(String reason) {
        Set<String> named = new TreeSet<>();
        Matcher matcher = NAMED.matcher(reason);
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        return named;
    }
}
