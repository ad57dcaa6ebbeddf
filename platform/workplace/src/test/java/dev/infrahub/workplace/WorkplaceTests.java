package dev.infrahub.workplace;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.faults.Fault;
import dev.infrahub.json.Allowance;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Analyses together take no more than one large one and the parts of the others. */
@Timeout(60)
class WorkplaceTests {

    private static final long MIB = 1 << 20;

    private final Workplace workplace = new Workplace(80 * MIB, Duration.ofMinutes(1));

    @Test
    void large_ones_take_turns_and_small_ones_do_not_wait() throws InterruptedException {
        CountDownLatch isLarge = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean hasEnded = new AtomicBoolean();
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> workplace.spend(() -> {
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
                .start(() -> second.complete(workplace.spend(() -> {
                    hold(40);
                    return hasEnded.get() ? "second" : "at once";
                })));

        eventually(() -> assertThat(waiting.getState()).isEqualTo(Thread.State.WAITING));
        assertThat(workplace.spend(() -> {
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
                    () -> workplace.spend(() -> {
                        hold(40);
                        hold(41);
                        return "";
                    }));

            assertThat(fault.code()).isEqualTo("plan.too_costly");
            assertThat(fault.detail()).contains("80 MiB");
        }
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
