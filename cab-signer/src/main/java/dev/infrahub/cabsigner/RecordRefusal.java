package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.DistrustedEvent;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.RefusalHandler;
import dev.infrahub.events.RefusedRecord;
import java.time.Clock;
import java.util.UUID;

/** Somebody published what gives power and is not believed: it has no effect, and the log says that it was tried. */
final class RecordRefusal implements RefusalHandler {

    private final Lookups lookups;
    private final Clock clock;
    private final LeafLimit limit;

    RecordRefusal(Lookups lookups, Clock clock) {
        this.lookups = lookups;
        this.clock = clock;
        this.limit = new LeafLimit(clock);
    }

    @Override
    public Outcome handle(RefusedRecord refused) {
        return limit.untoldBefore(refused)
                .map(untold -> append(LogEntry.distrusted(event(refused), untold, clock.instant())))
                .orElseGet(Outcome::nothing);
    }

    private Outcome append(LogEntry entry) {
        return Ledger.append(lookups, head -> Addition.of(Outcome.nothing(), head.append(entry)));
    }

    private static DistrustedEvent event(RefusedRecord refused) {
        return new DistrustedEvent(
                refused.place().topic(),
                refused.place().partition(),
                refused.place().offset(),
                refused.code(),
                refused.claimedId().map(UUID::toString).orElse(null),
                refused.claimedKey().orElse(null),
                refused.valueHash());
    }
}
