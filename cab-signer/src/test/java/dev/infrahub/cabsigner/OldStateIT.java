package dev.infrahub.cabsigner;

import static dev.infrahub.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A database of the build before, which did not keep where an event was found. */
class OldStateIT {

    @Test
    void what_was_handled_before_places_were_kept_is_handled_and_no_repetition() throws SQLException {
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
            board.wire.publish(Topics.CHANGE_REQUESTED, id, event, operation, change);
            String next = board.id("next");
            UUID barrier = UUID.randomUUID();
            // the same key, so the same partition: it comes behind
            board.wire.publish(
                    Topics.CHANGE_REQUESTED, id, UUID.randomUUID(), barrier, BoardFixture.change(next, "low"));

            eventually(() -> assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, barrier))
                    .hasSize(1));
            assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, operation)).hasSize(1);
            assertThat(board.count("log_leaves where kind = 'distrust'")).isZero();
            assertThat(board.rows("select place from inbox where event_id = '" + event + "'"))
                    .containsExactly("null");
            assertThat(board.count("inbox where place like 'change.requested/%'"))
                    .isEqualTo(1);
        }
    }

    private static void asBefore(BoardFixture board) throws SQLException {
        try (Connection connection = board.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table inbox drop column place");
            statement.execute("delete from flyway_schema_history where version = '0.2'");
        }
    }
}
