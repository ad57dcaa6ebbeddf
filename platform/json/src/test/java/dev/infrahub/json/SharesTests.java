package dev.infrahub.json;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody has more than a share, nobody waits behind the crowd of another, and every place comes back. */
@Timeout(60)
class SharesTests {

    private static final Duration AT_ONCE = Duration.ofMillis(20);

    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @Test
    void nobody_has_more_than_a_share_and_others_find_something_left() throws InterruptedException {
        Shares shares = new Shares(3, 2);

        assertThat(shares.enter("hostile", AT_ONCE)).isTrue();
        assertThat(shares.enter("hostile", AT_ONCE)).isTrue();
        assertThat(shares.enter("hostile", AT_ONCE)).isFalse();
        assertThat(shares.held("hostile")).isEqualTo(2);
        assertThat(shares.enter("honest", AT_ONCE)).isTrue();
        assertThat(shares.enter("another", AT_ONCE)).isFalse();
        assertThat(shares.waiting()).isZero();
    }

    @Test
    void of_one_place_each_holder_has_the_next_turn_however_many_wait_for_one_of_them() {
        Shares shares = new Shares(1, 1);
        shares.enter("a crowd");
        List<Thread> threads = new ArrayList<>();
        for (String holder : List.of("a crowd", "a crowd", "a crowd", "one", "another")) {
            threads.add(Thread.ofVirtual().start(() -> {
                shares.enter(holder);
                order.add(holder);
                shares.leave(holder);
            }));
            int waiting = threads.size();
            eventually(() -> assertThat(shares.waiting()).isEqualTo(waiting));
        }

        shares.leave("a crowd");

        eventually(() -> assertThat(order).hasSize(5));
        assertThat(order.subList(0, 2)).containsExactly("one", "another");
    }

    @Test
    void whoever_waits_again_is_before_those_who_come_later() {
        Shares shares = new Shares(1, 1);
        shares.enter("again");
        shares.leave("again");
        shares.enter("busy");
        for (String holder : List.of("again", "busy", "new", "newer")) {
            int waiting = shares.waiting() + 1;
            Thread.ofVirtual().start(() -> {
                shares.enter(holder);
                order.add(holder);
                shares.leave(holder);
            });
            eventually(() -> assertThat(shares.waiting()).isEqualTo(waiting));
        }

        shares.leave("busy");

        eventually(() -> assertThat(order).containsExactly("again", "new", "newer", "busy"));
    }

    @Test
    void of_many_that_come_and_go_none_is_lost_and_no_place_either() throws InterruptedException {
        Shares shares = new Shares(4, 2);
        Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
        AtomicInteger all = new AtomicInteger();
        AtomicInteger broken = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            String holder = "h" + random.nextInt(5);
            Duration patience = Duration.ofMillis(random.nextInt(3));
            boolean isPatient = random.nextBoolean();
            boolean isInterrupted = random.nextInt(4) == 0;
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    if (isPatient) {
                        shares.enter(holder);
                    } else if (!shares.enter(holder, patience)) {
                        return;
                    }
                } catch (InterruptedException e) {
                    return;
                }
                AtomicInteger own = inside.computeIfAbsent(holder, _ -> new AtomicInteger());
                if (own.incrementAndGet() > 2 || all.incrementAndGet() > 4) {
                    broken.incrementAndGet();
                }
                Thread.onSpinWait();
                all.decrementAndGet();
                own.decrementAndGet();
                shares.leave(holder);
            });
            threads.add(thread);
            if (isInterrupted) {
                thread.interrupt();
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(broken).hasValue(0);
        assertThat(shares.waiting()).isZero();
        for (String holder : List.of("a", "a", "b", "b")) {
            assertThat(shares.enter(holder, AT_ONCE)).isTrue();
        }
    }
}
