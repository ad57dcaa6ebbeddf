package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.SshAuthorityRequested;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.SshVerificationRequested;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which event answers which request; what else comes of it only belongs to it. */
class OneAnswerIT {

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void a_request_to_the_board_has_one_answer() {
        board.start(quantumApi.start(), "--hub.cab-signer.standard-changes=auto");
        String id = board.id("one");
        assertAnswered(board.open(id, "low"), Topics.CHANGE_UPDATED);
        assertAnswered(board.open(id, "low"), Topics.CHANGE_UPDATED);
        assertAnswered(board.openStandard(board.id("policy")), Topics.CHANGE_UPDATED);
        assertAnswered(board.decide(id, BoardFixture.REQUESTER), Topics.OPERATION_FAILED);
        assertAnswered(board.decide(id, "user:adam"), Topics.APPROVAL_SIGNED);
        assertAnswered(board.review(BoardFixture.reviewing(id, "user:eve").build()), Topics.OPERATION_FAILED);
        assertAnswered(
                board.implement(BoardFixture.implementation(id, "succeeded").build()), Topics.CHANGE_UPDATED);
        assertAnswered(board.review(BoardFixture.reviewing(id, "user:eve").build()), Topics.CHANGE_UPDATED);
        assertAnswered(
                ask(Topics.VERIFICATION_REQUESTED, new VerificationRequested(id, "acme")), Topics.APPROVAL_VERIFIED);
        assertAnswered(
                ask(
                        Topics.REPORT_REQUESTED,
                        ReportRequested.newBuilder()
                                .setClient("acme")
                                .setTo(BoardFixture.now())
                                .setRequestedBy("user:ada")
                                .setRequestedByName("Ada")
                                .setRequestedAt(BoardFixture.now())
                                .build()),
                Topics.REPORT_COMPILED);
    }

    @Test
    void a_request_about_ssh_certificates_has_one_answer() {
        board.start(quantumApi.start(), SshRequests.ACCESS);
        UUID event = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.SSH_CERTIFICATE_REQUESTED,
                "acme",
                event,
                operation,
                SshRequests.wish("look").build());
        assertAnswered(operation, Topics.SSH_CERTIFICATE_ISSUED);
        assertAnswered(
                ask(Topics.SSH_VERIFICATION_REQUESTED, new SshVerificationRequested(event.toString(), "acme")),
                Topics.SSH_CERTIFICATE_VERIFIED);
        assertAnswered(ask(Topics.SSH_REVOCATION_REQUESTED, revocation(UUID.randomUUID())), Topics.OPERATION_FAILED);
        assertAnswered(ask(Topics.SSH_REVOCATION_REQUESTED, revocation(event)), Topics.SSH_CERTIFICATE_REVOKED);
        assertAnswered(
                ask(Topics.SSH_AUTHORITY_REQUESTED, new SshAuthorityRequested("ssh-ed25519")),
                Topics.SSH_AUTHORITY_UPDATED);
        quantumApi.stop();
        assertAnswered(
                ask(Topics.SSH_AUTHORITY_REQUESTED, new SshAuthorityRequested("ssh-ed25519")), Topics.OPERATION_FAILED);
    }

    private static SshRevocationRequested revocation(UUID certificate) {
        return new SshRevocationRequested(
                certificate.toString(), "acme", "lost", SshRequests.ENGINEER, BoardFixture.now());
    }

    private <T extends SpecificRecord> UUID ask(Topic<T> topic, T event) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(topic, "one", UUID.randomUUID(), operation, event);
        return operation;
    }

    private void assertAnswered(UUID operation, Topic<?> topic) {
        eventually(() -> assertThat(board.wire.answersTo(operation))
                .extracting(ConsumerRecord::topic)
                .containsExactly(topic.name()));
    }
}
