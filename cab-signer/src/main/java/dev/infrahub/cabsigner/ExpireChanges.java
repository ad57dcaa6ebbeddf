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
import java.time.Instant;

/**
 * Time runs out for requests and approvals, and nobody asks: expire them. Every instance looks; what they append to is the
 * one end of the log, so each change is expired once.
 */
final class ExpireChanges {

    private final Lookups lookups;
    private final Commits commits;
    private final Clock clock;

    ExpireChanges(Lookups lookups, Commits commits, Clock clock) {
        this.lookups = lookups;
        this.commits = commits;
        this.clock = clock;
    }

    /** Where somebody else appends meanwhile, nothing happens, and the next look shows whether it is still due. */
    boolean expireNext() {
        return Ledger.append(lookups, commits, this::expire);
    }

    private Addition expire(Head head) {
        Instant now = clock.instant();
        return Changes.due(lookups, now)
                .map(change -> Addition.of(Expiry.of(change, now), head.append(LogEntry.expired(change, now))))
                .orElseGet(() -> Addition.none(Outcome.nothing()));
    }
}
