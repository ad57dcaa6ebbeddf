package dev.infrahub.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Topics from their beginning on, each record read once: tests look again and again for what is to come. One thread at a time. */
final class Tail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> read =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));

    Tail(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Reads what these topics have by now. */
    void catchUp(Collection<String> topics) {
        List<TopicPartition> partitions =
                topics.stream().flatMap(this::partitions).toList();
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, next(of(partition))));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL)
                    .forEach(record -> of(new TopicPartition(record.topic(), record.partition()))
                            .add(record));
        }
    }

    /** Metadata is the consumer's to keep. */
    private Stream<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream().map(one -> new TopicPartition(topic, one.partition()));
    }

    private List<ConsumerRecord<String, byte[]>> of(TopicPartition partition) {
        return read.computeIfAbsent(partition, _ -> new ArrayList<>());
    }

    private static long next(List<ConsumerRecord<String, byte[]>> records) {
        return records.isEmpty() ? 0 : records.getLast().offset() + 1;
    }

    /** What was read of the topic, each partition in order. */
    Stream<ConsumerRecord<String, byte[]>> of(String topic) {
        return read.entrySet().stream()
                .filter(partition -> partition.getKey().topic().equals(topic))
                .flatMap(partition -> partition.getValue().stream());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
