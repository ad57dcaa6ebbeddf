package dev.infrahub.cabsigner;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ChangeReviewed;

/** Somebody of the board looked at what an implementation led to: keep it, if they took no part. */
final class ReviewChange implements Handler<ChangeReviewed> {

    private final Recording recording;

    ReviewChange(Recording recording) {
        this.recording = recording;
    }

    @Override
    public Outcome handle(Event<ChangeReviewed> event) {
        return recording.of(ActivityEvents.review(event.value()), event);
    }
}
