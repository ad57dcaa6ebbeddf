package dev.infrahub.http.bodies;

import dev.infrahub.http.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The memory that all requests together may take for one use, and the share of it that one credential may. What is counted is
 * what there is, or is about to be: bytes that came, and what is made of them; nothing for what is only announced.
 */
public final class Budget {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MIB = 20;

    private final Use use;
    private final long total;
    private final long share;
    private final Map<String, Long> held = new HashMap<>();

    /** Those that take something, the first before the others. */
    private final Set<Account> taking = new LinkedHashSet<>();

    private long inUse;

    /** @param share of one credential, less than the total, so that others find something left */
    public Budget(Use use, long total, long share) {
        this.use = use;
        this.total = total;
        this.share = share;
    }

    /** What memory is for, and so what is said where there is none. */
    public enum Use {
        /** Of requests, while they are read. */
        READING {
            @Override
            Optional<Problem> alone(long mebibytes) {
                return Optional.of(Problem.of(
                        413,
                        "body.too_costly",
                        "Reading this takes more than the " + mebibytes
                                + " MiB of memory that the requests of one credential may take."));
            }

            @Override
            boolean goesOn(boolean isFirst) {
                return false;
            }

            @Override
            Problem share(long mebibytes) {
                return Problem.of(
                        429,
                        "share.memory",
                        "The requests of this credential that are read now take its share of memory, " + mebibytes
                                + " MiB; send it again when one of them is answered.");
            }

            @Override
            Problem all() {
                return Problem.of(503, "gateway.busy", "The hub reads as much as it can hold; send it again shortly.");
            }
        },
        /**
         * Of answers, until their clients have them. One alone is given, however large, and the first of a credential goes on: else
         * several that are read at once could each keep all others from being given.
         */
        ANSWERS {
            @Override
            Optional<Problem> alone(long mebibytes) {
                return Optional.empty();
            }

            @Override
            boolean goesOn(boolean isFirst) {
                return isFirst;
            }

            @Override
            Problem share(long mebibytes) {
                return Problem.of(
                        429,
                        "share.answers",
                        "The answers to this credential that are not read yet take its share of memory, " + mebibytes
                                + " MiB; read them, and ask again.");
            }

            @Override
            Problem all() {
                return Problem.of(503, "gateway.busy", "The hub holds as many answers as it can; ask again shortly.");
            }
        };

        abstract Optional<Problem> alone(long mebibytes);

        /** Whether a share is not the end of it. */
        abstract boolean goesOn(boolean isFirst);

        abstract Problem share(long mebibytes);

        abstract Problem all();
    }

    /** Bytes in use now. */
    public synchronized long inUse() {
        return inUse;
    }

    /** What one request of this credential takes, from now until it is closed. */
    Account open(String holder) {
        return new Account(holder);
    }

    /** What one request takes. */
    final class Account implements AutoCloseable {

        private final String holder;
        private long taken;
        private boolean closed;

        private Account(String holder) {
            this.holder = holder;
        }

        /** @throws Problem 413 where one request alone reads too much, 429 where its credential takes too much, 503 where all do */
        void take(long bytes) {
            synchronized (Budget.this) {
                refuseBeyond(bytes);
                if (bytes > 0) {
                    taking.add(this);
                }
                taken += bytes;
                inUse += bytes;
                held.merge(holder, bytes, Long::sum);
            }
        }

        private void refuseBeyond(long bytes) {
            if (closed) {
                throw Problem.of(503, "request.interrupted", "The request was given up; try again.")
                        .retryAfter(PAUSE);
            }
            if (taken + bytes > share) {
                use.alone(share >> MIB).ifPresent(problem -> {
                    throw problem;
                });
            }
            long ofHolder = held.getOrDefault(holder, 0L);
            if (ofHolder > taken && ofHolder + bytes > share && !use.goesOn(isFirst())) {
                throw use.share(share >> MIB).retryAfter(PAUSE);
            }
            if (inUse > taken && inUse + bytes > total) {
                throw use.all().retryAfter(PAUSE);
            }
        }

        private boolean isFirst() {
            return taking.stream()
                    .filter(account -> account.holder.equals(holder))
                    .findFirst()
                    .filter(this::equals)
                    .isPresent();
        }

        /** Leaves so much of it to another one of the same credential, for what was made of it. */
        void leave(long bytes, Account other) {
            synchronized (Budget.this) {
                long left = other.closed ? 0 : Math.min(bytes, taken);
                taken -= left;
                other.taken += left;
            }
        }

        /** So many bytes are not in memory any more. */
        void letGo(long bytes) {
            synchronized (Budget.this) {
                if (!closed) {
                    give(bytes);
                }
            }
        }

        private void give(long bytes) {
            taken -= bytes;
            inUse -= bytes;
            if (taken == 0) {
                taking.remove(this);
            }
            held.computeIfPresent(holder, (_, all) -> all == bytes ? null : all - bytes);
        }

        /** Gives all of it back. */
        @Override
        public void close() {
            synchronized (Budget.this) {
                closed = true;
                give(taken);
            }
        }
    }
}
