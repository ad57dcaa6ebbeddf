package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.domain.Audit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody with the database's password changes what was approved: every column of every row, one at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperIT {

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();
    private final Answers answers = new Answers(board.wire);
    private final String before = board.id("before");
    private final String between = board.id("between");
    private final String approved = board.id("approved");
    private final String after = board.id("after");
    private final String reviewed = board.id("reviewed");
    private final String revoked = board.id("revoked");
    private final String byPolicy = board.id("by-policy");
    private final String dark = board.id("dark");
    private final String ranOut = board.id("ran-out");
    private final String cameLate = board.id("came-late");

    /** Changes that have come to every state there is, by every kind of leaf. */
    @BeforeAll
    void fillTheTables() {
        board.start(quantumApi.start(), "--hub.cab-signer.standard-changes=auto");
        List.of(before, between, after, reviewed, revoked)
                .forEach(change -> answers.updated(board.open(change, "low")));
        answers.updated(board.open(approved, "high"));
        answers.signed(board.openStandard(byPolicy));
        answers.signed(board.decide(before, "user:adam"));
        answers.refusal(board.decide(approved, BoardFixture.REQUESTER));
        answers.signed(board.decide(approved, "user:adam"));
        answers.signed(board.decide(between, "user:eve"));
        answers.signed(board.decide(reviewed, "user:eve"));
        answers.updated(board.implement(
                BoardFixture.implementation(reviewed, "rolled-back").build()));
        answers.failure(board.review(
                BoardFixture.reviewing(reviewed, BoardFixture.REQUESTER).build()));
        answers.updated(
                board.review(BoardFixture.reviewing(reviewed, "user:adam").build()));
        answers.signed(board.decide(revoked, "user:adam"));
        answers.signed(board.decide(BoardFixture.approval(revoked, "user:carl")
                .setDecision("revoke")
                .build()));
        quantumApi.stop();
        answers.updated(board.openStandard(dark));
        restart("--hub.cab-signer.valid-for=5s", "--hub.cab-signer.expire-every=50ms");
        answers.updated(board.open(ranOut, "low"));
        answers.signed(board.decide(ranOut, "user:adam"));
        eventually(() ->
                assertThat(board.count("log_leaves where kind = 'expiry'")).isEqualTo(1));
        answers.refusal(board.decide(ranOut, "user:eve"));
        // from here on nothing is swept: what is changed below is changed by nobody else
        restart("--hub.cab-signer.valid-for=1ms", "--hub.cab-signer.expire-every=1h");
        answers.updated(board.open(cameLate, "low"));
        answers.refusal(board.decide(cameLate, "user:adam"));
        answers.refusal(board.decide(cameLate, "user:eve"));
        answers.signed(board.decide(dark, "user:adam"));
        answers.signed(board.decide(approved, "user:eve"));
        answers.sealed(board.seal(BoardFixture.evidence(approved).build()));
        answers.sealed(board.seal(BoardFixture.evidence(reviewed).build()));
        untilAllIsSigned();
    }

    /** All is under a signed head before anything is changed. */
    private void untilAllIsSigned() {
        eventually(() -> assertThat(board.count("tree_heads where size = (select leaves from chain)"))
                .isEqualTo(1));
    }

    /** Whatever closes last in a JVM takes Reactor Netty's shared threads along, so QuantumAPI starts again too. */
    private void restart(String... settings) {
        board.stop();
        quantumApi.stop();
        board.start(quantumApi.start(), settings);
    }

    @AfterAll
    void stop() {
        board.close();
        quantumApi.close();
    }

    /** Once with the change's decision as the last of the chain, once with others behind it. */
    @Test
    void every_change_of_a_column_is_found_and_named_and_no_other_is_blamed() throws SQLException {
        assertThat(changeEverythingOf(approved)).isGreaterThan(100);
        assertThat(answers.signed(board.decide(after, "user:adam")).getState()).isEqualTo("approved");
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
        assertThat(changeEverythingOf(ranOut)).isGreaterThan(80);
        assertThat(changeEverythingOf(cameLate)).isGreaterThan(40);
    }

    @Test
    void the_same_is_so_of_what_the_policy_approved_or_could_not() throws SQLException {
        assertThat(changeEverythingOf(byPolicy)).isGreaterThan(70);
        assertThat(changeEverythingOf(dark)).isGreaterThan(80);
    }

    private int changeEverythingOf(String id) throws SQLException {
        // all is under a signed head before anything is changed
        eventually(() -> assertThat(board.count("tree_heads where size = (select leaves from chain)"))
                .isEqualTo(1));
        Tampering tampering = new Tampering(board, () -> {
            Audit.Result found = board.audit(id);
            return new Tampering.Found(found.valid(), found.reason());
        });
        String where = "change_request_id = '" + id + "'";
        int changed = tampering.changeRows("cab_decisions", "sequence", where);
        changed += tampering.changeRows("cab_approvals", "id", "change_request_id = 'acme/" + id + "'");
        changed += tampering.changeRows("change_requests", "change_request_id", where);
        changed += tampering.changeRows("change_implementations", "leaf_index", where);
        changed += tampering.changeRows("change_reviews", "leaf_index", where);
        changed += tampering.changeRows("evidence", "evidence_id", where);
        changed += tampering.changeRows("log_leaves", "leaf_index", where);
        changed += tampering.changeRows("chain", "id", "true");
        String newest = "(select max(size) from tree_heads)";
        changed += tampering.changeRows("tree_heads", "size", "size = " + newest);
        changed += tampering.changeColumns("tree_heads", Set.of("size", "root"), "size", "size <> " + newest);
        assertIntact();
        return changed;
    }

    private void assertIntact() {
        for (String change : List.of(before, between, approved, reviewed, byPolicy, dark)) {
            assertThat(board.audit(change)).extracting(Audit.Result::reason).isNull();
            assertThat(board.audit(change).valid()).isTrue();
        }
        assertThat(board.audit(revoked).reason()).isEqualTo("The change request is revoked.");
        for (String change : List.of(ranOut, cameLate)) {
            assertThat(board.audit(change).reason()).isEqualTo("The change request is expired.");
        }
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
            try (Connection connection = board.connect()) {
                connection.createStatement().execute("create table kept as select * from " + table);
                connection
                        .createStatement()
                        .execute("delete from " + table + " where change_request_id in ('" + reviewed + "', 'acme/"
                                + reviewed + "')");
                try {
                    Audit.Result found = board.audit(reviewed);
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
