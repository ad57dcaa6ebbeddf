package dev.infrahub.cabsigner;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ChangeReviewed;

/** Somebody of the board looked at what an implementation led to: keep it, if they took no part. */
final class ReviewChange implements Handler<ChangeReviewed> {

    private final Reporting reporting;

    ReviewChange(Reporting reporting) {
        this.reporting = reporting;
    }

    @Override
    public Outcome handle(Event<ChangeReviewed> event) {
        return reporting.of(ReportEvents.review(event.value()), event);
    }
}
