package dev.infrahub.supervision;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Has every thread of a service that works for nobody who waits. What such work can get over it gets over itself; whatever it
 * throws nevertheless, an {@link Error} among it, is its death, and with it the service's: nobody would do that work any more,
 * and nobody would know. Where a service is a process, that ends.
 */
public final class Supervisor {

    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

    private final CompletableFuture<Death> died = new CompletableFuture<>();

    /** Does the work on a virtual thread of its own. It may come to an end. */
    public Thread start(String work, Runnable body) {
        return Thread.ofVirtual().name(work).start(supervised(work, body));
    }

    /**
     * For a library that starts its threads itself, and lets them end without telling.
     *
     * @param wanted whether the work is to go on: it may not come to an end before
     */
    public AsyncTaskExecutor threads(String work, BooleanSupplier wanted) {
        return new Threads(work, wanted);
    }

    /** Does so at once where it has happened already. It is told on the thread that died. */
    public void whenDead(Consumer<Death> told) {
        var _ = died.thenAccept(told);
    }

    /** The first; empty while all work goes on. */
    public Optional<Death> death() {
        return Optional.ofNullable(died.getNow(null));
    }

    private Runnable supervised(String work, Runnable body) {
        return () -> {
            try {
                body.run();
            } catch (Throwable cause) {
                die(new Death(work, cause));
            }
        };
    }

    private void die(Death death) {
        try {
            log.error("{}, and nothing of this service is to be relied on any more", death, death.cause());
        } finally {
            died.complete(death);
        }
    }

    /** Supervised also where whoever starts it keeps to himself what it throws, as a future does. */
    private final class Threads implements AsyncTaskExecutor {

        private final String work;
        private final BooleanSupplier wanted;

        private Threads(String work, BooleanSupplier wanted) {
            this.work = work;
            this.wanted = wanted;
        }

        @Override
        public void execute(Runnable body) {
            var _ = start(work, body);
        }

        @Override
        public CompletableFuture<Void> submitCompletable(Runnable body) {
            return AsyncTaskExecutor.super.submitCompletable(supervised(work, () -> {
                body.run();
                if (wanted.getAsBoolean()) {
                    throw new Ended("it");
                }
            }));
        }
    }
}
