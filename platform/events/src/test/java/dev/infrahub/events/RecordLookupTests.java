package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.events.RefusedRecord.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RecordLookupTests {

    private static final TopicPartition PARTITION = new TopicPartition("plan.submitted", 0);

    private static MockConsumer<String, byte[]> topic(long first, long end) {
        return new MockConsumer<>("none") {
            @Override
            public synchronized void assign(Collection<TopicPartition> partitions) {
                super.assign(partitions);
                updateBeginningOffsets(Map.of(PARTITION, first));
                updateEndOffsets(Map.of(PARTITION, end));
                for (long offset = first; offset < end; offset++) {
                    addRecord(new ConsumerRecord<>("plan.submitted", 0, offset, "K" + offset, new byte[] {1}));
                }
            }
        };
    }

    private static RecordLookup lookup(MockConsumer<String, byte[]> consumer) {
        return new RecordLookup(() -> consumer);
    }

    private static Place place(long offset) {
        return new Place("plan.submitted", 0, offset);
    }

    @Test
    void a_record_is_found_by_its_place() {
        assertThat(lookup(topic(0, 5)).find(place(3)))
                .hasValueSatisfying(record -> assertThat(record.key()).isEqualTo("K3"));
    }

    @Test
    void what_retention_took_is_not_there_be_there_others_or_none() {
        assertThat(lookup(topic(5, 9)).find(place(3))).isEmpty();
        assertThat(lookup(topic(5, 5)).find(place(3))).isEmpty();
    }

    @Test
    void what_is_behind_the_end_is_not_there() {
        assertThat(lookup(topic(0, 3)).find(place(3))).isEmpty();
    }

    @Test
    void after_an_outage_it_connects_again() {
        MockConsumer<String, byte[]> first = topic(0, 5);
        first.setPollException(new KafkaException("gone"));
        List<MockConsumer<String, byte[]>> consumers = new ArrayList<>(List.of(first, topic(0, 5)));
        RecordLookup lookup = new RecordLookup(consumers::removeFirst);

        assertThatThrownBy(() -> lookup.find(place(3))).isInstanceOf(Outage.class);

        assertThat(first.closed()).isTrue();
        assertThat(lookup.find(place(3))).isPresent();
    }
}
