package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads one record again, by its place; one after another, by a consumer of its own that belongs to no group. */
final class RecordLookup implements AutoCloseable {

    /** What its consumer is called, behind the service's name. */
    static final String CLIENT = "-lookup";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<String, byte[]>> connect;
    private @Nullable Consumer<String, byte[]> consumer;

    /** @param connect to Kafka, the first time and after an outage; where an offset is not there, it has to say so */
    RecordLookup(Supplier<Consumer<String, byte[]>> connect) {
        this.connect = connect;
    }

    /**
     * @return empty where the topic has it no more
     * @throws Outage when Kafka is away
     */
    synchronized Optional<ConsumerRecord<String, byte[]>> find(Place place) {
        try {
            if (consumer == null) {
                consumer = connect.get();
            }
            return find(consumer, place);
        } catch (OffsetOutOfRangeException gone) {
            return Optional.empty();
        } catch (KafkaException away) {
            try {
                close();
            } catch (KafkaException alsoAway) {
                away.addSuppressed(alsoAway);
            }
            throw Outage.kafka(away);
        }
    }

    private static Optional<ConsumerRecord<String, byte[]>> find(Consumer<String, byte[]> consumer, Place place) {
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, place.offset());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, byte[]> first : consumer.poll(POLL)) {
                return Optional.of(first).filter(record -> record.offset() == place.offset());
            }
            if (!isBetween(consumer, partition, place.offset())) {
                return Optional.empty();
            }
        }
        throw new TimeoutException("nothing came of " + place);
    }

    private static boolean isBetween(Consumer<?, ?> consumer, TopicPartition partition, long offset) {
        return consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L) <= offset
                && offset < consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
    }

    @Override
    public synchronized void close() {
        @Nullable Consumer<String, byte[]> closing = consumer;
        consumer = null;
        if (closing != null) {
            closing.close();
        }
    }
}
