package dev.infrahub.workplace;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.faults.Fault;
import dev.infrahub.json.Allowance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Analyses together take no more than one large one and the parts of the others. */
@Timeout(60)
class WorkplaceTests {

    private static final long MIB = 1 << 20;

    private final Workplace workplace = new Workplace(80 * MIB, Duration.ofMinutes(1), 2);

    @Test
    void large_ones_take_turns_and_small_ones_do_not_wait() throws InterruptedException {
        CountDownLatch isLarge = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean hasEnded = new AtomicBoolean();
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> workplace.spend("acme", "plan", () -> {
            hold(40);
            isLarge.countDown();
            await(goOn);
            hasEnded.set(true);
            return "first";
        }));
        isLarge.await();
        CompletableFuture<String> second = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform()
                .daemon()
                .start(() -> second.complete(workplace.spend("acme", "plan", () -> {
                    hold(40);
                    return hasEnded.get() ? "second" : "at once";
                })));

        eventually(() -> assertThat(waiting.getState()).isEqualTo(Thread.State.WAITING));
        assertThat(workplace.spend("acme", "plan", () -> {
                    hold(5);
                    return "small";
                }))
                .isEqualTo("small");
        goOn.countDown();
        assertThat(first.join()).isEqualTo("first");
        assertThat(second.join()).isEqualTo("second");
    }

    @Test
    void whoever_takes_too_much_is_refused_for_good_and_leaves_the_place_to_others() {
        for (int i = 0; i < 3; i++) {
            Fault.Invalid fault = catchThrowableOfType(
                    Fault.Invalid.class,
                    () -> workplace.spend("acme", "plan", () -> {
                        hold(40);
                        hold(41);
                        return "";
                    }));

            assertThat(fault.code()).isEqualTo("plan.too_costly");
            assertThat(fault.detail()).contains("80 MiB");
        }
    }

    @Test
    void the_work_is_done_where_it_keeps_nobody_from_the_processor() throws InterruptedException {
        AtomicBoolean isVirtual = new AtomicBoolean(true);

        Thread.ofVirtual()
                .start(() -> isVirtual.set(workplace.spend(
                        "acme", "plan", () -> Thread.currentThread().isVirtual())))
                .join();

        assertThat(isVirtual).isFalse();
    }

    @Test
    void what_fails_there_fails_here() {
        assertThatThrownBy(() -> workplace.spend("acme", "plan", () -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> workplace.spend("acme", "plan", () -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void however_much_one_client_hands_in_another_does_not_wait_for_it() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        List<CompletableFuture<String>> hostile = IntStream.range(0, 20)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> workplace.spend("mallory", "log", () -> {
                            begun.incrementAndGet();
                            await(goOn);
                            return "at last";
                        }),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        eventually(() -> assertThat(begun).hasValue(2));

        for (int i = 0; i < 10; i++) {
            assertThat(workplace.spend("acme", "log", () -> "at once")).isEqualTo("at once");
        }
        assertThat(begun).hasValue(2);
        goOn.countDown();
        assertThat(hostile).allSatisfy(one -> assertThat(one.join()).isEqualTo("at last"));
    }

    @Test
    void who_waits_to_be_the_large_one_leaves_its_place_to_others() {
        Workplace small = new Workplace(80 * MIB, Duration.ofMinutes(1), 1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        List<CompletableFuture<String>> two = Stream.of("acme", "umbrella")
                .map(client -> CompletableFuture.supplyAsync(
                        () -> small.spend(client, "plan", () -> {
                            begun.countDown();
                            hold(40);
                            await(goOn);
                            return client;
                        }),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        await(begun);

        assertThat(small.spend("initech", "plan", () -> "at once")).isEqualTo("at once");
        goOn.countDown();
        assertThat(two).allSatisfy(one -> assertThat(one.join()).isNotEmpty());
    }

    private static void hold(long mib) {
        Allowance.current().hold(mib * MIB);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
