package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import java.time.Duration;
import java.util.UUID;

/**
 * Which events a service has handled, and which it gave up. The insert decides; the look only saves work. Both are one row,
 * so that an event that was given up is not handled after all, nor the other way round, whoever is at it at the same time.
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

    /** Inserts nothing, and so counts no row, when the record was refused before. */
    static Write admitRefusal(String consumer, UUID record) {
        return Write.of(
                "insert into inbox (consumer, event_id) values ($1, $2::uuid) on conflict do nothing",
                consumer,
                record.toString());
    }

    /** Counts no row when the event was handled before, or given up at this place. */
    static Write admit(String consumer, UUID event, Place place) {
        return Write.of(
                "insert into inbox (consumer, event_id) values ($1, $2::uuid) on conflict (consumer, event_id)"
                        + " do update set given_up = null, handled_at = now() where inbox.given_up <> $3",
                consumer,
                event.toString(),
                place.toString());
    }

    /** The same, with where the event was found, so that another record of the same id is told from a redelivery. */
    static Write admitPower(String consumer, UUID event, Place place) {
        return Write.of(
                "insert into inbox (consumer, event_id, place) values ($1, $2::uuid, $3)"
                        + " on conflict (consumer, event_id)"
                        + " do update set place = $3, given_up = null, handled_at = now() where inbox.given_up <> $3",
                consumer,
                event.toString(),
                place.toString());
    }

    /** Counts no row when the event was handled, or given up at this place. */
    static Write giveUp(String consumer, UUID event, Place place) {
        return Write.of(
                "insert into inbox (consumer, event_id, given_up) values ($1, $2::uuid, $3)"
                        + " on conflict (consumer, event_id)"
                        + " do update set given_up = $3, handled_at = now() where inbox.given_up <> $3",
                consumer,
                event.toString(),
                place.toString());
    }

    static Write look(String consumer, UUID event) {
        return Write.of(
                "select place, given_up from inbox where consumer = $1 and event_id = $2::uuid",
                consumer,
                event.toString());
    }

    static Write forget() {
        return Write.of(
                "delete from inbox where handled_at < now() - make_interval(days => $1)", (int) MEMORY.toDays());
    }
}
