package dev.infrahub.cabsigner;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ChangeImplemented;

/** A change was applied: it is implemented, whatever came of it, if it was approved. */
final class ImplementChange implements Handler<ChangeImplemented> {

    private final Reporting reporting;

    ImplementChange(Reporting reporting) {
        this.reporting = reporting;
    }

    @Override
    public Outcome handle(Event<ChangeImplemented> event) {
        return reporting.of(ReportEvents.implementation(event.value()), event);
    }
}
