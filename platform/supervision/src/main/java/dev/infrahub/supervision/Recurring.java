package dev.infrahub.supervision;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What nobody asks for is done again and again, by every instance. A step that fails is tried again at its next time; only an
 * {@link Error} is the death of it. Stopping waits for what is being done.
 */
public final class Recurring implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Recurring.class);

    private final Supervisor supervisor;
    private final String what;
    private final Duration every;
    private final BooleanSupplier step;
    private final Duration stopWithin;

    private final Semaphore stopping = new Semaphore(0);
    private volatile boolean running;
    private boolean fails;
    private @Nullable Thread thread;

    /**
     * @param step does one thing, and says whether there may be more to do at once
     * @param stopWithin how long what is being done is waited for; it is interrupted then
     */
    public Recurring(Supervisor supervisor, String what, Duration every, Duration stopWithin, BooleanSupplier step) {
        this.supervisor = supervisor;
        this.what = what;
        this.every = every;
        this.stopWithin = stopWithin;
        this.step = step;
    }

    /** A step that does all there is to do, until its next time. */
    public static BooleanSupplier whole(Runnable step) {
        return () -> {
            step.run();
            return false;
        };
    }

    @Override
    public void start() {
        running = true;
        stopping.drainPermits();
        thread = supervisor.start(what, this::run);
    }

    @Override
    public void stop() {
        running = false;
        stopping.release();
        if (thread != null) {
            try {
                thread.join(stopWithin);
                thread.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            do {
                sweep();
            } while (!stopping.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
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
            if (!fails && running) {
                log.warn("{} is not done yet: {}", what, e.toString());
            }
            fails = true;
        }
    }
}
