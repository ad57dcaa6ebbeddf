package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.proofs.AcceptedDrift;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.DriftAcceptance;
import dev.infrahub.schemas.DriftAcceptanceDecided;
import dev.infrahub.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To accept drift is a change: the board decides on it, signs it, and withdraws it, as on every other. */
class AcceptedDriftIT {

    private final AcceptedDrift accepted = new AcceptedDrift(
            "acme",
            "network",
            "aws_sqs_queue.jobs[\"a\"]",
            "policy",
            "0c7a5b1f9d3e48a26b1f0e5d7c9a8b3e",
            BoardFixture.now().plus(90, ChronoUnit.DAYS),
            "Until the vendor's fix – ✓");

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();
    private final Answers answers = new Answers(board.wire);

    @BeforeEach
    void start() {
        board.start(quantumApi.start());
    }

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void what_is_accepted_is_told_when_the_last_has_approved_and_when_that_is_withdrawn() {
        String id = board.id("accepted");
        ChangeUpdated opened =
                answers.updated(open(request(id, accepted, "high").build()));
        assertThat(opened.getAcceptance()).isEqualTo(event(accepted));
        assertThat(opened.getApprovalsNeeded()).isEqualTo(2);
        assertThat(opened.getExpiresAt()).isEqualTo(accepted.until());

        UUID first = decide(id, "user:adam", "approve");
        answers.signed(first);
        assertThat(told(first)).isEmpty();
        UUID second = decide(id, "user:eve", "approve");
        assertThat(answers.signed(second).getPayload()).contains("\"planHash\":\"" + accepted.hash() + "\"");
        assertThat(answers.updated(second).getAcceptance()).isEqualTo(event(accepted));
        eventually(() -> assertThat(told(second)).singleElement().satisfies(decided -> {
            assertThat(decided.getChangeRequestId()).isEqualTo(id);
            assertThat(decided.getClient()).isEqualTo("acme");
            assertThat(decided.getModule()).isEqualTo("network");
            assertThat(decided.getAcceptance()).isEqualTo(event(accepted));
            assertThat(decided.getPlanHash()).isEqualTo(accepted.hash());
            assertThat(decided.getState()).isEqualTo("approved");
            assertThat(decided.getDecidedBy()).containsExactly("user:adam", "user:eve");
        }));
        assertThat(board.audit(id)).extracting("valid", "reason").containsExactly(true, null);

        UUID revoked = decide(id, "user:carl", "revoke");
        assertThat(answers.signed(revoked).getState()).isEqualTo("revoked");
        eventually(() -> assertThat(told(revoked)).singleElement().satisfies(decided -> {
            assertThat(decided.getState()).isEqualTo("revoked");
            assertThat(decided.getDecidedBy()).containsExactly("user:carl");
            assertThat(decided.getAcceptance()).isEqualTo(event(accepted));
        }));
    }

    @Test
    void what_is_rejected_is_accepted_by_nobody_and_what_is_accepted_is_not_applied() {
        String rejected = board.id("rejected");
        answers.updated(open(request(rejected, accepted, "low").build()));
        UUID operation = decide(rejected, "user:adam", "reject");
        answers.signed(operation);
        assertThat(told(operation)).isEmpty();

        String applied = board.id("applied");
        answers.updated(open(request(applied, accepted, "low").build()));
        UUID decision = decide(applied, "user:adam", "approve");
        answers.signed(decision);
        assertThat(answers.failure(board.implement(
                        BoardFixture.implementation(applied, "succeeded").build())))
                .isEqualTo("change.accepts-drift");
        assertThat(answers.signed(decide(applied, "user:eve", "revoke")).getState())
                .isEqualTo("revoked");
    }

    @Test
    void what_has_another_hash_than_it_is_of_is_never_opened() {
        String id = board.id("forged");
        UUID operation =
                open(request(id, accepted, "low").setPlanHash("0".repeat(64)).build());

        assertThat(answers.failure(operation)).isEqualTo("change.invalid");
        assertThat(board.count("change_requests")).isZero();
        AcceptedDrift other = new AcceptedDrift(
                "acme",
                "network",
                "aws_sqs_queue.other",
                "policy",
                accepted.change(),
                accepted.until(),
                accepted.why());
        assertThat(answers.failure(open(
                        request(id, accepted, "low").setAcceptance(event(other)).build())))
                .isEqualTo("change.invalid");
    }

    @Test
    void what_was_put_before_the_board_is_in_the_log_and_a_change_of_it_is_found() throws SQLException {
        String id = board.id("tampered");
        answers.updated(open(request(id, accepted, "low").build()));
        answers.signed(decide(id, "user:adam", "approve"));
        assertThat(board.rows("select entry::json ->> 'acceptance' from log_leaves where kind = 'change'"))
                .containsExactly(accepted.text());
        assertThat(board.audit(id)).extracting("valid", "reason").containsExactly(true, null);

        try (Connection connection = board.connect()) {
            connection
                    .createStatement()
                    .executeUpdate("update change_requests set acceptance = replace(acceptance, 'jobs', 'mail')");
        }
        assertThat(board.audit(id).valid()).isFalse();
        assertThat(board.audit(id).reason()).contains("change_requests.acceptance was changed");
    }

    private UUID open(ChangeRequested event) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(Topics.CHANGE_REQUESTED, event.getChangeRequestId(), UUID.randomUUID(), operation, event);
        return operation;
    }

    private static ChangeRequested.Builder request(String id, AcceptedDrift accepted, String risk) {
        return ChangeRequested.newBuilder(BoardFixture.change(id, risk))
                .setPlanHash(accepted.hash())
                .setFingerprint(null)
                .setAcceptance(event(accepted));
    }

    private UUID decide(String id, String member, String decision) {
        ApprovalRequested asked = BoardFixture.approval(id, member)
                .setPlanHash(accepted.hash())
                .setFingerprint(null)
                .setDecision(decision)
                .build();
        return board.decide(asked);
    }

    private List<DriftAcceptanceDecided> told(UUID operation) {
        return board.wire.eventsOf(Topics.DRIFT_ACCEPTANCE_DECIDED, operation);
    }

    private static DriftAcceptance event(AcceptedDrift accepted) {
        Instant until = accepted.until();
        return new DriftAcceptance(accepted.address(), accepted.attribute(), accepted.change(), until, accepted.why());
    }
}
