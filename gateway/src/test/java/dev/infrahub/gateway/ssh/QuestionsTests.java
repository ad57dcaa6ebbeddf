package dev.infrahub.gateway.ssh;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.operations.OperationStatus;
import dev.infrahub.http.Problem;
import dev.infrahub.ssh.SshAlgorithm;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class QuestionsTests {

    private static final Operation ANSWER = new Operation(
            UUID.randomUUID(),
            OperationKind.READ_SSH_AUTHORITY,
            "acme",
            Optional.empty(),
            OperationStatus.ACCEPTED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty());

    private final Questions questions = new Questions();

    @Test
    void a_question_is_asked_by_none_of_those_whose_requests_wait_for_it() {
        AtomicReference<Thread> asking = new AtomicReference<>();

        questions.ask(SshAlgorithm.ED25519, () -> {
            asking.set(Thread.currentThread());
            return ANSWER;
        });

        assertThat(asking.get()).isNotNull().isNotEqualTo(Thread.currentThread());
    }

    @Test
    void all_who_come_until_it_is_answered_are_told_the_answer_to_one_question() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(1);
        CompletableFuture<Operation> first = inBackground(asked, answered);
        eventually(() -> assertThat(asked).hasValue(1));
        CompletableFuture<Operation> second = inBackground(asked, answered);

        answered.countDown();

        assertThat(first.join()).isEqualTo(ANSWER);
        assertThat(second.join()).isEqualTo(ANSWER);
    }

    private CompletableFuture<Operation> inBackground(AtomicInteger asked, CountDownLatch answered) {
        return CompletableFuture.supplyAsync(() -> questions.ask(SshAlgorithm.ED25519, () -> {
            asked.incrementAndGet();
            awaited(answered);
            return ANSWER;
        }));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_fails_is_told_as_it_is_and_asked_again_by_the_next() {
        Problem busy = Problem.of(503, "gateway.busy", "Busy.");

        assertThatThrownBy(() -> questions.ask(SshAlgorithm.ED25519, () -> {
                    throw busy;
                }))
                .isSameAs(busy);

        assertThat(questions.ask(SshAlgorithm.ED25519, () -> ANSWER)).isEqualTo(ANSWER);
    }
}
