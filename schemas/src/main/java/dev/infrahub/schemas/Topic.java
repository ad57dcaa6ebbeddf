package dev.infrahub.schemas;

import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.NullMarked;

/**
 * A Kafka topic that carries one type of event.
 *
 * @param name lower case, dots and hyphens
 * @param type the one event type it carries; its registry subject is {@code <name>-value}
 * @param publishers the services that publish it; whatever else may is granted it apart
 * @param subscribers the services that handle it
 * @param retention how long the broker keeps an event
 * @param maxMessageBytes the largest record batch it takes, in bytes, as compressed by the producer
 * @param givesPower whether authority follows from the event, so that it counts only as signed by who publishes it
 * @param isOpen whether others than services may publish it: what is unsigned speaks for nobody's request
 */
@NullMarked
public record Topic<T extends SpecificRecord>(
        String name,
        Class<T> type,
        List<Service> publishers,
        List<Service> subscribers,
        Duration retention,
        int maxMessageBytes,
        boolean givesPower,
        boolean isOpen) {

    /** Partitions of every topic and of its dead letters: the most workers of one service that can share the load. */
    public static final int PARTITIONS = 6;

    /** How the topic of its dead letters is called, behind its own name. */
    public static final String DEAD_LETTERS = "-dlt";

    public Topic {
        publishers = List.copyOf(publishers);
        subscribers = List.copyOf(subscribers);
    }

    Topic(
            String name,
            Class<T> type,
            List<Service> publishers,
            List<Service> subscribers,
            Duration retention,
            int maxMessageBytes) {
        this(name, type, publishers, subscribers, retention, maxMessageBytes, false, false);
    }

    Topic<T> givingPower() {
        return new Topic<>(name, type, publishers, subscribers, retention, maxMessageBytes, true, isOpen);
    }

    Topic<T> openToOthers() {
        return new Topic<>(name, type, publishers, subscribers, retention, maxMessageBytes, givesPower, true);
    }

    /** Whether its publishers sign it. */
    public boolean isSigned() {
        return givesPower || isOpen;
    }

    /** The subject of the value's schema, by Confluent's TopicNameStrategy. */
    public String subject() {
        return name + "-value";
    }

    /** Where events go that a service gave up on: same partition count, kept four times as long. */
    public String deadLetters() {
        return name + DEAD_LETTERS;
    }

    @Override
    public String toString() {
        return name;
    }
}
