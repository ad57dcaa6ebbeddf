package dev.infrahub.http.bodies;

import dev.infrahub.http.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The memory that all requests together may take while they are read, and the share of it that one credential may. What is
 * counted is what there is, or is about to be: bytes that came, and what is made of them; nothing for what is only announced.
 */
public final class Budget {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String HOLDER = Budget.class.getName() + ".holder";
    private static final String NOBODY = "nobody";
    private static final int MIB = 20;

    private final long total;
    private final long share;
    private final Map<String, Long> held = new HashMap<>();
    private long inUse;

    /** @param share of one credential, less than the total, so that others find something left */
    public Budget(long total, long share) {
        this.total = total;
        this.share = share;
    }

    /** Whose memory it is that reading a request's body takes: to be put into the request's context. */
    public static Context heldBy(String holder, Context context) {
        return context.put(HOLDER, holder);
    }

    static String holder(ContextView context) {
        return context.hasKey(HOLDER) ? context.get(HOLDER) : NOBODY;
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

        /** @throws Problem 413 where one request alone takes too much, 429 where its credential does, 503 where all do */
        void take(long bytes) {
            synchronized (Budget.this) {
                refuseBeyond(bytes);
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
                throw Problem.of(
                        413,
                        "body.too_costly",
                        "Reading this takes more than the " + (share >> MIB)
                                + " MiB of memory that the requests of one credential may take.");
            }
            if (held.getOrDefault(holder, 0L) + bytes > share) {
                throw Problem.of(
                                429,
                                "share.memory",
                                "The requests of this credential that are read now take its share of memory, "
                                        + (share >> MIB) + " MiB; send it again when one of them is answered.")
                        .retryAfter(PAUSE);
            }
            if (inUse + bytes > total) {
                throw Problem.of(503, "gateway.busy", "The hub reads as much as it can hold; send it again shortly.")
                        .retryAfter(PAUSE);
            }
        }

        /** Leaves so much of it to another one of the same credential, for what was made of it. */
        void leave(long bytes, Account other) {
            synchronized (Budget.this) {
                long left = other.closed ? 0 : Math.min(bytes, taken);
                taken -= left;
                other.taken += left;
            }
        }

        /** Gives all of it back. */
        @Override
        public void close() {
            synchronized (Budget.this) {
                closed = true;
                inUse -= taken;
                held.computeIfPresent(holder, (_, all) -> all == taken ? null : all - taken);
                taken = 0;
            }
        }
    }
}
