package dev.infrahub.http.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.http.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadersTests {

    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        requests.close();
    }

    @Test
    void one_credential_never_has_all_readers_and_another_is_served_while_it_works() throws Exception {
        Readers readers = new Readers(3, 2, Duration.ofSeconds(30));
        CountDownLatch begun = new CountDownLatch(2);
        for (int i = 0; i < 20; i++) {
            begin(readers, "hostile", () -> {
                begun.countDown();
                return await(end);
            });
        }
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 50; i++) {
            assertThat(readers.read("honest", () -> "served", () -> {}, () -> {}))
                    .isEqualTo("served");
        }
    }

    @Test
    void who_has_fewest_goes_first() throws Exception {
        Readers readers = new Readers(2, 2, Duration.ofSeconds(30));
        List<String> order = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch one = new CountDownLatch(1);
        CompletableFuture<String> first = submit(readers, "greedy", () -> {
            begun.countDown();
            return await(one);
        });
        begin(readers, "greedy", () -> {
            begun.countDown();
            return await(end);
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> third = submit(readers, "greedy", () -> noted(order, "greedy"));
        waiting(readers, 1);
        CompletableFuture<String> other = submit(readers, "modest", () -> noted(order, "modest"));
        waiting(readers, 2);

        one.countDown();
        first.get(20, TimeUnit.SECONDS);
        other.get(20, TimeUnit.SECONDS);
        third.get(20, TimeUnit.SECONDS);

        assertThat(order).containsExactly("modest", "greedy");
    }

    @Test
    void who_waits_too_long_is_told_whose_fault_it_is() {
        Readers readers = new Readers(2, 1, Duration.ofMillis(50));
        CountDownLatch begun = new CountDownLatch(2);
        for (String holder : List.of("a", "b")) {
            begin(readers, holder, () -> {
                begun.countDown();
                return await(end);
            });
        }
        await(begun);
        AtomicInteger ended = new AtomicInteger();

        Problem own = catchThrowableOfType(
                Problem.class, () -> readers.read("a", () -> "", () -> {}, ended::incrementAndGet));
        Problem all = catchThrowableOfType(
                Problem.class, () -> readers.read("c", () -> "", () -> {}, ended::incrementAndGet));

        assertThat(own.status()).isEqualTo(429);
        assertThat(own.code()).isEqualTo("share.readers");
        assertThat(own.retryAfter()).isPresent();
        assertThat(all.status()).isEqualTo(503);
        assertThat(all.code()).isEqualTo("gateway.busy");
        assertThat(all.retryAfter()).isPresent();
        assertThat(ended).hasValue(2);
    }

    @Test
    void an_error_of_the_machine_comes_out_as_an_exception_and_the_reader_is_free_again() {
        Readers readers = new Readers(2, 1, Duration.ofSeconds(10));
        for (Error error : List.of(new StackOverflowError(), new NoClassDefFoundError("X"), new OutOfMemoryError())) {
            Throwable failure = catchThrowable(() -> readers.read(
                    "a",
                    () -> {
                        throw error;
                    },
                    () -> {},
                    () -> {}));

            assertThat(failure).isInstanceOf(RuntimeException.class).hasRootCause(error);
        }
        assertThat(readers.read("a", () -> "free", () -> {}, () -> {})).isEqualTo("free");
    }

    @Test
    void what_nobody_waits_for_is_told_and_its_memory_is_free_when_it_has_ended() throws Exception {
        Readers readers = new Readers(2, 1, Duration.ofSeconds(10));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch freed = new CountDownLatch(1);
        AtomicBoolean givenUp = new AtomicBoolean();
        AtomicReference<Throwable> told = new AtomicReference<>();
        Thread waiting = Thread.ofVirtual()
                .start(() -> told.set(catchThrowable(() -> readers.read(
                        "a",
                        () -> {
                            begun.countDown();
                            return await(end);
                        },
                        () -> givenUp.set(true),
                        freed::countDown))));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        waiting.interrupt();
        waiting.join();

        assertThat(told.get()).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(givenUp).isTrue();
        assertThat(freed.getCount()).isEqualTo(1);
        end.countDown();
        assertThat(freed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private CompletableFuture<String> submit(Readers readers, String holder, Supplier<String> work) {
        return CompletableFuture.supplyAsync(() -> readers.read(holder, work, () -> {}, () -> {}), requests);
    }

    private void begin(Readers readers, String holder, Supplier<String> work) {
        requests.execute(() -> readers.read(holder, work, () -> {}, () -> {}));
    }

    private static void waiting(Readers readers, int count) {
        while (readers.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    private static synchronized String noted(List<String> order, String who) {
        order.add(who);
        return who;
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
