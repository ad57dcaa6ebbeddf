package dev.infrahub.workplace;

import dev.infrahub.faults.Fault;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.BeyondLimit;
import dev.infrahub.json.Shares;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where plans and logs are analysed: each within a time and within so much memory. Several at once have a part of that each; one that
 * takes more waits until no other does, so that together they take no more than one and those parts.
 *
 * <p>The work is done on threads of the platform's own, which the operating system takes turns among: a virtual one would keep its
 * core until it is done, and everybody waiting. One client never has all of them; whoever has fewest goes first.
 */
public final class Workplace {

    /** Of what one may take. */
    private static final int PARTS = 8;

    /** Parts of one client. */
    private static final int PARTS_OF_ONE = PARTS / 2;

    private static final int MIB = 20;
    private static final String TOO_COSTLY = "too_costly";

    private final long most;
    private final long part;
    private final Duration time;
    private final Shares begun = new Shares(PARTS, PARTS_OF_ONE);
    private final Shares running;
    private final Shares large = new Shares(1, 1);
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("workplace-", 0).daemon().factory());

    /**
     * With as many at work as keep the cores busy, and one more, which is always another client's.
     *
     * @param most bytes of memory that one analysis may take
     * @param time that the processor works for it
     */
    public Workplace(long most, Duration time) {
        this(most, time, Math.min(Runtime.getRuntime().availableProcessors(), PARTS - 1));
    }

    /** @param ofOne how many of one client are at work at once */
    Workplace(long most, Duration time, int ofOne) {
        this.most = most;
        this.part = most / PARTS;
        this.time = time;
        this.running = new Shares(ofOne + 1, ofOne);
    }

    /** Works on something for as long as there is at most. */
    public <T> T spend(String client, String what, Supplier<T> work) {
        return spend(client, what, time, work);
    }

    /**
     * Works on something, and waits for it.
     *
     * @param client whose it is
     * @param what it is, for refusals: plan, log
     * @param longest of what needs less than others
     * @throws Fault.Invalid where the work takes more: it would again
     */
    public <T> T spend(String client, String what, Duration longest, Supplier<T> work) {
        begun.enter(client);
        try (Account account = new Account(client, what)) {
            Allowance allowance = Allowance.of(account::take, longest.compareTo(time) < 0 ? longest : time);
            return onThread(() -> account.working(() -> allowance.spend(work)));
        } catch (BeyondLimit beyond) {
            throw new Fault.Invalid(what + "." + beyond.limit().code(), "A " + what + " " + beyond.found() + ".");
        } finally {
            begun.leave(client);
        }
    }

    /** What it logs is of the same operation. */
    private <T> T onThread(Supplier<T> work) {
        @Nullable Map<String, String> logged = MDC.getCopyOfContextMap();
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                if (logged != null) {
                                    MDC.setContextMap(logged);
                                }
                                try {
                                    return work.get();
                                } finally {
                                    MDC.clear();
                                }
                            },
                            threads)
                    .join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    /** What one analysis takes. */
    private final class Account implements AutoCloseable {

        private final String client;
        private final String what;
        private long taken;
        private boolean isLarge;

        private Account(String client, String what) {
            this.client = client;
            this.what = what;
        }

        private <T> T working(Supplier<T> work) {
            running.enter(client);
            try {
                return work.get();
            } finally {
                running.leave(client);
            }
        }

        private void take(long bytes) {
            if (taken + bytes > most) {
                throw new Fault.Invalid(
                        what + "." + TOO_COSTLY,
                        "Analysing this %s takes more than the %d MiB of memory that an analysis may take."
                                .formatted(what, most >> MIB));
            }
            if (!isLarge && taken + bytes > part) {
                awaitTurn();
                isLarge = true;
            }
            taken += bytes;
        }

        /** Others work meanwhile. */
        private void awaitTurn() {
            running.leave(client);
            large.enter(client);
            running.enter(client);
        }

        @Override
        public void close() {
            if (isLarge) {
                large.leave(client);
            }
        }
    }
}
