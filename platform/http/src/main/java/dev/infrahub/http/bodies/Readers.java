package dev.infrahub.http.bodies;

import dev.infrahub.http.Errors;
import dev.infrahub.http.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that work through large bodies: a few of the platform's own, which the operating system takes turns among, where
 * a virtual one would keep its core until it is done. One credential never has all of them; who has fewest goes first.
 */
public final class Readers {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** Of one credential; more is not patience but a flood. */
    private static final int MOST_WAITING = 128;

    private final int most;
    private final int share;
    private final Duration patience;
    private final ExecutorService threads;
    private final Map<String, Integer> busy = new HashMap<>();
    private final List<Turn> waiting = new ArrayList<>();
    private int running;

    /**
     * @param share of one credential, fewer than all
     * @param patience how long somebody waits for one
     */
    public Readers(int most, int share, Duration patience) {
        this.most = most;
        this.share = share;
        this.patience = patience;
        this.threads = Executors.newFixedThreadPool(
                most, Thread.ofPlatform().name("reader-", 0).daemon().factory());
    }

    /** As many as keep the cores busy, and one more, which is always somebody else's. */
    public static Readers ofThisMachine(Duration patience) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Readers(cores + 1, cores, patience);
    }

    /** How many wait now. */
    synchronized int waiting() {
        return waiting.size();
    }

    private record Turn(String holder, Semaphore come) {}

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
            leave(holder);
        }
    }

    private void await(String holder) {
        Turn turn = new Turn(holder, new Semaphore(0));
        come(turn);
        try {
            if (!turn.come().tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS) && goAway(turn)) {
                throw busy(holder);
            }
        } catch (InterruptedException e) {
            if (!goAway(turn)) {
                leave(holder);
            }
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized void come(Turn turn) {
        if (waiting.stream()
                        .filter(other -> other.holder().equals(turn.holder()))
                        .count()
                >= MOST_WAITING) {
            throw busy(turn.holder());
        }
        waiting.add(turn);
        callNext();
    }

    /** Whether the turn had not come. */
    private synchronized boolean goAway(Turn turn) {
        return waiting.remove(turn);
    }

    private synchronized void leave(String holder) {
        running--;
        busy.computeIfPresent(holder, (_, threads) -> threads == 1 ? null : threads - 1);
        callNext();
    }

    private void callNext() {
        for (Optional<Turn> next = next(); next.isPresent(); next = next()) {
            Turn turn = next.get();
            waiting.remove(turn);
            running++;
            busy.merge(turn.holder(), 1, Integer::sum);
            turn.come().release();
        }
    }

    private Optional<Turn> next() {
        return running == most
                ? Optional.empty()
                : waiting.stream().filter(turn -> threads(turn) < share).min(Comparator.comparingInt(this::threads));
    }

    private int threads(Turn turn) {
        return busy.getOrDefault(turn.holder(), 0);
    }

    private synchronized Problem busy(String holder) {
        boolean own = busy.getOrDefault(holder, 0) >= share;
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
