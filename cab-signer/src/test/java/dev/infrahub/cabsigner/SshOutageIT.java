package dev.infrahub.cabsigner;

import static dev.infrahub.cabsigner.SshRequests.wish;
import static dev.infrahub.testkit.Eventually.eventually;
import static dev.infrahub.testkit.Eventually.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.SshAuthorityRequested;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** SSH certificates, with QuantumAPI killed in between. */
class SshOutageIT {

    @Test
    void without_quantumapi_nothing_is_issued_or_revoked_then_or_later() {
        try (LocalQuantumApi away = new LocalQuantumApi();
                BoardFixture board = new BoardFixture()) {
            board.start(away.start(), SshRequests.ACCESS);
            UUID good = UUID.randomUUID();
            UUID withdrawn = UUID.randomUUID();
            issue(board, good, wish("while it is there").build());
            issue(board, withdrawn, wish("for a change that is withdrawn").build());
            away.stop();

            UUID event = UUID.randomUUID();
            UUID operation = UUID.randomUUID();
            SshCertificateRequested wish = wish("in the dark").build();
            publish(board, event, operation, wish);
            assertThat(failure(board, operation))
                    .extracting(OperationFailed::getCode, OperationFailed::getRetryable)
                    .containsExactly("quantumapi.unavailable", true);
            assertThat(failure(board, revoke(board, good)).getCode()).isEqualTo("quantumapi.unavailable");
            assertThat(failure(board, tell(board)).getCode()).isEqualTo("quantumapi.unavailable");
            // nobody waits for this one, so it is not given up
            board.wire.publish(
                    Topics.SSH_REVOCATION_REQUESTED, withdrawn.toString(), UUID.randomUUID(), revocation(withdrawn));
            throughout(Duration.ofSeconds(1), () -> board.count("ssh_revocations") == 0);

            // whatever closes last in a JVM takes Reactor Netty's shared threads along, so both start again
            board.stop();
            away.start();
            board.start(away, SshRequests.ACCESS);
            publish(board, event, operation, wish);
            board.askUntil(
                    Topics.SSH_CERTIFICATE_ISSUED,
                    later -> publish(
                            board, UUID.randomUUID(), later, wish("afterwards").build()));

            assertThat(board.wire.eventsOf(Topics.SSH_CERTIFICATE_ISSUED, operation))
                    .isEmpty();
            assertThat(board.count("ssh_certificates where reason = 'in the dark'"))
                    .isZero();
            eventually(() -> assertThat(board.rows("select certificate_id::text from ssh_revocations"))
                    .containsExactly(withdrawn.toString()));
            assertThat(board.rows("select kind from log_leaves where kind like '%-failure' order by kind"))
                    .containsExactly("certificate-failure", "revocation-failure");
        }
    }

    private static void publish(BoardFixture board, UUID event, UUID operation, SshCertificateRequested wish) {
        board.wire.publish(Topics.SSH_CERTIFICATE_REQUESTED, "checkout", event, operation, wish);
    }

    private static UUID revoke(BoardFixture board, UUID certificate) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.SSH_REVOCATION_REQUESTED,
                certificate.toString(),
                UUID.randomUUID(),
                operation,
                revocation(certificate));
        return operation;
    }

    private static SshRevocationRequested revocation(UUID certificate) {
        return new SshRevocationRequested(
                certificate.toString(), "acme", "lost", SshRequests.ENGINEER, Instant.ofEpochMilli(1));
    }

    private static void issue(BoardFixture board, UUID event, SshCertificateRequested wish) {
        UUID operation = UUID.randomUUID();
        publish(board, event, operation, wish);
        eventually(() -> assertThat(board.wire.eventsOf(Topics.SSH_CERTIFICATE_ISSUED, operation))
                .hasSize(1));
    }

    private static UUID tell(BoardFixture board) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.SSH_AUTHORITY_REQUESTED,
                "ssh-ed25519",
                UUID.randomUUID(),
                operation,
                new SshAuthorityRequested("ssh-ed25519"));
        return operation;
    }

    private static OperationFailed failure(BoardFixture board, UUID operation) {
        eventually(() -> assertThat(board.wire.eventsOf(Topics.OPERATION_FAILED, operation))
                .hasSize(1));
        return board.wire.eventsOf(Topics.OPERATION_FAILED, operation).getFirst();
    }
}
