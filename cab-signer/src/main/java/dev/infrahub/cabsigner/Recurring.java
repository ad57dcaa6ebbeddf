package dev.infrahub.cabsigner;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** What nobody asks for is looked for again and again, by every instance. Stopping waits for what is being done. */
final class Recurring implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Recurring.class);

    private final String what;
    private final Duration every;
    private final BooleanSupplier step;

    private final Semaphore stopping = new Semaphore(0);
    private volatile boolean running;
    private boolean fails;
    private @Nullable Thread thread;

    /** @param step does one thing, and says whether there may be more to do at once */
    Recurring(String what, Duration every, BooleanSupplier step) {
        this.what = what;
        this.every = every;
        this.step = step;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name(what).start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        stopping.release();
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (!stopping.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** What fails is told once, not each time. */
    private void sweep() {
        try {
            boolean mayBeMore = true;
            while (mayBeMore && running) {
                mayBeMore = step.getAsBoolean();
            }
            fails = false;
        } catch (RuntimeException e) {
            if (!fails) {
                log.warn("{} is not done yet: {}", what, e.toString());
            }
            fails = true;
        }
    }
}
