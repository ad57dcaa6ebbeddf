package dev.infrahub.cabsigner;

import static dev.infrahub.cabsigner.SshRequests.wish;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.SshAuthorityRequested;
import dev.infrahub.schemas.SshAuthorityUpdated;
import dev.infrahub.schemas.SshCertificateIssued;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.SshCertificateRevoked;
import dev.infrahub.schemas.SshCertificateVerified;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.SshVerificationRequested;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SSH certificates, on real Kafka, Postgres, registry and QuantumAPI. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshIT {

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();

    @BeforeAll
    void start() {
        board.start(quantumApi.start(), SshRequests.ACCESS);
    }

    @AfterAll
    void stop() {
        board.close();
        quantumApi.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "ssh-mldsa44-ed25519@openssh.com"})
    void a_certificate_is_what_was_asked_for_and_its_register_is_genuine(String algorithm) {
        SshCertificateRequested wish =
                wish("look into it").setAlgorithm(algorithm).build();
        UUID event = UUID.randomUUID();
        SshCertificateIssued issued = issued(ask(event, wish));

        assertThat(issued.getCertificateId()).isEqualTo(event.toString());
        assertThat(issued.getKeyId()).isEqualTo(SshRequests.ENGINEER + "/-/" + event);
        assertThat(issued.getPrincipals()).containsExactly("deploy");
        assertThat(issued.getCertificate()).startsWith("ssh-ed25519-cert-v01@openssh.com ");
        assertThat(issued.getCaPublicKey()).startsWith(algorithm + " ");
        assertThat(issued.getValidTo())
                .isEqualTo(wish.getRequestedAt().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS));
        assertThat(verified(issued.getCertificateId(), "acme"))
                .extracting(
                        SshCertificateVerified::getKnown,
                        SshCertificateVerified::getValid,
                        SshCertificateVerified::getReason)
                .containsExactly(true, true, null);
        assertThat(verified(issued.getCertificateId(), "other").getKnown()).isFalse();
    }

    @Test
    void who_asks_for_no_principal_gets_all_that_the_rules_give() {
        assertThat(issued(ask(wish("all").setPrincipals(List.of()).build())).getPrincipals())
                .containsExactly("deploy", "reader");
    }

    @Test
    void what_no_rule_gives_is_refused_by_name_and_logged() {
        long before = board.count("log_leaves where kind = 'certificate-refusal'");

        OperationFailed principal = failure(
                ask(wish("more").setPrincipals(List.of("deploy", "root")).build()));
        assertThat(principal.getCode()).isEqualTo("ssh.principal-denied");
        assertThat(principal.getDetail()).contains("as root", "deploy, reader", "hub.cab-signer.ssh.access");
        assertThat(failure(ask(wish("x").setEntityRef("resource:default/db").build()))
                        .getCode())
                .isEqualTo("ssh.entity-denied");
        assertThat(failure(ask(wish("x").setClient("globex").build())).getCode())
                .isEqualTo("ssh.entity-denied");
        assertThat(failure(ask(wish("x").setRoles(List.of("ci")).build())).getCode())
                .isEqualTo("ssh.entity-denied");
        assertThat(failure(ask(wish("x")
                                .setRequestedAt(Instant.now()
                                        .minus(Duration.ofMinutes(2))
                                        .truncatedTo(ChronoUnit.MILLIS))
                                .build()))
                        .getCode())
                .isEqualTo("ssh-certificate.too-late");
        assertThat(board.count("log_leaves where kind = 'certificate-refusal'")).isEqualTo(before + 5);
    }

    @Test
    void a_certificate_for_a_change_ends_with_it_and_names_it_and_needs_its_approval() {
        String id = opened("ssh");
        assertThat(failure(ask(wish("x").setChangeRequestId(id).build())).getCode())
                .isEqualTo("change.not-approved");
        decide(BoardFixture.approval(id, "user:adam").build());

        SshCertificateIssued issued =
                issued(ask(wish("x").setChangeRequestId(id).build()));
        assertThat(issued.getKeyId()).isEqualTo(SshRequests.ENGINEER + "/" + id + "/" + issued.getCertificateId());
        assertThat(issued.getChangeRequestId()).isEqualTo(id);
        assertThat(failure(ask(wish("x").setChangeRequestId(board.id("none")).build()))
                        .getCode())
                .isEqualTo("change.unknown");
        assertThat(failure(ask(wish("x")
                                .setChangeRequestId(id)
                                .setClient("globex")
                                .build()))
                        .getCode())
                .isEqualTo("change.unknown");
        assertThat(board.audit(id).valid()).isTrue();
    }

    @Test
    void whom_an_approval_gave_access_loses_it_with_the_approval() {
        String id = opened("withdrawn");
        decide(BoardFixture.approval(id, "user:adam").build());
        SshCertificateIssued given =
                issued(ask(wish("for the change").setChangeRequestId(id).build()));
        SshCertificateIssued other = issued(ask(wish("for something else").build()));

        UUID withdrawal = decide(
                BoardFixture.approval(id, "user:carl").setDecision("revoke").build());

        eventually(() -> assertThat(
                        board.rows("select revoked_by || ': ' || reason from ssh_revocations where certificate_id = '"
                                + given.getCertificateId() + "'"))
                .containsExactly("user:carl: The approval of " + id + " was revoked"));
        assertThat(holds(authority().getRevocations().array(), given.getSerial()))
                .isTrue();
        assertThat(holds(authority().getRevocations().array(), other.getSerial()))
                .isFalse();
        // who withdrew the approval does not wait for that
        assertThat(board.wire.eventsOf(Topics.SSH_CERTIFICATE_REVOKED, withdrawal))
                .isEmpty();
        assertThat(verified(given.getCertificateId(), "acme").getValid()).isTrue();
        assertThat(board.audit(id).reason()).isEqualTo("The change request is revoked.");
    }

    private String opened(String name) {
        String id = board.id(name);
        board.open(id, "low");
        eventually(() -> assertThat(board.count("change_requests where change_request_id = '" + id + "'"))
                .isEqualTo(1));
        return id;
    }

    private UUID decide(ApprovalRequested decision) {
        UUID operation = board.decide(decision);
        eventually(() -> assertThat(board.wire.eventsOf(Topics.APPROVAL_SIGNED, operation))
                .hasSize(1));
        return operation;
    }

    @Test
    void a_certificate_is_revoked_once_and_the_list_holds_it_from_then_on() {
        SshCertificateIssued issued = issued(ask(wish("lost").build()));
        byte[] before = authority().getRevocations().array();

        SshCertificateRevoked revoked = revoked(revoke(issued.getCertificateId(), "acme"));
        SshCertificateRevoked again = revoked(revoke(issued.getCertificateId(), "acme"));

        assertThat(holds(before, issued.getSerial())).isFalse();
        assertThat(holds(revoked.getRevocations().array(), issued.getSerial())).isTrue();
        assertThat(revoked.getLogSize()).isEqualTo(revoked.getLeafIndex() + 1);
        assertThat(again.getRevokedAt()).isEqualTo(revoked.getRevokedAt());
        assertThat(again.getLeafIndex()).isEqualTo(revoked.getLeafIndex());
        assertThat(authority().getLogSize()).isGreaterThanOrEqualTo(revoked.getLogSize());
        assertThat(verified(issued.getCertificateId(), "acme").getValid()).isTrue();
        assertThat(failure(revoke(issued.getCertificateId(), "globex")))
                .extracting(OperationFailed::getCode, OperationFailed::getKind)
                .containsExactly("ssh-certificate.unknown", "unknown");
    }

    /** A list of serials in a section of certificates: eight bytes each, PROTOCOL.krl. */
    private static boolean holds(byte[] revocations, String serial) {
        ByteBuffer in = ByteBuffer.wrap(revocations);
        long wanted = Long.parseUnsignedLong(serial);
        for (int at = revocations.length - Long.BYTES; at > 44; at -= Long.BYTES) {
            if (in.getLong(at) == wanted) {
                return true;
            }
        }
        return false;
    }

    @Test
    void redelivery_issues_nothing_again() {
        UUID event = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        SshCertificateRequested wish = wish("twice").build();
        publish(event, operation, wish);
        publish(event, operation, wish);
        issued(operation);
        issued(ask(wish("behind it").build()));

        assertThat(board.wire.eventsOf(Topics.SSH_CERTIFICATE_ISSUED, operation))
                .hasSize(1);
        assertThat(board.count("ssh_certificates where certificate_id = '" + event + "'"))
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_kept_is_refused_with_the_name_of_the_field() {
        assertThat(failure(ask(wish("x").setTtlSeconds(28801).build())).getDetail())
                .startsWith("ttlSeconds");
        assertThat(failure(ask(wish("x")
                                .setPublicKey("command=\"rm\" " + SshRequests.newKey())
                                .build()))
                        .getDetail())
                .startsWith("publicKey");
        assertThat(failure(ask(wish("x")
                                .setPublicKey(SshRequests.newKey() + " Rita")
                                .build()))
                        .getDetail())
                .startsWith("publicKey");
        assertThat(failure(ask(wish("x").setEntityRef("checkout").build())).getDetail())
                .startsWith("entityRef");
        assertThat(failure(ask(wish("").build())).getDetail()).startsWith("reason");
    }

    @Test
    void many_at_once_are_each_answered_once_and_leave_one_log() {
        List<UUID> operations = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            operations.add(ask(
                    n % 4 == 0
                            ? wish("no").setRoles(List.of()).build()
                            : wish("yes").build()));
        }
        eventually(() -> assertThat(operations)
                .allSatisfy(operation -> assertThat(answers(operation)).isEqualTo(1)));

        List<String> serials = board.rows("select serial from ssh_certificates");
        assertThat(serials).doesNotHaveDuplicates();
        assertThat(board.count("log_leaves")).isEqualTo(board.count("chain, generate_series(1, leaves)"));
        board.rows("select certificate_id from ssh_certificates where reason = 'yes' limit 3")
                .forEach(id -> assertThat(verified(id, "acme").getReason()).isNull());
    }

    private int answers(UUID operation) {
        return board.wire.eventsOf(Topics.SSH_CERTIFICATE_ISSUED, operation).size()
                + board.wire.eventsOf(Topics.OPERATION_FAILED, operation).size();
    }

    private UUID ask(SshCertificateRequested wish) {
        return ask(UUID.randomUUID(), wish);
    }

    private UUID ask(UUID event, SshCertificateRequested wish) {
        UUID operation = UUID.randomUUID();
        publish(event, operation, wish);
        return operation;
    }

    private void publish(UUID event, UUID operation, SshCertificateRequested wish) {
        board.wire.publish(Topics.SSH_CERTIFICATE_REQUESTED, wish.getClient(), event, operation, wish);
    }

    private UUID revoke(String certificateId, String client) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.SSH_REVOCATION_REQUESTED,
                certificateId,
                UUID.randomUUID(),
                operation,
                new SshRevocationRequested(
                        certificateId, client, "laptop lost", SshRequests.ENGINEER, Instant.ofEpochMilli(1)));
        return operation;
    }

    private SshAuthorityUpdated authority() {
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.SSH_AUTHORITY_REQUESTED,
                "ssh-ed25519",
                UUID.randomUUID(),
                operation,
                new SshAuthorityRequested("ssh-ed25519"));
        return answer(Topics.SSH_AUTHORITY_UPDATED, operation);
    }

    private SshCertificateVerified verified(String certificateId, String client) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.SSH_VERIFICATION_REQUESTED,
                certificateId,
                UUID.randomUUID(),
                operation,
                new SshVerificationRequested(certificateId, client));
        return answer(Topics.SSH_CERTIFICATE_VERIFIED, operation);
    }

    private SshCertificateIssued issued(UUID operation) {
        return answer(Topics.SSH_CERTIFICATE_ISSUED, operation);
    }

    private SshCertificateRevoked revoked(UUID operation) {
        return answer(Topics.SSH_CERTIFICATE_REVOKED, operation);
    }

    private OperationFailed failure(UUID operation) {
        return answer(Topics.OPERATION_FAILED, operation);
    }

    private <T extends SpecificRecord> T answer(Topic<T> topic, UUID operation) {
        eventually(() -> assertThat(board.wire.eventsOf(topic, operation)).hasSize(1));
        return board.wire.eventsOf(topic, operation).getFirst();
    }
}
