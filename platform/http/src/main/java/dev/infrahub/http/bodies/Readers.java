package dev.infrahub.http.bodies;

import dev.infrahub.http.Errors;
import dev.infrahub.http.Problem;
import dev.infrahub.json.Shares;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The threads that work through large bodies: a few of the platform's own, which the operating system takes turns among, where
 * a virtual one would keep its core until it is done. One credential never has all of them; who has fewest goes first.
 */
public final class Readers {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** Of one credential; more is not patience but a flood. */
    private static final int MOST_WAITING = 128;

    private final int share;
    private final Duration patience;
    private final Shares places;
    private final ExecutorService threads;

    /**
     * @param share of one credential, fewer than all
     * @param patience how long somebody waits for one
     */
    public Readers(int most, int share, Duration patience) {
        this.share = share;
        this.patience = patience;
        this.places = new Shares(most, share);
        this.threads = Executors.newFixedThreadPool(
                most, Thread.ofPlatform().name("reader-", 0).daemon().factory());
    }

    /** As many as keep the cores busy, and one more, which is always somebody else's. */
    public static Readers ofThisMachine(Duration patience) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Readers(cores + 1, cores, patience);
    }

    /** How many wait now. */
    int waiting() {
        return places.waiting();
    }

    /**
     * Does the work on one of the threads, and waits for it.
     *
     * @param giveUp is told when nobody waits any more; the thread is free when the work has ended
     * @param ended is done when the work has ended, or will never begin
     * @throws Problem 429 or 503 where no thread gets free in time
     */
    <T> T read(String holder, Supplier<T> work, Runnable giveUp, Runnable ended) {
        try {
            await(holder);
        } catch (RuntimeException neverBegins) {
            ended.run();
            throw neverBegins;
        }
        CompletableFuture<T> made = CompletableFuture.supplyAsync(() -> inTurn(holder, work, ended), threads);
        try {
            return made.get();
        } catch (InterruptedException e) {
            giveUp.run();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw Errors.asException(e.getCause());
        }
    }

    private <T> T inTurn(String holder, Supplier<T> work, Runnable ended) {
        try {
            return work.get();
        } finally {
            ended.run();
            places.leave(holder);
        }
    }

    private void await(String holder) {
        try {
            if (places.waiting(holder) >= MOST_WAITING || !places.enter(holder, patience)) {
                throw busy(holder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Problem busy(String holder) {
        boolean own = places.held(holder) >= share;
        return (own
                        ? Problem.of(
                                429,
                                "share.readers",
                                "As many bodies of this credential are read at once as may be, " + share
                                        + "; send it again when one of them is answered.")
                        : Problem.of(
                                503, "gateway.busy", "The hub reads as many bodies as it can; send it again shortly."))
                .retryAfter(PAUSE);
    }
}
