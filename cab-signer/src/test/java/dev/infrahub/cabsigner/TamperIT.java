package dev.infrahub.cabsigner;

import static dev.infrahub.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.domain.Audit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
    private final Answers answers = new Answers(desk.wire);
    private final String before = desk.id("before");
    private final String between = desk.id("between");
    private final String approved = desk.id("approved");
    private final String after = desk.id("after");
    private final String reviewed = desk.id("reviewed");
    private final String revoked = desk.id("revoked");
    private final String byPolicy = desk.id("by-policy");
    private final String dark = desk.id("dark");
    private final String ranOut = desk.id("ran-out");
    private final String cameLate = desk.id("came-late");

    private final Map<String, Map<String, String>> types = new HashMap<>();

    /** Changes that have come to every state there is, by every kind of leaf. */
    @BeforeAll
    void fillTheTables() {
        desk.start(quantumApi.start(), "--hub.cab-signer.standard-changes=auto");
        List.of(before, between, after, reviewed, revoked).forEach(change -> answers.updated(desk.open(change, "low")));
        answers.updated(desk.open(approved, "high"));
        answers.signed(desk.openStandard(byPolicy));
        answers.signed(desk.decide(before, "user:adam"));
        answers.refusal(desk.decide(approved, Desk.REQUESTER));
        answers.signed(desk.decide(approved, "user:adam"));
        answers.signed(desk.decide(between, "user:eve"));
        answers.signed(desk.decide(reviewed, "user:eve"));
        answers.updated(
                desk.implement(Desk.implementation(reviewed, "rolled-back").build()));
        answers.refusedReport(
                desk.review(Desk.reviewing(reviewed, Desk.REQUESTER).build()));
        answers.updated(desk.review(Desk.reviewing(reviewed, "user:adam").build()));
        answers.signed(desk.decide(revoked, "user:adam"));
        answers.signed(desk.decide(
                Desk.approval(revoked, "user:carl").setDecision("revoke").build()));
        quantumApi.stop();
        answers.updated(desk.openStandard(dark));
        restart("--hub.cab-signer.valid-for=1ms", "--hub.cab-signer.expire-every=1h");
        answers.updated(desk.open(cameLate, "low"));
        answers.refusal(desk.decide(cameLate, "user:adam"));
        answers.refusal(desk.decide(cameLate, "user:eve"));
        restart("--hub.cab-signer.valid-for=5s", "--hub.cab-signer.expire-every=50ms");
        answers.updated(desk.open(ranOut, "low"));
        answers.signed(desk.decide(ranOut, "user:adam"));
        eventually(
                () -> assertThat(desk.count("log_leaves where kind = 'expiry'")).isEqualTo(1));
        answers.refusal(desk.decide(ranOut, "user:eve"));
        answers.signed(desk.decide(dark, "user:adam"));
        answers.signed(desk.decide(approved, "user:eve"));
        answers.sealed(desk.seal(Desk.evidence(approved).build()));
        answers.sealed(desk.seal(Desk.evidence(reviewed).build()));
        untilAllIsSigned();
    }

    /** All is under a signed head before anything is changed. */
    private void untilAllIsSigned() {
        eventually(() -> assertThat(desk.count("tree_heads where size = (select leaves from chain)"))
                .isEqualTo(1));
    }

    /** Whatever closes last in a JVM takes Reactor Netty's shared threads along, so QuantumAPI starts again too. */
    private void restart(String... settings) {
        desk.stop();
        quantumApi.stop();
        desk.start(quantumApi.start(), settings);
    }

    @AfterAll
    void stop() {
        desk.close();
        quantumApi.close();
    }

    /** Once with the change's decision as the last of the chain, once with others behind it. */
    @Test
    void every_change_of_a_column_is_found_and_named_and_no_other_is_blamed() throws SQLException {
        assertThat(changeEverythingOf(approved)).isGreaterThan(100);
        assertThat(answers.signed(desk.decide(after, "user:adam")).getState()).isEqualTo("approved");
        untilAllIsSigned();
        assertThat(changeEverythingOf(approved)).isGreaterThan(100);
    }

    @Test
    void the_same_is_so_of_what_was_implemented_and_reviewed() throws SQLException {
        assertThat(changeEverythingOf(reviewed)).isGreaterThan(100);
    }

    @Test
    void the_same_is_so_of_what_was_revoked() throws SQLException {
        assertThat(changeEverythingOf(revoked)).isGreaterThan(80);
    }

    @Test
    void the_same_is_so_of_what_expired_by_the_clock_or_with_a_late_decision() throws SQLException {
        assertThat(changeEverythingOf(ranOut)).isGreaterThan(100);
        assertThat(changeEverythingOf(cameLate)).isGreaterThan(40);
    }

    @Test
    void the_same_is_so_of_what_the_policy_approved_or_could_not() throws SQLException {
        assertThat(changeEverythingOf(byPolicy)).isGreaterThan(70);
        assertThat(changeEverythingOf(dark)).isGreaterThan(80);
    }

    private int changeEverythingOf(String id) throws SQLException {
        String where = "change_request_id = '" + id + "'";
        int changed = changeRows(id, "cab_decisions", "sequence", where);
        changed += changeRows(id, "cab_approvals", "id", where);
        changed += changeRows(id, "change_requests", "change_request_id", where);
        changed += changeRows(id, "change_implementations", "leaf_index", where);
        changed += changeRows(id, "change_reviews", "leaf_index", where);
        changed += changeRows(id, "evidence", "evidence_id", where);
        changed += changeRows(id, "log_leaves", "leaf_index", where);
        changed += changeRows(id, "chain", "id", "true");
        String newest = "(select max(size) from tree_heads)";
        changed += changeRows(id, "tree_heads", "size", "size = " + newest);
        changed += changeColumns(id, "tree_heads", Set.of("size", "root"), "size", "size <> " + newest);
        assertIntact();
        return changed;
    }

    private void assertIntact() {
        for (String change : List.of(before, between, approved, reviewed, byPolicy, dark)) {
            assertThat(desk.audit(change)).extracting(Audit.Result::reason).isNull();
            assertThat(desk.audit(change).valid()).isTrue();
        }
        assertThat(desk.audit(revoked).reason()).isEqualTo("The change request is revoked.");
        for (String change : List.of(ranOut, cameLate)) {
            assertThat(desk.audit(change).reason()).isEqualTo("The change request is expired.");
        }
    }

    private int changeRows(String id, String table, String key, String where) throws SQLException {
        return changeColumns(id, table, typesOf(table).keySet(), key, where);
    }

    private int changeColumns(String id, String table, Set<String> columns, String key, String where)
            throws SQLException {
        int changed = 0;
        for (String row : desk.rows("select " + key + " from " + table + " where " + where)) {
            for (String column : columns) {
                change(id, table, column, key, row);
                changed++;
            }
        }
        return changed;
    }

    /** The columns of a table and their types; without the switch that keeps the chain to one row. */
    private Map<String, String> typesOf(String table) {
        return types.computeIfAbsent(table, _ -> {
            Map<String, String> columns = new LinkedHashMap<>();
            for (String column : desk.rows("select column_name || ':' || data_type from information_schema.columns"
                    + " where table_schema = 'cab_signer' and table_name = '" + table
                    + "' and data_type <> 'boolean'")) {
                columns.put(column.split(":", 2)[0], column.split(":", 2)[1]);
            }
            return columns;
        });
    }

    private void change(String id, String table, String column, String key, String row) throws SQLException {
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
        String type = Objects.requireNonNull(typesOf(table).get(column));
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
        String type = Objects.requireNonNull(typesOf(table).get(column));
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
        for (String table : List.of(
                "cab_decisions",
                "cab_approvals",
                "change_requests",
                "change_implementations",
                "change_reviews",
                "evidence",
                "log_leaves")) {
            try (Connection connection = desk.connect()) {
                connection.createStatement().execute("create table kept as select * from " + table);
                connection
                        .createStatement()
                        .execute("delete from " + table + " where change_request_id = '" + reviewed + "'");
                try {
                    Audit.Result found = desk.audit(reviewed);
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
