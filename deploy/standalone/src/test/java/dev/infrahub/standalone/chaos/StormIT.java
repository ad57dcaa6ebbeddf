package dev.infrahub.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import dev.infrahub.proofs.Digest;
import dev.infrahub.schemas.Topics;
import dev.infrahub.standalone.chaos.Boardroom.Answer;
import dev.infrahub.standalone.chaos.Books.Line;
import dev.infrahub.standalone.chaos.Insistence.Attempt;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ServiceProcess;
import dev.infrahub.testing.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two hundred decisions at once, while cab-signers and QuantumAPI are killed again and again. */
class StormIT {

    private static final Logger log = LoggerFactory.getLogger(StormIT.class);
    private static final int CHANGES = 50;
    private static final int APPROVERS = 10;
    private static final int A_CHANGE = 4;
    private static final List<String> RISKS = List.of("low", "medium", "high", "critical", "high");
    private static final List<Integer> NEEDED = List.of(1, 1, 2, 3, 2);

    private final long seed = Long.getLong("hub.chaos.seed", System.nanoTime());
    private final CountDownLatch over = new CountDownLatch(1);
    private final Backends.Database keys = Backends.shared().newDatabase();
    private final int port = Ports.free();
    private final Boardroom board = new Boardroom(APPROVERS);
    private final Books books = new Books(board.database, keys);
    private List<Killer> killers;
    private List<String> changes;

    @BeforeEach
    void start(@TempDir Path folder) {
        Parts parts = new Parts(folder);
        killers = List.of(
                new Killer("QuantumAPI", () -> parts.quantumApi(keys, port), new Random(seed), over),
                new Killer("a cab-signer", () -> signer(parts), new Random(seed + 1), over),
                new Killer("the other cab-signer", () -> signer(parts), new Random(seed + 2), over));
        killers.forEach(Killer::awaitReady);
        changes = IntStream.range(0, CHANGES)
                .mapToObj(n -> board.open(Integer.toString(n), risk(n)))
                .toList();
    }

    private ServiceProcess signer(Parts parts) {
        return parts.cabSigner(board.database, "http://127.0.0.1:" + port);
    }

    private static String risk(int change) {
        return RISKS.get(change % RISKS.size());
    }

    private static int needed(int change) {
        return NEEDED.get(change % NEEDED.size());
    }

    @AfterEach
    void stop() {
        killers.forEach(Killer::close);
        board.close();
    }

    @Test
    void exactly_what_was_answered_200_is_approved_however_often_the_parts_are_killed() throws Exception {
        log.info("again with -Dhub.chaos.seed={}", seed);
        List<Attempt> attempts = storm();

        assertThat(attempts)
                .extracting(Attempt::fate)
                .isSubsetOf(
                        "signed", "change.decided", "approver.decided", "quantumapi.unavailable", "approval.too-late");
        assertSignedIsWhatWasAnswered(attempts);
        assertEveryOperationHasItsLeaf(attempts);
        books.assertOneChain();
        books.assertLogIsWhole();
        books.assertEachIsSignedOnce();
        IntStream.range(0, CHANGES).forEach(this::assertIsApproved);
        long kept = books.count("cab_decisions");
        log.info("{} signatures were made and not kept", books.signaturesMade() - kept);
    }

    /** Everything that was attempted. */
    private List<Attempt> storm() throws Exception {
        List<Insistence> approvals = new ArrayList<>();
        for (int n = 0; n < CHANGES; n++) {
            for (int k = 0; k < A_CHANGE; k++) {
                approvals.add(new Insistence(board, changes.get(n), risk(n), (n + k * 3) % APPROVERS));
            }
        }
        Collections.shuffle(approvals, new Random(seed));
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> kills = killers.stream().map(threads::submit).toList();
            List<Future<List<Attempt>>> asked =
                    approvals.stream().map(threads::submit).toList();
            List<Attempt> attempts = new ArrayList<>();
            for (Future<List<Attempt>> one : asked) {
                attempts.addAll(one.get());
            }
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            over.countDown();
            int killed = 0;
            for (Future<Integer> one : kills) {
                killed += one.get();
            }
            log.info("{} attempts in {} s, {} kills", attempts.size(), seconds, killed);
            assertThat(killed).as("kills").isPositive();
            return attempts;
        } finally {
            over.countDown();
        }
    }

    private void assertSignedIsWhatWasAnswered(Collection<Attempt> attempts) {
        List<Line> answered = attempts.stream()
                .filter(Attempt::isSigned)
                .map(Attempt::answer)
                .map(StormIT::decision)
                .toList();
        assertThat(books.lines("select sequence, change_request_id, approved_by, signature from cab_decisions"))
                .as("decisions, against those that were answered 200")
                .containsExactlyInAnyOrderElementsOf(answered);
    }

    private static Line decision(Answer answer) {
        return new Line(List.of(
                answer.text("sequence"),
                answer.text("changeRequestId"),
                answer.text("approvedBy"),
                answer.text("signature")));
    }

    /** What the caller was told is what the operation says, and what the one leaf of its event says. */
    private void assertEveryOperationHasItsLeaf(Collection<Attempt> attempts) {
        Map<String, String> told = new HashMap<>();
        attempts.forEach(attempt -> told.put(Digest.of(attempt.key()), attempt.fate()));
        Map<String, String> operations = new HashMap<>();
        Map<String, String> expected = new HashMap<>();
        Map<String, String> events = eventsByOperation();
        for (Line operation : books.lines("""
                select id, idempotency_key_sha256, coalesce(failure_code, replace(status, 'completed', 'signed'))
                from gateway.operations where kind = 'decide-change'""")) {
            operations.put(operation.at(1), operation.at(2));
            expected.put(events.getOrDefault(operation.at(0), "no event"), operation.at(2));
        }
        assertThat(operations).as("operations, against what was told").isEqualTo(told);
        List<Line> leaves = books.lines("""
                select entry::json ->> 'eventId', coalesce(entry::json ->> 'code', 'signed')
                from log_leaves where kind <> 'change'""");
        assertThat(leaves)
                .as("leaves, one an event, against operations")
                .containsExactlyInAnyOrderElementsOf(expected.entrySet().stream()
                        .map(one -> new Line(List.of(one.getKey(), one.getValue())))
                        .toList());
    }

    private Map<String, String> eventsByOperation() {
        Map<String, String> events = new HashMap<>();
        board.wire
                .records(Topics.APPROVAL_REQUESTED.name())
                .forEach(record -> events.put(
                        Wire.header(record, "correlation-id").orElse(""),
                        Wire.header(record, "ce_id").orElse("")));
        return events;
    }

    private void assertIsApproved(int number) {
        String change = changes.get(number);
        Answer verified = board.get("/api/cab/verify/" + change);
        assertThat(verified.body().path("valid").asBoolean())
                .as(change + ": " + verified.text("reason"))
                .isTrue();
        assertThat(books.count("cab_decisions where change_request_id = '" + change + "'"))
                .as("decisions on " + change)
                .isEqualTo(needed(number));
        assertThat(board.get("/api/cab/requests/" + change).text("state")).isEqualTo("approved");
    }
}
