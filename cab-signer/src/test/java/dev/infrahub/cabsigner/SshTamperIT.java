package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.Tampering.Found;
import dev.infrahub.cabsigner.domain.SshAudit;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody with the database's password changes the register of SSH certificates: every column of every row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshTamperIT {

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();
    private final String certificate = UUID.randomUUID().toString();

    @BeforeAll
    void issueAndRevoke() {
        board.start(quantumApi.start(), SshRequests.ACCESS);
        issue(UUID.randomUUID(), 1);
        issue(UUID.fromString(certificate), 2);
        issue(UUID.randomUUID(), 3);
        board.wire.publish(
                Topics.SSH_REVOCATION_REQUESTED,
                certificate,
                UUID.randomUUID(),
                UUID.randomUUID(),
                new SshRevocationRequested(
                        certificate, "acme", "laptop lost", SshRequests.ENGINEER, Instant.ofEpochMilli(1)));
        eventually(() -> assertThat(board.count("ssh_revocations")).isEqualTo(1));
    }

    private void issue(UUID event, int certificates) {
        board.wire.publish(
                Topics.SSH_CERTIFICATE_REQUESTED,
                "checkout",
                event,
                UUID.randomUUID(),
                SshRequests.wish("look into it").build());
        eventually(() -> assertThat(board.count("ssh_certificates")).isEqualTo(certificates));
    }

    @AfterAll
    void stop() {
        board.close();
        quantumApi.close();
    }

    @Test
    void every_change_of_a_column_is_found_and_named_and_no_other_is_blamed() throws SQLException {
        Tampering tampering = new Tampering(board, this::audit);
        String own = "certificate_id = '" + certificate + "'";
        int changed = tampering.changeRows("ssh_certificates", "certificate_id", own);
        changed += tampering.changeRows("ssh_revocations", "certificate_id", own);
        changed += tampering.changeRows(
                "log_leaves", "leaf_index", "entry::json ->> 'certificateId' = '" + certificate + "'");

        assertThat(changed).isEqualTo(20 + 7 + 2 * 8);
        assertThat(audit()).isEqualTo(new Found(true, null));
    }

    @Test
    void a_row_that_is_gone_is_missed() throws SQLException {
        for (String table : List.of("ssh_certificates", "ssh_revocations", "log_leaves")) {
            try (Connection connection = board.connect()) {
                connection.createStatement().execute("create table kept as select * from " + table);
                connection.createStatement().execute("delete from " + table + " where leaf_index in (1, 3)");
                try {
                    assertThat(audit().valid()).as(table).isFalse();
                } finally {
                    connection.createStatement().execute("delete from " + table);
                    connection.createStatement().execute("insert into " + table + " select * from kept");
                    connection.createStatement().execute("drop table kept");
                }
            }
        }
        assertThat(audit()).isEqualTo(new Found(true, null));
    }

    private Found audit() {
        SshAudit.Result found = board.sshAudit(certificate);
        return new Found(found.valid(), found.reason());
    }
}
