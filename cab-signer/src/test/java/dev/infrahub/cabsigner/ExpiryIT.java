package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time runs out, on real Kafka, Postgres, registry and QuantumAPI. */
class ExpiryIT {

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();
    private final Answers answers = new Answers(board.wire);

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void two_instances_expire_what_ran_out_once_and_nobody_has_to_ask() {
        String[] settings = {"--hub.cab-signer.valid-for=8s", "--hub.cab-signer.expire-every=20ms"};
        board.start(quantumApi.start(), settings).start(quantumApi, settings);
        List<String> changes = IntStream.range(0, 20)
                .mapToObj(n -> board.id(Integer.toString(n)))
                .toList();
        changes.forEach(id -> board.open(id, "low"));
        String approved = changes.getFirst();
        eventually(() -> assertThat(board.count("change_requests where change_request_id = '" + approved + "'"))
                .isEqualTo(1));
        assertThat(answers.signed(board.decide(approved, "user:adam")).getState())
                .isEqualTo("approved");

        eventually(() -> assertThat(board.count("change_requests where state = 'expired'"))
                .isEqualTo(changes.size()));

        assertThat(board.count("log_leaves where kind = 'expiry'")).isEqualTo(changes.size());
        assertThat(board.rows("select approved_by from cab_approvals")).containsExactly("user:adam");
        eventually(() -> assertThat(board.count("outbox")).isZero());
        changes.forEach(id -> assertThat(told(id)).hasSize(id.equals(approved) ? 3 : 2));
        changes.forEach(id -> assertThat(board.audit(id).reason()).as(id).isEqualTo("The change request is expired."));
        assertThat(answers.refusal(board.decide(changes.getLast(), "user:adam")))
                .isEqualTo("change.expired");
        assertThat(board.audit(changes.getLast()).reason()).isEqualTo("The change request is expired.");
    }

    /** @return the events that told how the change stands */
    private List<?> told(String id) {
        return board.wire.records(Topics.CHANGE_UPDATED.name()).stream()
                .filter(record -> ("acme/" + id).equals(record.key()))
                .toList();
    }

    @Test
    void what_was_applied_before_the_approval_ran_out_is_implemented_and_what_was_applied_later_is_not() {
        board.start(quantumApi.start(), "--hub.cab-signer.valid-for=5s", "--hub.cab-signer.expire-every=20ms");
        String inTime = approved("in-time");
        String late = approved("late");
        eventually(() -> assertThat(board.count("change_requests where state = 'expired'"))
                .isEqualTo(2));

        Instant end = Instant.ofEpochMilli(
                Long.parseLong(board.rows("select (extract(epoch from expires_at) * 1000)::bigint from change_requests"
                                + " where change_request_id = '" + inTime + "'")
                        .getFirst()));
        assertThat(answers.updated(board.implement(BoardFixture.implementation(inTime, "succeeded")
                                .setReportedAt(end.minusMillis(1))
                                .build()))
                        .getState())
                .isEqualTo("implemented");
        assertThat(answers.failure(board.implement(
                        BoardFixture.implementation(late, "succeeded").build())))
                .isEqualTo("change.expired");
        assertThat(board.audit(inTime)).extracting("valid", "reason").containsExactly(true, null);
        assertThat(board.audit(late).reason()).isEqualTo("The change request is expired.");
        assertThat(board.count("cab_approvals")).isEqualTo(2);
    }

    @Test
    void whoever_comes_late_expires_what_nobody_has_swept_yet() {
        board.start(quantumApi.start(), "--hub.cab-signer.valid-for=4s", "--hub.cab-signer.expire-every=1h");
        List<String> ids = List.of(approved("approved-decided"), approved("approved-applied"));
        for (String id : ids) {
            eventually(() -> assertThat(board.count("change_requests where change_request_id = '" + id
                            + "' and expires_at < clock_timestamp()"))
                    .isEqualTo(1));
        }
        assertThat(board.count("change_requests where state = 'approved'")).isEqualTo(2);

        UUID decision = board.decide(ids.getFirst(), "user:eve");
        UUID implementation = board.implement(
                BoardFixture.implementation(ids.getLast(), "succeeded").build());
        assertThat(answers.refusal(decision)).isEqualTo("change.expired");
        assertThat(answers.failure(implementation)).isEqualTo("change.expired");
        assertThat(answers.updated(decision).getState()).isEqualTo("expired");
        assertThat(answers.updated(implementation).getState()).isEqualTo("expired");
        assertThat(board.count("log_leaves where kind = 'expiry'")).isZero();
        ids.forEach(id -> assertThat(board.audit(id).reason()).isEqualTo("The change request is expired."));
    }

    private String approved(String name) {
        String id = board.id(name);
        answers.updated(board.open(id, "low"));
        assertThat(answers.signed(board.decide(id, "user:adam")).getState()).isEqualTo("approved");
        return id;
    }
}
