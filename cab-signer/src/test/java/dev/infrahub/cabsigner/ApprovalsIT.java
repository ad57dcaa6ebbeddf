package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ApprovalRefused;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import dev.infrahub.testing.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions, on real Kafka, Postgres, registry and QuantumAPI. */
class ApprovalsIT {

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void a_change_is_approved_by_as_many_people_as_its_risk_demands() {
        String id = opened("high");
        ApprovalSigned first = signed(board.decide(id, "user:adam"));
        assertThat(first.getState()).isEqualTo("pending");
        assertThat(board.count("cab_approvals")).isZero();
        assertThat(refusal(board.decide(id, "user:adam"))).isEqualTo("approver.decided");

        UUID operation = board.decide(id, "user:Eve Ö");
        ApprovalSigned second = signed(operation);

        assertThat(second.getState()).isEqualTo("approved");
        assertThat(second.getSequence()).isEqualTo(first.getSequence() + 1);
        assertThat(second.getKeyId()).isNotEqualTo(first.getKeyId());
        eventually(() -> assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, operation))
                .singleElement()
                .extracting(ChangeUpdated::getState, ChangeUpdated::getApprovalsGiven)
                .containsExactly("approved", 2));
        assertThat(board.rows("select approved_by from cab_approvals")).containsExactly("user:Eve Ö");
        assertThat(refusal(board.decide(id, "user:carl"))).isEqualTo("change.decided");
        assertThat(verified(id, "acme"))
                .extracting(ApprovalVerified::getKnown, ApprovalVerified::getValid, ApprovalVerified::getReason)
                .containsExactly(true, true, null);
        assertThat(verified(id, "other").getKnown()).isFalse();
        assertThat(verified(board.id("none"), "acme").getKnown()).isFalse();
    }

    @Test
    void nobody_decides_on_their_own_change_nor_on_another_plan() {
        String id = opened("low");
        assertThat(refusal(board.decide(id, BoardFixture.REQUESTER))).isEqualTo("approver.is-requester");
        assertThat(refusal(board.decide(BoardFixture.approval(id, "user:adam")
                        .setPlanHash("0".repeat(64))
                        .build())))
                .isEqualTo("plan.mismatch");
        assertThat(refusal(board.decide(BoardFixture.approval(id, "user:adam")
                        .setClient("other")
                        .build())))
                .isEqualTo("change.unknown");
        assertThat(refusal(board.decide(board.id("none"), "user:adam"))).isEqualTo("change.unknown");
        assertThat(board.count("cab_decisions")).isZero();
        assertThat(board.count("log_leaves where kind = 'refusal'")).isEqualTo(4);
        assertThat(board.audit(id).reason()).isEqualTo("The change request is pending.");
    }

    @Test
    void one_rejection_decides() {
        String id = opened("critical");
        ApprovalSigned signed = signed(board.decide(
                BoardFixture.approval(id, "user:adam").setDecision("reject").build()));
        assertThat(signed.getState()).isEqualTo("rejected");
        assertThat(refusal(board.decide(id, "user:eve"))).isEqualTo("change.decided");
        assertThat(board.count("cab_approvals")).isZero();
        assertThat(board.audit(id).reason()).isEqualTo("The change request is rejected.");
    }

    @Test
    void a_request_put_again_is_told_as_it_stands_and_another_under_its_id_is_refused() {
        String id = opened("low");
        signed(board.decide(id, "user:adam"));
        UUID again = UUID.randomUUID();
        board.wire.publish(Topics.CHANGE_REQUESTED, id, UUID.randomUUID(), again, BoardFixture.change(id, "low"));
        eventually(() -> assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, again))
                .singleElement()
                .extracting(ChangeUpdated::getState)
                .isEqualTo("approved"));
        UUID other = UUID.randomUUID();
        board.wire.publish(
                Topics.CHANGE_REQUESTED,
                id,
                UUID.randomUUID(),
                other,
                ChangeRequested.newBuilder(BoardFixture.change(id, "low"))
                        .setPlanHash("0".repeat(64))
                        .build());
        assertThat(failure(other))
                .extracting(OperationFailed::getCode, OperationFailed::getKind)
                .containsExactly("change.exists", "conflict");
        assertThat(deadLetters(Topics.CHANGE_REQUESTED, other)).isEmpty();
    }

    @Test
    void an_expired_request_is_not_approved() {
        board.start(quantumApi.start(), "--hub.cab-signer.valid-for=1ms");
        String id = board.id("late");
        board.open(id, "low");
        eventually(() -> assertThat(board.count("change_requests")).isEqualTo(1));
        UUID operation = board.decide(id, "user:adam");
        assertThat(refusal(operation)).isEqualTo("change.expired");
        eventually(() -> assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, operation))
                .singleElement()
                .extracting(ChangeUpdated::getState)
                .isEqualTo("expired"));
        assertThat(refusal(board.decide(id, "user:eve"))).isEqualTo("change.expired");
        assertThat(board.audit(id).reason()).isEqualTo("The change request is expired.");
    }

    @Test
    void a_decision_that_waited_too_long_is_refused_and_never_signed() {
        String id = opened("low");
        ApprovalRequested old = BoardFixture.approval(id, "user:adam")
                .setRequestedAt(Instant.now().minus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.MILLIS))
                .build();
        assertThat(refusal(board.decide(old))).isEqualTo("approval.too-late");
        assertThat(board.count("cab_decisions")).isZero();
    }

    @Test
    void redelivery_signs_nothing_again_not_even_after_a_restart() {
        String id = opened("high");
        UUID event = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        ApprovalRequested approval = BoardFixture.approval(id, "user:adam").build();
        board.wire.publish(Topics.APPROVAL_REQUESTED, id, event, operation, approval);
        board.wire.publish(Topics.APPROVAL_REQUESTED, id, event, operation, approval);
        signed(operation);
        board.stop();
        board.wire.publish(Topics.APPROVAL_REQUESTED, id, event, operation, approval);
        restart(quantumApi);
        signed(board.decide(id, "user:eve"));
        assertThat(board.wire.eventsOf(Topics.APPROVAL_SIGNED, operation)).hasSize(1);
        assertThat(board.wire.eventsOf(Topics.APPROVAL_REFUSED, operation)).isEmpty();
        assertThat(board.count("cab_decisions")).isEqualTo(2);
        assertThat(board.audit(id).valid()).isTrue();
    }

    @Test
    void without_quantumapi_nothing_is_approved_then_or_later() {
        try (LocalQuantumApi away = new LocalQuantumApi()) {
            board.start(away.start());
            String id = board.id("dark");
            board.open(id, "low");
            eventually(() -> assertThat(board.count("change_requests")).isEqualTo(1));
            away.stop();
            UUID event = UUID.randomUUID();
            UUID operation = UUID.randomUUID();
            ApprovalRequested approval = BoardFixture.approval(id, "user:adam").build();
            board.wire.publish(Topics.APPROVAL_REQUESTED, id, event, operation, approval);
            OperationFailed failed = failure(operation);
            assertThat(failed.getCode()).isEqualTo("quantumapi.unavailable");
            assertThat(failed.getRetryable()).isTrue();

            away.start();
            // delivered again, before and after a restart, with QuantumAPI back
            board.wire.publish(Topics.APPROVAL_REQUESTED, id, event, operation, approval);
            board.stop();
            restart(away);
            board.wire.publish(Topics.APPROVAL_REQUESTED, id, event, operation, approval);
            assertThat(refusal(board.decide(id, BoardFixture.REQUESTER))).isEqualTo("approver.is-requester");

            assertThat(board.count("cab_decisions")).isZero();
            assertThat(board.count("cab_approvals")).isZero();
            assertThat(board.rows("select state from change_requests")).containsExactly("pending");
            assertThat(board.count("log_leaves where kind = 'failure'")).isEqualTo(1);
            assertThat(board.wire.eventsOf(Topics.APPROVAL_SIGNED, operation)).isEmpty();
            assertThat(deadLetters(Topics.APPROVAL_REQUESTED, operation))
                    .containsExactly("event.repeated", "event.repeated");
            eventually(() ->
                    assertThat(signed(board.decide(id, "user:adam")).getState()).isEqualTo("approved"));
            assertThat(board.audit(id).valid()).isTrue();
            // years later, with no QuantumAPI at all
            away.stop();
            assertThat(verified(id, "acme").getValid()).isTrue();
        }
    }

    @Test
    void what_cannot_be_kept_is_refused_with_the_name_of_the_field() {
        String id = opened("low");
        OperationFailed failed = failure(board.decide(
                BoardFixture.approval(id, "user:adam").setDecision("maybe").build()));
        assertThat(failed.getCode()).isEqualTo("approval.invalid");
        assertThat(failed.getDetail()).startsWith("decision is");
        assertThat(failure(board.decide(BoardFixture.approval(id, "user:adam")
                                .setComment("\0")
                                .build()))
                        .getCode())
                .isEqualTo("approval.invalid");
    }

    /** Whatever closes last in a JVM takes Reactor Netty's shared threads along, so QuantumAPI starts again too. */
    private void restart(LocalQuantumApi api) {
        api.stop();
        board.start(api.start());
    }

    private String opened(String risk) {
        board.start(quantumApi.start());
        String id = board.id(risk);
        board.open(id, risk);
        eventually(() -> assertThat(board.count("change_requests")).isEqualTo(1));
        return id;
    }

    private ApprovalSigned signed(UUID operation) {
        eventually(() -> assertThat(board.wire.eventsOf(Topics.APPROVAL_SIGNED, operation))
                .hasSize(1));
        return board.wire.eventsOf(Topics.APPROVAL_SIGNED, operation).getFirst();
    }

    private String refusal(UUID operation) {
        eventually(() -> assertThat(board.wire.eventsOf(Topics.APPROVAL_REFUSED, operation))
                .hasSize(1));
        List<ApprovalRefused> refused = board.wire.eventsOf(Topics.APPROVAL_REFUSED, operation);
        assertThat(failure(operation).getCode()).isEqualTo(refused.getFirst().getCode());
        return refused.getFirst().getCode();
    }

    private OperationFailed failure(UUID operation) {
        eventually(() -> assertThat(board.wire.eventsOf(Topics.OPERATION_FAILED, operation))
                .hasSize(1));
        return board.wire.eventsOf(Topics.OPERATION_FAILED, operation).getFirst();
    }

    private ApprovalVerified verified(String id, String client) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.VERIFICATION_REQUESTED, id, UUID.randomUUID(), operation, new VerificationRequested(id, client));
        eventually(() -> assertThat(board.wire.eventsOf(Topics.APPROVAL_VERIFIED, operation))
                .hasSize(1));
        return board.wire.eventsOf(Topics.APPROVAL_VERIFIED, operation).getFirst();
    }

    /** By their codes. */
    private List<String> deadLetters(Topic<?> topic, UUID operation) {
        return board.wire.records(topic.deadLetters()).stream()
                .filter(record -> Wire.header(record, "correlation-id")
                        .filter(operation.toString()::equals)
                        .isPresent())
                .map(record -> Wire.header(record, "dlt-code").orElse(""))
                .toList();
    }
}
