package dev.infrahub.events;

import static dev.infrahub.events.Script.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where whoever comes next begins, as it is told to Kafka. */
class PartitionsTests {

    private static final TopicPartition PARTITION = new TopicPartition("plan.submitted", 0);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final Script script = new Script();
    private final Parking parking = new Parking(10, 100_000, Script::nothing, new SimpleMeterRegistry());
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Partitions partitions = new Partitions(
            () -> new Partition(
                    script,
                    Pace.CONCURRENT,
                    parking,
                    Turns.ofFailed(),
                    new Patience.Limits(Duration.ofMillis(1), FOREVER, FOREVER),
                    new Supervisor()),
            new Processed("plan-analyzer", NoDatabase.away()),
            ObservationRegistry.NOOP,
            Clock.systemUTC());

    @BeforeEach
    void assign() {
        consumer.subscribe(List.of(PARTITION.topic()));
        consumer.rebalance(List.of(PARTITION));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        partitions.onPartitionsAssigned(consumer, List.of(PARTITION));
    }

    @Test
    void what_is_finished_is_told_while_nothing_else_comes() {
        receive("A", 0);
        receive("B", 1);

        eventually(() -> {
            partitions.setupThreadState(consumer);
            return committed() == 2;
        });
    }

    @Test
    void what_waits_is_where_whoever_takes_over_begins() {
        CountDownLatch mended = new CountDownLatch(1);
        script.at(1, _ -> mended.getCount() == 0 ? null : Script.bug());
        receive("A", 0);
        receive("B", 1);
        receive("C", 2);

        partitions.onPartitionsRevokedBeforeCommit(consumer, List.of(PARTITION));
        mended.countDown();

        assertThat(committed()).isEqualTo(1);
        assertThat(parking.events()).isZero();
    }

    @Test
    void where_a_partition_was_lost_nothing_is_told_any_more() {
        receive("A", 0);

        partitions.onPartitionsLost(consumer, List.of(PARTITION));
        partitions.onPartitionsRevokedBeforeCommit(consumer, List.of(PARTITION));

        assertThat(committed()).isEqualTo(-1);
    }

    private void receive(String key, long offset) {
        partitions.onMessage(Script.record(key, offset), null, consumer);
    }

    private long committed() {
        OffsetAndMetadata offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? -1 : offset.offset();
    }
}
