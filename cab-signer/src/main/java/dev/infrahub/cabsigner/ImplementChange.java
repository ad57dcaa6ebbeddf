package dev.infrahub.cabsigner;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ChangeImplemented;

/** A change was applied: it is implemented, whatever came of it, if it was approved. */
final class ImplementChange implements Handler<ChangeImplemented> {

    private final Recording recording;

    ImplementChange(Recording recording) {
        this.recording = recording;
    }

    @Override
    public Outcome handle(Event<ChangeImplemented> event) {
        return recording.of(ActivityEvents.implementation(event.value()), event);
    }
}
