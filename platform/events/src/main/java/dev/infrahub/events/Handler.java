package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import org.apache.avro.specific.SpecificRecord;

/**
 * Thinks about one event and returns what should happen. Runs on a virtual thread and may block; it writes and publishes
 * nothing itself. It may be called again for the same event after a crash, so outside effects carry the event's id as
 * idempotency key.
 */
@FunctionalInterface
public interface Handler<T extends SpecificRecord> {

    /**
     * @throws Fault.Invalid when this event can never be handled
     * @throws Fault.Unavailable when a dependency is away and trying again may help
     */
    Outcome handle(Event<T> event);
}
