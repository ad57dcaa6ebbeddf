package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Activity;
import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.store.Activities;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.events.Event;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Keeps what was done with approved changes, or says why not. Said again in the same words, it stands. */
final class Recording {

    private final Lookups lookups;
    private final Board board;
    private final Clock clock;

    Recording(Lookups lookups, Board board, Clock clock) {
        this.lookups = lookups;
        this.board = board;
        this.clock = clock;
    }

    Outcome of(Activity activity, Event<?> event) {
        return Ledger.append(lookups, head -> of(activity, event, head));
    }

    private Addition of(Activity activity, Event<?> event, Head head) {
        Optional<Change> change = Changes.find(lookups, activity.change());
        if (change.filter(found -> found.holds(activity)).isPresent()) {
            return Addition.none(tell(Outcome.nothing(), change.get()));
        }
        Instant now = clock.instant();
        return board.refuses(activity, change, now)
                .map(refusal -> refuse(activity, refusal, event, change, head, now))
                .orElseGet(() -> keep(activity, event, change.orElseThrow(), head, now));
    }

    private static Addition refuse(
            Activity activity, Refusal refusal, Event<?> event, Optional<Change> change, Head head, Instant now) {
        Head.Appended leaf = head.append(LogEntry.refused(activity, refusal, event.id(), now));
        Outcome refused = Expiry.foundBy(refusal, change, now).refuse(refusal.code(), refusal.detail(), refusal.kind());
        return Addition.of(refused, leaf);
    }

    private static Addition keep(Activity activity, Event<?> event, Change change, Head head, Instant now) {
        Change after = change.after(activity, now);
        Head.Appended leaf = head.append(LogEntry.recorded(activity, event.id(), now));
        Outcome kept = Outcome.write(Activities.add(activity, leaf.leafIndex(), event.id()), Changes.update(after));
        return Addition.of(tell(kept, after), leaf);
    }

    private static Outcome tell(Outcome outcome, Change change) {
        return outcome.answer(Topics.CHANGE_UPDATED, change.request().key().text(), ChangeEvents.updated(change));
    }
}
