package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Time runs out for requests and approvals, and nobody asks: expire them. Every instance looks; what they append to is the
 * one end of the log, so each change is expired once.
 */
final class ExpireChanges implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ExpireChanges.class);

    private final Lookups lookups;
    private final Commits commits;
    private final Duration every;
    private final Clock clock;

    private volatile boolean running;
    private @Nullable Thread thread;
    private final Semaphore stopping = new Semaphore(0);

    ExpireChanges(Lookups lookups, Commits commits, Duration every, Clock clock) {
        this.lookups = lookups;
        this.commits = commits;
        this.every = every;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("expiry").start(this::run);
    }

    /** Waits for a change that is being expired. */
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

    private void sweep() {
        try {
            boolean mayBeMore = true;
            while (mayBeMore && running) {
                mayBeMore = expireNext();
            }
        } catch (RuntimeException e) {
            log.warn("What ran out is not expired yet: {}", e.toString());
        }
    }

    /** Where somebody else appends meanwhile, nothing happens, and the next look shows whether it is still due. */
    private boolean expireNext() {
        return Ledger.append(lookups, commits, this::expire);
    }

    private Addition expire(Head head) {
        Instant now = clock.instant();
        return Changes.due(lookups, now)
                .map(change -> Addition.of(Expiry.of(change, now), head.append(LogEntry.expired(change, now))))
                .orElseGet(() -> Addition.none(Outcome.nothing()));
    }
}
