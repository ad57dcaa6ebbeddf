package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

class BlockingTests {

    private static final Consumer<Consumer<Integer>> COUNTS = tell -> {
        tell.accept(1);
        tell.accept(2);
    };

    @Test
    void what_work_tells_comes_in_order_and_then_its_end() {
        assertThat(Blocking.each(COUNTS).collectList().block()).containsExactly(1, 2);
    }

    @Test
    void work_that_fails_fails_behind_what_it_told() {
        assertThatThrownBy(() -> Blocking.<Integer>each(COUNTS.andThen(_ -> {
                            throw new IllegalStateException("no more");
                        }))
                        .collectList()
                        .block())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more");
    }

    @Test
    void who_takes_no_more_interrupts_it() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);

        Integer first = Blocking.<Integer>each(COUNTS.andThen(_ -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                }))
                .blockFirst();

        assertThat(first).isEqualTo(1);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void work_that_is_interrupted_since_nobody_takes_more_fails_before_nobody() throws Exception {
        assertThat(failuresTold(() -> {
                    throw new IllegalStateException("interrupted");
                }))
                .isEmpty();
    }

    @Test
    void an_error_of_the_machine_is_told_to_the_request_that_has_gone() throws Exception {
        assertThat(failuresTold(() -> {
                    throw new AssertionError("of the machine");
                }))
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasRootCauseMessage("of the machine"));
    }

    /** What a request is told where the work ends so, behind the last that anybody takes. */
    private static List<Throwable> failuresTold(Runnable end) throws InterruptedException {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CompletableFuture<Void> isWaitedFor = new CompletableFuture<>();
        Blocking.<Integer>each(tell -> {
                    worker.complete(Thread.currentThread());
                    isWaitedFor.join();
                    tell.accept(1);
                    end.run();
                })
                .take(1)
                .contextWrite(Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>) told::add))
                .subscribe();
        isWaitedFor.complete(null);
        assertThat(worker.join().join(Duration.ofSeconds(10))).isTrue();
        return told;
    }
}
