package dev.infrahub.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.health.contributor.Status;

/** What becomes of a service when work in its background ends. */
class SupervisorTests {

    private final Supervisor supervisor = new Supervisor();
    private final List<String> told = new CopyOnWriteArrayList<>();

    static List<Throwable> whatEver() {
        return List.of(
                new NoClassDefFoundError("org/bouncycastle/crypto/CipherParameters"),
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new AssertionError("a value of somebody's"),
                new IllegalStateException("a value of somebody's"));
    }

    @ParameterizedTest
    @MethodSource("whatEver")
    void whatever_work_throws_is_the_death_of_the_service(Throwable cause) {
        supervisor.whenDead(death -> told.add(death.work()));

        supervisor.start("relay", () -> throwIt(cause));

        eventually(() -> told.equals(List.of("relay")));
        assertThat(supervisor.death().orElseThrow().cause()).isSameAs(cause);
        assertThat(new WorkHealth(supervisor).health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(new WorkHealth(supervisor).health().getDetails().toString())
                .contains("the relay died: " + cause.getClass().getName())
                .doesNotContain("somebody");
    }

    @Test
    void who_asks_later_is_told_of_the_first() {
        supervisor.start("relay", () -> throwIt(new NoClassDefFoundError("a/B")));
        eventually(() -> supervisor.death().isPresent());
        supervisor.start("lane", () -> throwIt(new OutOfMemoryError("Java heap space")));

        supervisor.whenDead(death -> told.add(death.toString()));

        assertThat(told).containsExactly("the relay died: java.lang.NoClassDefFoundError: a/B");
    }

    @Test
    void work_may_come_to_its_end() throws InterruptedException {
        supervisor.start("lane", () -> told.add("done")).join();

        assertThat(told).containsExactly("done");
        assertThat(supervisor.death()).isEmpty();
        assertThat(new WorkHealth(supervisor).health().getStatus()).isEqualTo(Status.UP);
    }

    /** As a consumer of Spring's ends where another has its place. */
    @Test
    void work_of_a_library_may_not_as_long_as_it_is_wanted() {
        AtomicBoolean wanted = new AtomicBoolean();
        supervisor
                .threads("consumer", wanted::get)
                .submitCompletable(work("stopped"))
                .join();
        assertThat(supervisor.death()).isEmpty();

        wanted.set(true);
        var _ = supervisor.threads("consumer", wanted::get).submitCompletable(work("by itself"));

        eventually(() -> supervisor.death().isPresent());
        assertThat(supervisor.death().orElseThrow())
                .hasToString("the consumer died: it has ended; what was logged before may say why");
    }

    @Test
    void a_library_that_keeps_to_itself_what_was_thrown_is_no_way_around() {
        var _ = supervisor
                .threads("consumer", () -> false)
                .submitCompletable(() -> throwIt(new NoClassDefFoundError("a/B")));

        eventually(() -> supervisor.death().isPresent());
    }

    @Test
    void what_recurs_is_tried_again_after_an_exception_and_dies_of_an_error() {
        CountDownLatch tries = new CountDownLatch(3);
        Recurring recurring = new Recurring(supervisor, "expiry", Duration.ofMillis(1), Duration.ofSeconds(5), () -> {
            tries.countDown();
            throwIt(tries.getCount() > 0 ? new IllegalStateException("later") : new NoClassDefFoundError("a/B"));
            return false;
        });

        recurring.start();

        eventually(() -> supervisor.death().isPresent());
        assertThat(tries.getCount()).isZero();
        recurring.stop();
    }

    @Test
    void what_recurs_stops_and_starts_again() {
        Recurring recurring = new Recurring(
                supervisor, "expiry", Duration.ofMillis(1), Duration.ofSeconds(5), () -> !told.add("done"));

        recurring.start();
        eventually(() -> !told.isEmpty());
        recurring.stop();
        int before = told.size();
        recurring.start();

        eventually(() -> told.size() > before);
        recurring.stop();
        assertThat(supervisor.death()).isEmpty();
    }

    private Runnable work(String done) {
        return () -> told.add(done);
    }

    private static void throwIt(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

    private static void eventually(Callable<Boolean> condition) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(30))
                .until(condition);
    }
}
