package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.Topics;
import java.time.Instant;
import java.util.Optional;

/** The end of a change whose time ran out: kept and told. */
final class Expiry {

    private Expiry() {}

    static Outcome of(Change change, Instant now) {
        Change expired = change.expired(now);
        return Outcome.write(Changes.update(expired))
                .publish(Topics.CHANGE_UPDATED, expired.request().key().text(), ChangeEvents.updated(expired));
    }

    /** Where the refusal is the first to find that the time ran out; else nothing. */
    static Outcome foundBy(Refusal refusal, Optional<Change> found, Instant now) {
        return found.filter(change -> refusal == Refusal.EXPIRED && change.runsOut(now))
                .map(change -> of(change, now))
                .orElseGet(Outcome::nothing);
    }
}
