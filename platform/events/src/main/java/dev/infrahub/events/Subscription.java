package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which handler a service has for the events of a topic. A bean of this type is all a service declares.
 *
 * @param isConcurrent whether {@code hub.events.concurrency} consumers share the topic's partitions; else one has them all,
 *     which costs a third of the threads and connections
 */
public record Subscription<T extends SpecificRecord>(Topic<T> topic, Handler<T> handler, boolean isConcurrent) {

    /** By one consumer: for topics on which no load is expected. */
    public Subscription(Topic<T> topic, Handler<T> handler) {
        this(topic, handler, false);
    }

    /** By several consumers: for topics that carry the load. */
    public static <T extends SpecificRecord> Subscription<T> concurrent(Topic<T> topic, Handler<T> handler) {
        return new Subscription<>(topic, handler, true);
    }
}
