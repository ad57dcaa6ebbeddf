package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.domain.Report;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.cabsigner.store.Reports;
import dev.infrahub.events.Event;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Keeps what is reported of approved changes, or says why not. Reported again in the same words, it stands. */
final class Reporting {

    private final Lookups lookups;
    private final Board board;
    private final Clock clock;

    Reporting(Lookups lookups, Board board, Clock clock) {
        this.lookups = lookups;
        this.board = board;
        this.clock = clock;
    }

    Outcome of(Report report, Event<?> event) {
        return Ledger.append(lookups, head -> of(report, event, head));
    }

    private Addition of(Report report, Event<?> event, Head head) {
        Optional<Change> change = Changes.find(lookups, report.changeRequestId());
        if (change.filter(found -> found.holds(report)).isPresent()) {
            return Addition.none(tell(Outcome.nothing(), event, change.get()));
        }
        Instant now = clock.instant();
        return board.refuses(report, change, now)
                .map(refusal -> refuse(report, refusal, event, change, head, now))
                .orElseGet(() -> keep(report, event, change.orElseThrow(), head, now));
    }

    private static Addition refuse(
            Report report, Refusal refusal, Event<?> event, Optional<Change> change, Head head, Instant now) {
        Head.Appended leaf = head.append(LogEntry.refused(report, refusal, event.id(), now));
        Outcome refused = Expiry.foundBy(refusal, change, event.key(), now)
                .publish(Topics.CHANGE_REFUSED, event.key(), ReportEvents.refused(report, refusal, leaf.leafIndex()));
        return Addition.of(refused, leaf);
    }

    private static Addition keep(Report report, Event<?> event, Change change, Head head, Instant now) {
        Change after = change.after(report, now);
        Head.Appended leaf = head.append(LogEntry.reported(report, event.id(), now));
        Outcome kept = Outcome.write(Reports.add(report, leaf.leafIndex(), event.id()), Changes.update(after));
        return Addition.of(tell(kept, event, after), leaf);
    }

    private static Outcome tell(Outcome outcome, Event<?> event, Change change) {
        return outcome.publish(Topics.CHANGE_UPDATED, event.key(), ChangeEvents.updated(change));
    }
}
