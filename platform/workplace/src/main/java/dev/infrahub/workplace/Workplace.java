package dev.infrahub.workplace;

import dev.infrahub.faults.Fault;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.BeyondLimit;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Where plans and logs are analysed: each within a time and within so much memory. Several at once have a part of that each; one that
 * takes more waits until no other does, so that together they take no more than one and those parts.
 */
public final class Workplace {

    /** Of what one may take. */
    private static final int PARTS = 8;

    private static final int MIB = 20;
    private static final String TOO_COSTLY = "too_costly";

    private final long most;
    private final long part;
    private final Duration time;
    private final Semaphore places = new Semaphore(PARTS, true);
    private final Semaphore large = new Semaphore(1, true);

    /**
     * @param most bytes of memory that one analysis may take
     * @param time that the processor works for it
     */
    public Workplace(long most, Duration time) {
        this.most = most;
        this.part = most / PARTS;
        this.time = time;
    }

    /** Works on a plan. */
    public <T> T spend(Supplier<T> work) {
        return spend("plan", time, work);
    }

    /**
     * Works on something.
     *
     * @param what it is, for refusals: plan, log
     * @param longest of what needs less than others
     * @throws Fault.Invalid where the work takes more: it would again
     */
    public <T> T spend(String what, Duration longest, Supplier<T> work) {
        places.acquireUninterruptibly();
        try (Account account = new Account(what)) {
            return Allowance.of(account::take, longest.compareTo(time) < 0 ? longest : time)
                    .spend(work);
        } catch (BeyondLimit beyond) {
            throw new Fault.Invalid(what + "." + beyond.limit().code(), "A " + what + " " + beyond.found() + ".");
        }
    }

    /** What one analysis takes. */
    private final class Account implements AutoCloseable {

        private final String what;
        private long taken;
        private boolean isLarge;

        private Account(String what) {
            this.what = what;
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

        private void awaitTurn() {
            try {
                large.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            if (isLarge) {
                large.release();
            }
            places.release();
        }
    }
}
