package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.Topics;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the board leaves to its policy, on real Kafka, Postgres, registry and QuantumAPI. */
class StandardChangesIT {

    private static final String AUTO = "--hub.cab-signer.standard-changes=auto";

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();
    private final Answers answers = new Answers(board.wire);

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void a_standard_change_of_low_risk_is_approved_by_a_signed_decision_of_the_policy_and_no_other_is() {
        board.start(quantumApi.start(), AUTO);
        String id = board.id("standard");
        UUID event = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        ChangeRequested standard = BoardFixture.standard(id);
        board.wire.publish(Topics.CHANGE_REQUESTED, id, event, operation, standard);
        board.wire.publish(Topics.CHANGE_REQUESTED, id, event, operation, standard);

        ApprovalSigned signed = answers.signed(operation);
        assertThat(signed)
                .extracting("approvedBy", "approvedByName", "state")
                .containsExactly("policy:standard-change", "Standard change policy", "approved");
        assertThat(signed.getComment()).contains("standard-changes=auto");
        assertThat(answers.updated(operation).getState()).isEqualTo("approved");
        assertThat(board.rows("select approved_by from cab_approvals")).containsExactly("policy:standard-change");
        assertThat(board.audit(id)).extracting("valid", "reason").containsExactly(true, null);

        assertThat(state(board.open(board.id("normal"), "low"))).isEqualTo("pending");
        String risky = board.id("risky");
        UUID opened = UUID.randomUUID();
        board.wire.publish(
                Topics.CHANGE_REQUESTED,
                risky,
                UUID.randomUUID(),
                opened,
                ChangeRequested.newBuilder(BoardFixture.standard(risky))
                        .setRiskLevel("medium")
                        .build());
        assertThat(state(opened)).isEqualTo("pending");
        assertThat(board.count("cab_decisions")).isEqualTo(1);
    }

    @Test
    void people_approve_standard_changes_unless_the_board_leaves_them_to_the_policy() {
        board.start(quantumApi.start());
        assertThat(state(board.openStandard(board.id("board")))).isEqualTo("pending");
        assertThat(board.count("cab_decisions")).isZero();
    }

    @Test
    void the_policy_is_one_of_those_that_the_board_asks_for() {
        board.start(quantumApi.start(), AUTO, "--hub.cab-signer.approvals.low=2");
        String id = board.id("two");
        ChangeUpdated opened = answers.updated(board.openStandard(id));
        assertThat(opened)
                .extracting("state", "approvalsNeeded", "approvalsGiven")
                .containsExactly("pending", 2, 1);
        assertThat(board.count("cab_approvals")).isZero();

        assertThat(answers.refusal(board.decide(id, BoardFixture.REQUESTER))).isEqualTo("approver.is-requester");
        assertThat(answers.signed(board.decide(id, "user:adam")).getState()).isEqualTo("approved");
        assertThat(board.audit(id)).extracting("valid", "reason").containsExactly(true, null);
    }

    @Test
    void nobody_decides_or_asks_in_the_name_of_a_policy() {
        board.start(quantumApi.start(), AUTO);
        String id = board.id("posing");
        answers.updated(board.open(id, "low"));
        assertThat(answers.refusal(board.decide(id, "policy:standard-change"))).isEqualTo("approver.is-policy");
        assertThat(answers.refusal(board.decide(id, "policy:another"))).isEqualTo("approver.is-policy");
        assertThat(answers.refusal(board.decide(id, "policy"))).isEqualTo("approver.is-policy");
        String own = board.id("own");
        UUID opened = UUID.randomUUID();
        board.wire.publish(
                Topics.CHANGE_REQUESTED,
                own,
                UUID.randomUUID(),
                opened,
                ChangeRequested.newBuilder(BoardFixture.standard(own))
                        .setRequestedBy("policy:standard-change")
                        .build());
        assertThat(answers.failure(opened)).isEqualTo("change.invalid");
        assertThat(board.count("cab_decisions")).isZero();
    }

    @Test
    void without_quantumapi_the_change_is_open_and_the_board_can_still_decide() {
        board.start(quantumApi.start(), AUTO);
        quantumApi.stop();
        String id = board.id("dark");
        UUID event = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        board.wire.publish(Topics.CHANGE_REQUESTED, id, event, operation, BoardFixture.standard(id));
        assertThat(state(operation)).isEqualTo("pending");
        assertThat(board.rows("select kind from log_leaves order by leaf_index"))
                .containsExactly("change", "failure");

        quantumApi.start();
        // delivered again, and asked again, with QuantumAPI back: still for people
        board.wire.publish(Topics.CHANGE_REQUESTED, id, event, operation, BoardFixture.standard(id));
        assertThat(state(board.openStandard(id))).isEqualTo("pending");
        assertThat(board.count("cab_decisions")).isZero();
        // QuantumAPI's client waits a moment before it asks again what was away
        eventually(() -> decide(id));
        assertThat(board.audit(id)).extracting("valid", "reason").containsExactly(true, null);
    }

    private void decide(String id) {
        long leaves = board.count("log_leaves where kind <> 'distrust'");
        board.decide(id, "user:adam");
        eventually(() ->
                assertThat(board.count("log_leaves where kind <> 'distrust'")).isGreaterThan(leaves));
        assertThat(board.rows("select approved_by from cab_approvals")).containsExactly("user:adam");
    }

    private String state(UUID operation) {
        return answers.updated(operation).getState();
    }
}
