package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.store.Chain;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Log;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.Topics;
import java.time.Instant;
import java.util.Optional;

/** A "no" of the board: a leaf of the log, and where the time of the change ran out, its end. */
final class NotTaken {

    private NotTaken() {}

    /** @param leaf of the refusal, appended to the head */
    static Outcome of(Refusal refusal, Head.Appended leaf, Head head, Optional<Change> found, String key, Instant now) {
        Outcome refused = Outcome.write(Log.add(leaf)).onlyIf(Chain.move(head, leaf.head()));
        return found.filter(change -> refusal == Refusal.EXPIRED && change.runsOut(now))
                .map(change -> change.expired(now))
                .map(expired -> refused.and(Changes.update(expired))
                        .publish(Topics.CHANGE_UPDATED, key, ChangeEvents.updated(expired)))
                .orElse(refused);
    }
}
