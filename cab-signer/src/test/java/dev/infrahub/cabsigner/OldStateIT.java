package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A database of a build before: one that did not sign, nor keep where an event was found; and one that kept it among the rest. */
class OldStateIT {

    @Test
    void an_event_of_a_build_that_did_not_sign_is_unsigned_and_has_no_effect_again() throws SQLException {
        try (LocalQuantumApi quantumApi = new LocalQuantumApi();
                BoardFixture board = new BoardFixture()) {
            board.start(quantumApi.start());
            String id = board.id("old");
            UUID event = UUID.randomUUID();
            UUID operation = UUID.randomUUID();
            ChangeRequested change = BoardFixture.change(id, "low");
            board.wire.publish(Topics.CHANGE_REQUESTED, id, event, operation, change);
            eventually(() -> assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, operation))
                    .hasSize(1));
            board.stop();
            quantumApi.stop();
            asBefore(board);

            board.start(quantumApi.start());
            board.wire.publishBytes(
                    Topics.CHANGE_REQUESTED,
                    id,
                    board.wire.encode(Topics.CHANGE_REQUESTED, change),
                    Map.of("ce_id", event.toString(), "correlation-id", operation.toString()));
            String next = board.id("next");
            UUID barrier = UUID.randomUUID();
            // the same key, so the same partition: it comes behind
            board.wire.publish(
                    Topics.CHANGE_REQUESTED, id, UUID.randomUUID(), barrier, BoardFixture.change(next, "low"));

            eventually(() -> assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, barrier))
                    .hasSize(1));
            assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, operation)).hasSize(1);
            assertThat(board.rows("select entry::json ->> 'code' from log_leaves where kind = 'distrust'"))
                    .containsExactly("event.unsigned");
            assertThat(board.rows("select place from inbox where event_id = '" + event + "'"))
                    .containsExactly("null");
            assertThat(board.count("inbox where place like 'change.requested/%'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void what_was_handled_while_places_were_kept_among_the_rest_is_still_known() throws SQLException {
        try (LocalQuantumApi quantumApi = new LocalQuantumApi();
                BoardFixture board = new BoardFixture()) {
            board.start(quantumApi.start());
            String id = board.id("known");
            UUID event = UUID.randomUUID();
            UUID operation = UUID.randomUUID();
            ChangeRequested change = BoardFixture.change(id, "low");
            board.wire.publish(Topics.CHANGE_REQUESTED, id, event, operation, change);
            eventually(() -> assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, operation))
                    .hasSize(1));
            board.stop();
            quantumApi.stop();
            execute(
                    board,
                    "update inbox set consumer = 'cab-signer' where consumer = 'cab-signer/power'",
                    "delete from flyway_schema_history where version = '0.3'");

            board.start(quantumApi.start());
            board.wire.publish(Topics.CHANGE_REQUESTED, id, event, operation, change);

            eventually(() -> assertThat(
                            board.rows("select entry::json ->> 'code' from log_leaves where kind = 'distrust'"))
                    .containsExactly("event.repeated"));
            assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, operation)).hasSize(1);
        }
    }

    private static void asBefore(BoardFixture board) throws SQLException {
        execute(
                board,
                "update inbox set consumer = 'cab-signer'",
                "alter table inbox drop column place",
                "delete from flyway_schema_history where version in ('0.2', '0.3')");
    }

    private static void execute(BoardFixture board, String... changes) throws SQLException {
        try (Connection connection = board.connect();
                Statement statement = connection.createStatement()) {
            for (String change : changes) {
                statement.execute(change);
            }
        }
    }
}
