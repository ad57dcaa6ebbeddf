package dev.infrahub.cabsigner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ChangeImplemented;
import dev.infrahub.schemas.ChangeReviewed;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.Topics;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a change after its approval, on real Kafka, Postgres, registry and QuantumAPI. */
class LifecycleIT {

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
    void an_approved_change_is_implemented_whatever_came_of_it_and_stays_verifiable() {
        for (String outcome : new String[] {"succeeded", "failed", "rolled-back"}) {
            String id = approved(outcome);
            ChangeUpdated told = answers.updated(
                    board.implement(BoardFixture.implementation(id, outcome).build()));

            assertThat(told.getState()).isEqualTo("implemented");
            assertThat(told.getImplementation().getOutcome()).isEqualTo(outcome);
            assertThat(told.getImplementation().getReportedBy()).isEqualTo(BoardFixture.PIPELINE);
            assertThat(board.audit(id)).extracting("valid", "reason").containsExactly(true, null);
        }
        assertThat(board.count("cab_approvals")).isEqualTo(3);
    }

    @Test
    void what_was_not_approved_or_is_of_another_client_is_not_implemented() {
        String pending = opened("pending");
        String rejected = opened("rejected");
        answers.signed(board.decide(BoardFixture.approval(rejected, "user:adam")
                .setDecision("reject")
                .build()));

        assertThat(implementing(pending)).isEqualTo("change.not-approved");
        assertThat(implementing(rejected)).isEqualTo("change.not-approved");
        assertThat(implementing(board.id("none"))).isEqualTo("change.unknown");
        assertThat(answers.failure(board.implement(BoardFixture.implementation(approved("other"), "succeeded")
                        .setClient("other")
                        .build())))
                .isEqualTo("change.unknown");
        assertThat(board.count("change_implementations")).isZero();
        assertThat(board.count("log_leaves where kind = 'refusal'")).isEqualTo(4);
    }

    @Test
    void an_implementation_said_again_stands_and_another_one_is_refused() {
        String id = approved("twice");
        ChangeImplemented implementation =
                BoardFixture.implementation(id, "succeeded").build();
        UUID event = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        board.wire.publish(Topics.CHANGE_IMPLEMENTED, id, event, operation, implementation);
        board.wire.publish(Topics.CHANGE_IMPLEMENTED, id, event, operation, implementation);
        answers.updated(operation);
        long leaves = board.count("log_leaves where kind <> 'distrust'");

        ChangeUpdated again = answers.updated(board.implement(BoardFixture.implementation(id, "succeeded")
                .setReportedBy("key:another")
                .build()));
        assertThat(again.getImplementation().getReportedBy()).isEqualTo(BoardFixture.PIPELINE);
        assertThat(board.count("log_leaves where kind <> 'distrust'")).isEqualTo(leaves);
        assertThat(answers.failure(board.implement(
                        BoardFixture.implementation(id, "failed").build())))
                .isEqualTo("change.implemented");
        assertThat(answers.refusal(board.decide(id, "user:eve"))).isEqualTo("change.decided");
        assertThat(answers.refusal(revoke(id, "user:eve"))).isEqualTo("change.implemented");
        assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, operation)).hasSize(1);
        assertThat(board.rows("select outcome from change_implementations")).containsExactly("succeeded");
        assertThat(board.audit(id).valid()).isTrue();
    }

    @Test
    void an_implementation_is_reviewed_once_by_somebody_who_took_no_part() {
        String id = approved("reviewed");
        assertThat(reviewing(id, "user:adam")).isEqualTo("change.not-implemented");
        answers.updated(
                board.implement(BoardFixture.implementation(id, "succeeded").build()));
        assertThat(reviewing(id, BoardFixture.REQUESTER)).isEqualTo("reviewer.is-requester");
        assertThat(reviewing(id, BoardFixture.PIPELINE)).isEqualTo("reviewer.is-reporter");
        assertThat(reviewing(id, "policy:standard-change")).isEqualTo("approver.is-policy");

        ChangeReviewed review = BoardFixture.reviewing(id, "user:adam").build();
        UUID event = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        board.wire.publish(Topics.CHANGE_REVIEWED, id, event, operation, review);
        board.wire.publish(Topics.CHANGE_REVIEWED, id, event, operation, review);
        ChangeUpdated told = answers.updated(operation);
        assertThat(told.getState()).isEqualTo("implemented");
        assertThat(told.getReview().getOutcome()).isEqualTo("successful-with-issues");
        assertThat(told.getReview().getReviewedBy()).isEqualTo("user:adam");
        assertThat(told.getImplementation().getOutcome()).isEqualTo("succeeded");

        assertThat(answers.updated(board.review(
                                BoardFixture.reviewing(id, "user:adam").build()))
                        .getReview())
                .isEqualTo(told.getReview());
        assertThat(reviewing(id, "user:eve")).isEqualTo("change.reviewed");
        assertThat(board.count("log_leaves where kind = 'review'")).isEqualTo(1);
        assertThat(board.audit(id)).extracting("valid", "reason").containsExactly(true, null);
    }

    @Test
    void an_approval_is_revoked_by_anybody_of_the_board_in_the_chain_and_is_none_any_more() {
        String id = approved("revoked");
        UUID operation = revoke(id, "user:adam");

        assertThat(answers.signed(operation))
                .extracting("decision", "state", "sequence")
                .containsExactly("revoke", "revoked", 2L);
        assertThat(answers.updated(operation).getState()).isEqualTo("revoked");
        assertThat(board.count("cab_approvals")).isZero();
        assertThat(board.rows("select decision from cab_decisions order by sequence"))
                .containsExactly("approve", "revoke");
        assertThat(board.audit(id))
                .extracting("valid", "reason")
                .containsExactly(false, "The change request is revoked.");
        assertThat(implementing(id)).isEqualTo("change.not-approved");
        assertThat(answers.refusal(revoke(id, "user:eve"))).isEqualTo("change.not-approved");
        assertThat(answers.refusal(board.decide(id, "user:eve"))).isEqualTo("change.decided");

        String own = approved("own");
        assertThat(answers.signed(revoke(own, BoardFixture.REQUESTER)).getState())
                .isEqualTo("revoked");
        assertThat(answers.refusal(revoke(opened("pending"), "user:eve"))).isEqualTo("change.not-approved");
    }

    @Test
    void a_revocation_says_why_and_is_made_once_however_often_it_is_delivered() {
        String id = approved("why");
        assertThat(answers.failure(board.decide(BoardFixture.approval(id, "user:adam")
                        .setDecision("revoke")
                        .setComment(null)
                        .build())))
                .isEqualTo("approval.invalid");

        UUID event = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        var revocation =
                BoardFixture.approval(id, "user:eve").setDecision("revoke").build();
        board.wire.publish(Topics.APPROVAL_REQUESTED, id, event, operation, revocation);
        answers.signed(operation);
        board.stop();
        board.wire.publish(Topics.APPROVAL_REQUESTED, id, event, operation, revocation);
        quantumApi.stop();
        board.start(quantumApi.start());

        assertThat(answers.refusal(board.decide(id, "user:carl"))).isEqualTo("change.decided");
        assertThat(board.wire.eventsOf(Topics.APPROVAL_SIGNED, operation)).hasSize(1);
        assertThat(board.count("cab_decisions")).isEqualTo(2);
        assertThat(board.rows("select state from change_requests")).containsExactly("revoked");
    }

    @Test
    void what_cannot_be_kept_of_an_implementation_or_a_review_is_refused_with_the_name_of_the_field() {
        String id = approved("invalid");
        assertThat(answers.failure(board.implement(
                        BoardFixture.implementation(id, "perhaps").build())))
                .isEqualTo("implementation.invalid");
        assertThat(answers.failure(board.review(BoardFixture.reviewing(id, "user:adam")
                        .setOutcome("meh")
                        .build())))
                .isEqualTo("review.invalid");
        assertThat(board.rows("select state from change_requests")).containsExactly("approved");
    }

    private String opened(String name) {
        String id = board.id(name);
        answers.updated(board.open(id, "low"));
        return id;
    }

    private String approved(String name) {
        String id = opened(name);
        assertThat(answers.signed(board.decide(id, "user:adam")).getState()).isEqualTo("approved");
        return id;
    }

    private UUID revoke(String id, String by) {
        return board.decide(BoardFixture.approval(id, by).setDecision("revoke").build());
    }

    private String implementing(String id) {
        return answers.failure(
                board.implement(BoardFixture.implementation(id, "succeeded").build()));
    }

    private String reviewing(String id, String by) {
        return answers.failure(board.review(BoardFixture.reviewing(id, by).build()));
    }
}
