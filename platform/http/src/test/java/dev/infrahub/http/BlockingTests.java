package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

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
}
