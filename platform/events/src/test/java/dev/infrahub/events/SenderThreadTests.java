package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.supervision.Ended;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** By its name, which Kafka's client gives it: without a broker it runs as well. */
class SenderThreadTests {

    private final SenderThread sender = new SenderThread("looked-after");

    @Test
    void a_producer_whose_thread_is_no_more_is_told_from_one_that_tries() {
        try (KafkaProducer<String, String> _ = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:1", "client.id", "looked-after-1"),
                new StringSerializer(),
                new StringSerializer())) {
            assertThatCode(sender::requireAlive).doesNotThrowAnyException();
        }
        assertThatThrownBy(sender::requireAlive)
                .isInstanceOf(Ended.class)
                .hasMessage("the thread 'kafka-producer-network-thread | looked-after' has ended;"
                        + " what was logged before may say why");
    }
}
