package dev.infrahub.supervision;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** A service as a process: it ends where it cannot start, and where work in its background dies, and says why in one line. */
public final class ServiceMain {

    private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);

    /** Of a process that cannot work; whoever runs it starts it again. */
    public static final int FAILED = 1;

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private ServiceMain() {}

    public static void run(Supplier<ConfigurableApplicationContext> start) {
        try {
            start.get().getBean(Supervisor.class).whenDead(ServiceMain::end);
        } catch (Throwable failure) {
            Thread main = Thread.currentThread();
            // Spring Boot's own: silent about what was told already, in one line or with its stack trace
            main.getUncaughtExceptionHandler().uncaughtException(main, failure);
            System.exit(FAILED);
        }
    }

    private static void end(Death death) {
        endProcess(STOP_WITHIN, () -> log.error("This service ends: {}", death));
    }

    /**
     * Ends the process as if it was told to, though by its status it failed.
     *
     * @param within when it ends in any case
     * @param tell says why; where not even that works any more, the process ends all the same
     */
    public static void endProcess(Duration within, Runnable tell) {
        try {
            tell.run();
            // not on the thread that died: what is stopped now may wait for its end
            Thread.ofPlatform().daemon().name("end").start(() -> System.exit(FAILED));
            Thread.ofPlatform().daemon().name("end-in-any-case").start(() -> halt(within));
        } catch (Throwable hopeless) {
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void halt(Duration within) {
        try {
            boolean _ = new CountDownLatch(1).await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(FAILED);
    }
}
