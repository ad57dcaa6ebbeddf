package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Dsse;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Evidence, on real Kafka, Postgres, registry and QuantumAPI. */
class EvidenceIT {

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void evidence_of_an_approved_change_is_sealed_signed_and_logged() {
        String id = approved("high", "user:adam", "user:eve");
        EvidenceSealed sealed = sealed(board.seal(BoardFixture.evidence(id).build()));

        Dsse envelope = Dsse.ofJson(sealed.getEnvelope()).orElseThrow();
        assertThat(envelope.isGenuine()).isTrue();
        assertThat(envelope.text()).isEqualTo(sealed.getEnvelope());
        assertThat(sealed.getEvidenceHash()).isEqualTo(Digest.of(sealed.getEnvelope()));
        assertThat(sealed.getEvidenceId())
                .isEqualTo(Digest.id(sealed.getEnvelope().getBytes(StandardCharsets.UTF_8))
                        .toString());
        Value predicate = Value.ofJson(envelope.payload()).orElseThrow().at("predicate");
        assertThat(predicate.at("decisions").each()).hasSize(2);
        assertThat(predicate.at("submitted", "planSummary").text()).hasValue("Adds a subnet");
        assertThat(predicate.at("analysis", "summary").text()).hasValue("Creates 1 resource.");
        assertThat(board.rows("select entry::json ->> 'evidenceHash' from log_leaves where kind = 'evidence'"))
                .containsExactly(sealed.getEvidenceHash());
        assertThat(board.audit(id).valid()).isTrue();
    }

    @Test
    void the_same_again_gives_the_first_and_anything_new_gives_another() {
        String id = approved("low", "user:adam");
        EvidenceSealed first = sealed(board.seal(BoardFixture.evidence(id).build()));

        assertThat(sealed(board.seal(BoardFixture.evidence(id).build())).getEvidenceId())
                .isEqualTo(first.getEvidenceId());
        assertThat(board.count("evidence")).isEqualTo(1);
        assertThat(sealed(board.seal(
                                BoardFixture.evidence(id).setTestResults("[]").build()))
                        .getEvidenceId())
                .isNotEqualTo(first.getEvidenceId());
        assertThat(board.count("evidence")).isEqualTo(2);
    }

    @Test
    void its_tree_head_is_one_that_is_kept_and_proves_every_leaf() {
        String id = approved("high", "user:adam", "user:eve");
        EvidenceSealed sealed = sealed(board.seal(BoardFixture.evidence(id).build()));

        Value predicate = Value.ofJson(
                        Dsse.ofJson(sealed.getEnvelope()).orElseThrow().payload())
                .orElseThrow()
                .at("predicate");
        String head = CanonicalJson.of(predicate.at("treeHead"));
        assertThat(board.rows("select head from tree_heads")).contains(head);
        SignedTreeHead signed = SignedTreeHead.ofJson(head).orElseThrow();
        assertThat(signed.isGenuine()).isTrue();
        assertThat(signed.head().size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void what_is_not_approved_not_genuine_or_of_something_else_is_refused_and_logged() throws SQLException {
        board.start(quantumApi.start());
        String pending = board.id("pending");
        board.open(pending, "low");
        eventually(() -> assertThat(board.count("change_requests")).isEqualTo(1));
        String id = approve("low", "user:adam");

        refused(BoardFixture.evidence(pending), "change.not-approved", RefusalKind.CONFLICT);
        refused(BoardFixture.evidence(board.id("none")), "change.unknown", RefusalKind.UNKNOWN);
        refused(BoardFixture.evidence(id).setClient("other"), "change.unknown", RefusalKind.UNKNOWN);
        refused(
                BoardFixture.evidence(id).setAnalysis("{\"planHash\":\"" + "0".repeat(64) + "\"}"),
                "plan.mismatch",
                RefusalKind.CONFLICT);
        refused(BoardFixture.evidence(id).setApprovalSignature("c2ln"), "signature.mismatch", RefusalKind.CONFLICT);
        assertThat(board.count("log_leaves where kind = 'refusal'")).isEqualTo(5);
        try (Connection connection = board.connect()) {
            connection.createStatement().execute("update cab_decisions set comment = 'changed'");
        }
        refused(BoardFixture.evidence(id), "change.not-genuine", RefusalKind.CONFLICT);
        assertThat(board.count("evidence")).isZero();
    }

    @Test
    void what_became_of_the_change_is_in_it_and_what_was_withdrawn_is_not_sealed() {
        String id = approved("low", "user:adam");
        String before = sealed(board.seal(BoardFixture.evidence(id).build())).getEvidenceId();
        one(
                Topics.CHANGE_UPDATED,
                board.implement(BoardFixture.implementation(id, "succeeded").build()));
        EvidenceSealed sealed = sealed(board.seal(BoardFixture.evidence(id).build()));

        assertThat(sealed.getEvidenceId()).isNotEqualTo(before);
        Value predicate = Value.ofJson(
                        Dsse.ofJson(sealed.getEnvelope()).orElseThrow().payload())
                .orElseThrow()
                .at("predicate");
        assertThat(predicate.at("changeRequest", "state").text()).hasValue("implemented");
        assertThat(predicate.at("events").each())
                .singleElement()
                .satisfies(event -> assertThat(event.at("kind").text()).hasValue("implementation"));
        String revoked = board.id("revoked");
        one(Topics.CHANGE_UPDATED, board.open(revoked, "low"));
        one(Topics.APPROVAL_SIGNED, board.decide(revoked, "user:adam"));
        one(
                Topics.APPROVAL_SIGNED,
                board.decide(BoardFixture.approval(revoked, "user:carl")
                        .setDecision("revoke")
                        .build()));
        refused(BoardFixture.evidence(revoked), "change.not-approved", RefusalKind.CONFLICT);
    }

    @Test
    void a_decision_s_signature_may_be_given_and_is_looked_up() {
        String id = approved("low", "user:adam");
        String signature = board.rows("select signature from cab_decisions").getFirst();

        assertThat(sealed(board.seal(BoardFixture.evidence(id)
                                .setApprovalSignature(signature)
                                .build()))
                        .getEnvelope())
                .isNotEmpty();
    }

    @Test
    void while_quantumapi_is_away_nothing_is_sealed_then_or_later() {
        String id = approved("low", "user:adam");
        quantumApi.stop();
        UUID operation = board.seal(BoardFixture.evidence(id).build());

        assertThat(failure(operation))
                .extracting(OperationFailed::getCode, OperationFailed::getRetryable)
                .containsExactly("quantumapi.unavailable", true);
        assertThat(board.count("log_leaves where kind = 'failure'")).isEqualTo(1);
        assertThat(board.count("evidence")).isZero();

        quantumApi.start();
        // the circuit may still be open: whoever is refused asks again
        board.askUntil(
                Topics.EVIDENCE_SEALED,
                later -> board.wire.publish(
                        Topics.EVIDENCE_SUBMITTED,
                        id,
                        UUID.randomUUID(),
                        later,
                        BoardFixture.evidence(id).build()));
        assertThat(board.wire.eventsOf(Topics.EVIDENCE_SEALED, operation)).isEmpty();
    }

    @Test
    void what_is_published_past_the_gateway_is_held_to_the_same() {
        String id = approved("low", "user:adam");

        for (EvidenceSubmitted.Builder wrong : List.of(
                BoardFixture.evidence(id).setScanResults("{ }"),
                BoardFixture.evidence(id).setScanResults("{\"a\":1,\"a\":1}"),
                BoardFixture.evidence(id).setScanResults("{\"password\":\"correct horse battery\"}"),
                BoardFixture.evidence(id).setSubmittedBy(" "))) {
            assertThat(failure(board.seal(wrong.build())).getCode()).isEqualTo("evidence.invalid");
        }
        assertThat(board.count("evidence")).isZero();
    }

    @Test
    void the_most_that_the_gateway_takes_is_sealed() {
        String id = approved("low", "user:adam");
        String scan = "[\"" + "s".repeat(4 * 1024 * 1024 - 100) + "\"]";
        String analysis = "{\"planHash\":\"" + BoardFixture.plan(id) + "\",\"summary\":\""
                + "a".repeat(3 * 512 * 1024 - 100) + "\"}";

        EvidenceSealed sealed = sealed(board.seal(BoardFixture.evidence(id)
                .setScanResults(scan)
                .setAnalysis(analysis)
                .build()));
        assertThat(Dsse.ofJson(sealed.getEnvelope())).get().matches(Dsse::isGenuine);
    }

    private void refused(EvidenceSubmitted.Builder event, String code, RefusalKind kind) {
        assertThat(failure(board.seal(event.build())))
                .extracting(OperationFailed::getCode, OperationFailed::getKind)
                .containsExactly(code, kind.text());
    }

    private String approved(String risk, String... approvers) {
        board.start(quantumApi.start());
        return approve(risk, approvers);
    }

    private String approve(String risk, String... approvers) {
        String id = board.id("it");
        board.open(id, risk);
        eventually(() -> assertThat(board.count("change_requests where change_request_id = '" + id + "'"))
                .isEqualTo(1));
        for (String approver : approvers) {
            assertThat(one(Topics.APPROVAL_SIGNED, board.decide(id, approver)))
                    .extracting(ApprovalSigned::getApprovedBy)
                    .isEqualTo(approver);
        }
        return id;
    }

    private EvidenceSealed sealed(UUID operation) {
        return one(Topics.EVIDENCE_SEALED, operation);
    }

    private OperationFailed failure(UUID operation) {
        return one(Topics.OPERATION_FAILED, operation);
    }

    private <T extends SpecificRecord> T one(Topic<T> topic, UUID operation) {
        eventually(() -> assertThat(board.wire.eventsOf(topic, operation)).hasSize(1));
        return board.wire.eventsOf(topic, operation).getFirst();
    }
}
