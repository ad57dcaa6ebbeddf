package dev.infrahub.cabsigner;

import static dev.infrahub.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.domain.Audit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody with the database's password changes what was approved: every column of every row, one at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperIT {

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
    }

    private void decide(String change, String approver, int decisions) {
        desk.decide(change, approver);
        eventually(() -> assertThat(desk.count("cab_decisions")).isEqualTo(decisions));
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
        Tampering tampering = new Tampering(desk, () -> {
            Audit.Result found = desk.audit(id);
            return new Tampering.Found(found.valid(), found.reason());
        });
        int changed = tampering.changeRows("cab_decisions", "sequence", "change_request_id = '" + id + "'");
        changed += tampering.changeRows("cab_approvals", "id", "change_request_id = '" + id + "'");
        changed += tampering.changeRows("change_requests", "change_request_id", "change_request_id = '" + id + "'");
        changed += tampering.changeRows("log_leaves", "leaf_index", "change_request_id = '" + id + "'");
        changed += tampering.changeRows("chain", "id", "true");
        assertIntact();
        return changed;
    }

    private void assertIntact() {
        for (String change : List.of(before, between, id)) {
            assertThat(desk.audit(change)).extracting(Audit.Result::reason).isNull();
            assertThat(desk.audit(change).valid()).isTrue();
        }
    }

    @Test
    void a_row_that_is_gone_is_missed() throws SQLException {
        for (String table : List.of("cab_decisions", "cab_approvals", "change_requests", "log_leaves")) {
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
