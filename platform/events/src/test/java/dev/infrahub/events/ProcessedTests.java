package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When it is looked, which is to be seen by a database that is away. */
class ProcessedTests {

    private static final TopicPartition PARTITION = new TopicPartition("plan.submitted", 1);

    private final MockConsumer<String, byte[]> client = new MockConsumer<>("earliest");
    private final Processed processed = new Processed("plan-analyzer", NoDatabase.away());

    @Test
    void what_came_after_the_partition_was_taken_over_is_new_and_not_looked_up() {
        client.updateEndOffsets(Map.of(PARTITION, 10L));
        processed.takeOver(client, List.of(PARTITION));

        assertThat(holds(10)).isFalse();
        assertThatThrownBy(() -> holds(9)).isInstanceOf(Outage.class);
    }

    @Test
    void where_it_is_not_known_what_is_new_everything_is_looked_up() {
        client.updateEndOffsets(Map.of(PARTITION, 10L));
        processed.takeOver(client, List.of(PARTITION));
        client.setOffsetsException(new KafkaException("no broker"));
        processed.takeOver(client, List.of(PARTITION));

        assertThatThrownBy(() -> holds(10)).isInstanceOf(Outage.class);
    }

    private boolean holds(long offset) {
        return processed.holds(
                UUID.randomUUID(),
                new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, "", new byte[0]));
    }
}
