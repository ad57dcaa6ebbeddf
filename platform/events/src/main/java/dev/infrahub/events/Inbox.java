package dev.infrahub.events;

import java.time.Duration;
import java.util.UUID;

/**
 * Which events a service has handled. The insert decides; the look only saves work.
 *
 * <p>Events that give power and refusals are remembered each under a consumer of their own: an id is chosen by whoever
 * publishes, and what is said on another topic must not pass for a wish, nor for its refusal.
 */
final class Inbox {

    /** Longer than any topic keeps an event, so that a replay from the start of a topic is recognised too. */
    static final Duration MEMORY = Duration.ofDays(45);

    private Inbox() {}

    /** Of events that give power. */
    static String ofPower(String service) {
        return service + "/power";
    }

    /** Of records that were not believed. */
    static String ofRefusals(String service) {
        return service + "/refused";
    }

    /** Inserts nothing, and so counts no row, when the event was handled before. */
    static Write admit(String consumer, UUID event) {
        return Write.of(
                "insert into inbox (consumer, event_id) values ($1, $2::uuid) on conflict do nothing",
                consumer,
                event.toString());
    }

    /** The same, with where the event was found, so that another record of the same id is told from a redelivery. */
    static Write admit(String consumer, UUID event, RefusedRecord.Place place) {
        return Write.of(
                "insert into inbox (consumer, event_id, place) values ($1, $2::uuid, $3) on conflict do nothing",
                consumer,
                event.toString(),
                place.toString());
    }

    static Write look(String consumer, UUID event) {
        return Write.of(
                "select place from inbox where consumer = $1 and event_id = $2::uuid", consumer, event.toString());
    }

    static Write forget() {
        return Write.of(
                "delete from inbox where handled_at < now() - make_interval(days => $1)", (int) MEMORY.toDays());
    }
}
