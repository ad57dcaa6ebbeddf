package dev.infrahub.events;

import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.support.Acknowledgment;

/**
 * The partitions that the consumers of one subscription have. How far each may go on after a crash is told to Kafka here, and
 * not by Spring: an acknowledgment holds on to its record, and there may be many behind one that waits. It may trail behind:
 * the inbox makes redelivery harmless.
 */
final class Partitions
        implements AcknowledgingConsumerAwareMessageListener<String, byte[]>,
                ConsumerAwareRebalanceListener,
                RecordInterceptor<String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(Partitions.class);

    static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

    private final Supplier<Partition> create;
    private final Processed processed;
    private final ObservationRegistry observations;
    private final Clock clock;
    private final Map<Consumer<?, ?>, Assigned> assigned = new ConcurrentHashMap<>();

    /** What one consumer has. It is used by that consumer's thread alone. */
    private static final class Assigned {

        private final Map<TopicPartition, Partition> partitions = new HashMap<>();
        private final Map<TopicPartition, Long> committed = new HashMap<>();
        private long lastCommit = System.nanoTime();
    }

    Partitions(Supplier<Partition> create, Processed processed, ObservationRegistry observations, Clock clock) {
        this.create = create;
        this.processed = processed;
        this.observations = observations;
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        processed.takeOver(consumer, partitions);
        Assigned ours = of(consumer);
        partitions.forEach(partition -> ours.partitions.put(partition, create.get()));
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Assigned ours = of(consumer);
        partitions.forEach(partition -> close(ours, partition));
        commit(consumer, ours);
        forget(consumer, partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Assigned ours = of(consumer);
        partitions.forEach(partition -> close(ours, partition));
        forget(consumer, partitions);
    }

    private Assigned of(Consumer<?, ?> consumer) {
        return assigned.computeIfAbsent(consumer, _ -> new Assigned());
    }

    private static void close(Assigned ours, TopicPartition partition) {
        @Nullable Partition closing = ours.partitions.get(partition);
        if (closing != null) {
            closing.close();
        }
    }

    private void forget(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Assigned ours = of(consumer);
        ours.partitions.keySet().removeAll(partitions);
        ours.committed.keySet().removeAll(partitions);
        if (ours.partitions.isEmpty()) {
            assigned.remove(consumer);
        }
    }

    @Override
    public void onMessage(
            ConsumerRecord<String, byte[]> record, @Nullable Acknowledgment never, @Nullable Consumer<?, ?> consumer) {
        if (consumer == null) {
            throw new IllegalStateException("a record of no consumer");
        }
        of(consumer)
                .partitions
                .computeIfAbsent(new TopicPartition(record.topic(), record.partition()), _ -> create.get())
                .receive(record, () -> new Delivery(record, clock.instant(), Light.of(observations)));
    }

    @Override
    public ConsumerRecord<String, byte[]> intercept(
            ConsumerRecord<String, byte[]> record, Consumer<String, byte[]> consumer) {
        return record;
    }

    /** Before each poll, on the consumer's thread. */
    @Override
    public void setupThreadState(Consumer<?, ?> consumer) {
        Assigned ours = of(consumer);
        if (System.nanoTime() - ours.lastCommit >= COMMIT_EVERY.toNanos()) {
            commit(consumer, ours);
        }
    }

    private static void commit(Consumer<?, ?> consumer, Assigned ours) {
        ours.lastCommit = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ours.partitions.forEach((partition, state) -> {
            OptionalLong position = state.position();
            if (position.isPresent() && !Long.valueOf(position.getAsLong()).equals(ours.committed.get(partition))) {
                offsets.put(partition, new OffsetAndMetadata(position.getAsLong()));
            }
        });
        if (offsets.isEmpty()) {
            return;
        }
        offsets.forEach((partition, offset) -> ours.committed.put(partition, offset.offset()));
        try {
            consumer.commitAsync(offsets, (_, failure) -> {
                if (failure != null) {
                    offsets.keySet().forEach(ours.committed::remove);
                    log.debug("offsets are told later: {}", failure.toString());
                }
            });
        } catch (KafkaException later) {
            offsets.keySet().forEach(ours.committed::remove);
            log.debug("offsets are told later: {}", later.toString());
        }
    }
}
