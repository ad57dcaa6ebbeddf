package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which handler a service has for the events of a topic. A bean of this type is all a service declares.
 *
 * @param pace how its events are worked on
 */
public record Subscription<T extends SpecificRecord>(Topic<T> topic, Handler<T> handler, Pace pace) {

    /** How the events of a topic are worked on; those of one key always one after another. */
    public enum Pace {
        /** By one consumer: for topics on which no load is expected. It costs a third of the threads and connections. */
        SINGLE,
        /** By {@code hub.events.concurrency} consumers, which share the partitions: for topics that carry the load. */
        CONCURRENT,
        /**
         * Likewise, and no key waits for another, nor a client for another's crowd: for handlers that wait for somebody else's machine,
         * and for those whose work is as much as whoever asks wants it to be.
         */
        PATIENT
    }

    public Subscription(Topic<T> topic, Handler<T> handler) {
        this(topic, handler, Pace.SINGLE);
    }

    public static <T extends SpecificRecord> Subscription<T> concurrent(Topic<T> topic, Handler<T> handler) {
        return new Subscription<>(topic, handler, Pace.CONCURRENT);
    }
}
