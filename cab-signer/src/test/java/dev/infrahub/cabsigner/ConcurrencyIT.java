package dev.infrahub.cabsigner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.domain.Audit;
import dev.infrahub.proofs.Digest;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import dev.infrahub.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many approvers at once, two instances that sign at once: one chain. */
class ConcurrencyIT {

    private static final int REPEATED = 60;

    private static final Logger log = LoggerFactory.getLogger(ConcurrencyIT.class);
    private static final int CHANGES = 50;
    private static final int APPROVERS = 10;
    private static final int A_CHANGE = 4;
    private static final List<String> RISKS = List.of("low", "medium", "high", "critical", "high");
    private static final List<Integer> NEEDED = List.of(1, 1, 2, 3, 2);

    record Sent(String change, UUID event, UUID operation, ApprovalRequested approval) {}

    @Test
    void two_hundred_approvals_of_fifty_changes_by_ten_approvers_are_one_chain() {
        try (LocalQuantumApi quantumApi = new LocalQuantumApi().start();
                BoardFixture board = new BoardFixture()) {
            board.start(quantumApi, "--hub.events.concurrency=3").start(quantumApi, "--hub.events.concurrency=3");
            List<String> changes = IntStream.range(0, CHANGES)
                    .mapToObj(n -> board.id(Integer.toString(n)))
                    .toList();
            IntStream.range(0, CHANGES).forEach(n -> board.open(changes.get(n), RISKS.get(n % RISKS.size())));
            Eventually.eventually(
                    () -> assertThat(board.count("change_requests")).isEqualTo(CHANGES));

            List<Sent> sent = approvals(changes);
            List<Sent> delivered = new ArrayList<>(sent);
            delivered.addAll(sent.subList(0, REPEATED));
            Collections.shuffle(delivered, new Random(7));
            long start = System.nanoTime();
            delivered.forEach(one -> board.wire.publish(
                    Topics.APPROVAL_REQUESTED, one.change(), one.event(), one.operation(), one.approval()));
            int needed = IntStream.range(0, CHANGES)
                    .map(n -> NEEDED.get(n % NEEDED.size()))
                    .sum();
            Eventually.eventually(() -> assertThat(board.count("log_leaves where kind <> 'distrust'"))
                    .isEqualTo(CHANGES + sent.size()));
            Eventually.eventually(() -> assertThat(board.count("log_leaves where kind = 'distrust'"))
                    .isEqualTo(REPEATED));
            log.info(
                    "{} decisions, {} of them signed, in {} ms",
                    sent.size(),
                    needed,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());

            assertThat(board.count("cab_decisions")).isEqualTo(needed);
            assertThat(board.count("cab_approvals")).isEqualTo(CHANGES);
            assertThat(board.count("change_requests where state = 'approved'")).isEqualTo(CHANGES);
            assertOneChain(board, needed);
            assertEachAnsweredOnce(board, sent);
            changes.forEach(change -> assertThat(board.audit(change))
                    .extracting(Audit.Result::reason)
                    .isNull());
        }
    }

    private static List<Sent> approvals(List<String> changes) {
        List<Sent> sent = new ArrayList<>();
        for (int n = 0; n < CHANGES; n++) {
            for (int k = 0; k < A_CHANGE; k++) {
                String approver = "user:approver-" + (n + k * 3) % APPROVERS;
                sent.add(new Sent(
                        changes.get(n),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        BoardFixture.approval(changes.get(n), approver).build()));
            }
        }
        Collections.shuffle(sent, new Random(42));
        return sent;
    }

    private static void assertOneChain(BoardFixture board, int length) {
        assertThat(board.rows("select sequence from cab_decisions order by sequence"))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, length)
                        .mapToObj(Long::toString)
                        .toList());
        List<String> payloads = board.rows("select payload_json from cab_decisions order by sequence");
        List<String> links = board.rows("select previous_hash from cab_decisions order by sequence");
        assertThat(links.getFirst()).isEqualTo(Digest.NONE);
        for (int i = 1; i < length; i++) {
            assertThat(links.get(i)).isEqualTo(Digest.of(payloads.get(i - 1)));
        }
    }

    private static void assertEachAnsweredOnce(BoardFixture board, List<Sent> sent) {
        Set<String> operations = new HashSet<>();
        sent.forEach(one -> operations.add(one.operation().toString()));
        Eventually.eventually(() -> {
            List<String> answers = new ArrayList<>();
            for (String topic : List.of(Topics.APPROVAL_SIGNED.name(), Topics.OPERATION_FAILED.name())) {
                board.wire.records(topic).stream()
                        .map(record -> Wire.header(record, "correlation-id").orElse(""))
                        .filter(operations::contains)
                        .forEach(answers::add);
            }
            assertThat(answers).hasSameSizeAs(operations).containsAll(operations);
        });
    }
}
