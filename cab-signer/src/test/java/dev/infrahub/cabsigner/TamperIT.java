package dev.infrahub.cabsigner;

import static dev.infrahub.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.domain.Audit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody with the database's password changes what was approved: every column of every row, one at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperIT {

    private static final Pattern NAMED = Pattern.compile("(\\w+\\.\\w+) was changed");

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final Desk desk = new Desk();
    private final String before = desk.id("before");
    private final String between = desk.id("between");
    private final String id = desk.id("it");
    private final String after = desk.id("after");

    @BeforeAll
    void approve() {
        desk.start(quantumApi.start());
        for (String change : List.of(before, between, after)) {
            desk.open(change, "low");
        }
        desk.open(id, "high");
        eventually(() -> assertThat(desk.count("change_requests")).isEqualTo(4));
        decide(before, "user:adam", 1);
        desk.decide(id, Desk.REQUESTER);
        eventually(() ->
                assertThat(desk.count("log_leaves where kind = 'refusal'")).isEqualTo(1));
        decide(id, "user:adam", 2);
        decide(between, "user:eve", 3);
        decide(id, "user:eve", 4);
        desk.seal(Desk.evidence(id).build());
        eventually(() -> assertThat(desk.count("evidence")).isEqualTo(1));
    }

    private void decide(String change, String approver, int decisions) {
        desk.decide(change, approver);
        eventually(() -> assertThat(desk.count("cab_decisions")).isEqualTo(decisions));
        // all is under a signed head before anything is changed
        eventually(() -> assertThat(desk.count("tree_heads where size = (select leaves from chain)"))
                .isEqualTo(1));
    }

    @AfterAll
    void stop() {
        desk.close();
        quantumApi.close();
    }

    /** Once with the change's decision as the last of the chain, once with others behind it. */
    @Test
    void every_change_of_a_column_is_found_and_named_and_no_other_is_blamed() throws SQLException {
        assertThat(changeEverything()).isGreaterThan(100);
        decide(after, "user:adam", 5);
        assertThat(changeEverything()).isGreaterThan(100);
    }

    private int changeEverything() throws SQLException {
        int changed = changeRows("cab_decisions", "sequence", "change_request_id = '" + id + "'");
        changed += changeRows("cab_approvals", "id", "change_request_id = '" + id + "'");
        changed += changeRows("change_requests", "change_request_id", "change_request_id = '" + id + "'");
        changed += changeRows("evidence", "evidence_id", "change_request_id = '" + id + "'");
        changed += changeRows("log_leaves", "leaf_index", "change_request_id = '" + id + "'");
        changed += changeRows("chain", "id", "true");
        String newest = "(select max(size) from tree_heads)";
        changed += changeRows("tree_heads", "size", "size = " + newest);
        changed += changeColumns("tree_heads", List.of("size", "root"), "size", "size <> " + newest);
        assertIntact();
        return changed;
    }

    private void assertIntact() {
        for (String change : List.of(before, between, id)) {
            assertThat(desk.audit(change)).extracting(Audit.Result::reason).isNull();
            assertThat(desk.audit(change).valid()).isTrue();
        }
    }

    private int changeRows(String table, String key, String where) throws SQLException {
        List<String> columns = desk.rows("select column_name from information_schema.columns"
                + " where table_schema = 'cab_signer' and table_name = '" + table + "' and data_type <> 'boolean'");
        return changeColumns(table, columns, key, where);
    }

    private int changeColumns(String table, List<String> columns, String key, String where) throws SQLException {
        int changed = 0;
        for (String row : desk.rows("select " + key + " from " + table + " where " + where)) {
            for (String column : columns) {
                change(table, column, key, row);
                changed++;
            }
        }
        return changed;
    }

    private void change(String table, String column, String key, String row) throws SQLException {
        try (Connection connection = desk.connect()) {
            String place = place(connection, table, key, row);
            String was = value(connection, table, column, place);
            set(connection, table, column, place, other(table, column, was));
            String moved = place(connection, table, "ctid", null);
            try {
                Audit.Result found = desk.audit(id);
                assertThat(found.valid()).as("%s.%s of %s", table, column, row).isFalse();
                assertThat(named(String.valueOf(found.reason())))
                        .as("%s.%s of %s: %s", table, column, row, found.reason())
                        .containsExactly(table + "." + column);
            } finally {
                set(connection, table, column, moved, was);
            }
        }
    }

    private String lastMoved = "";

    /** Where the row is: its key may be what is changed. */
    private String place(Connection connection, String table, String key, @org.jspecify.annotations.Nullable String row)
            throws SQLException {
        if (row == null) {
            return lastMoved;
        }
        try (PreparedStatement find =
                connection.prepareStatement("select ctid::text from " + table + " where " + key + "::text = ?")) {
            find.setString(1, row.equals("t") ? "true" : row);
            try (ResultSet found = find.executeQuery()) {
                assertThat(found.next()).isTrue();
                return found.getString(1);
            }
        }
    }

    private static String value(Connection connection, String table, String column, String ctid) throws SQLException {
        try (PreparedStatement read =
                connection.prepareStatement("select " + column + "::text from " + table + " where ctid = ?::tid")) {
            read.setString(1, ctid);
            try (ResultSet found = read.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        }
    }

    private void set(Connection connection, String table, String column, String ctid, String value)
            throws SQLException {
        String type = desk.rows("select data_type from information_schema.columns where table_schema = 'cab_signer'"
                        + " and table_name = '" + table + "' and column_name = '" + column + "'")
                .getFirst();
        try (PreparedStatement write = connection.prepareStatement(
                "update " + table + " set " + column + " = ?::" + type + " where ctid = ?::tid returning ctid::text")) {
            write.setString(1, value);
            write.setString(2, ctid);
            try (ResultSet written = write.executeQuery()) {
                assertThat(written.next()).isTrue();
                lastMoved = written.getString(1);
            }
        }
    }

    /** The smallest change that the column's type takes. */
    private String other(String table, String column, @org.jspecify.annotations.Nullable String was) {
        String type = desk.rows("select data_type from information_schema.columns where table_schema = 'cab_signer'"
                        + " and table_name = '" + table + "' and column_name = '" + column + "'")
                .getFirst();
        if (was == null) {
            return "x";
        }
        return switch (type) {
            case "integer", "bigint" -> Long.toString(Long.parseLong(was) + 1000);
            case "timestamp with time zone" ->
                desk.rows("select (timestamptz '" + was + "' + interval '1 millisecond')::text")
                        .getFirst();
            case "uuid" -> (was.startsWith("0") ? "1" : "0") + was.substring(1);
            default -> {
                int middle = was.length() / 2;
                char digit = was.charAt(middle) == '0' ? '1' : '0';
                yield was.isEmpty() ? "0" : was.substring(0, middle) + digit + was.substring(middle + 1);
            }
        };
    }

    private static Set<String> named(String reason) {
        Set<String> named = new TreeSet<>();
        Matcher matcher = NAMED.matcher(reason);
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        return named;
    }

    @Test
    void a_row_that_is_gone_is_missed() throws SQLException {
        for (String table : List.of("cab_decisions", "cab_approvals", "change_requests", "evidence", "log_leaves")) {
            try (Connection connection = desk.connect()) {
                connection.createStatement().execute("create table kept as select * from " + table);
                connection
                        .createStatement()
                        .execute("delete from " + table + " where change_request_id = '" + id + "'");
                try {
                    Audit.Result found = desk.audit(id);
                    assertThat(found.valid()).as(table).isFalse();
                    assertThat(found.known()).as(table).isTrue();
                } finally {
                    connection.createStatement().execute("delete from " + table);
                    connection.createStatement().execute("insert into " + table + " select * from kept");
                    connection.createStatement().execute("drop table kept");
                }
            }
        }
        assertIntact();
    }
}
