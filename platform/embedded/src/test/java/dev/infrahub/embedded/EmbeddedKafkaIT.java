package dev.infrahub.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final String TOPIC = "kept";
    private static final int EIGHT_MIB = 8 * 1024 * 1024;

    @TempDir
    Path state;

    @Test
    void keepsWhatItAcknowledgedAcrossARestartOnAnotherPort() throws Exception {
        int firstPort;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            firstPort = kafka.port();
            createTopic(kafka);
            publish(kafka, "one".getBytes(UTF_8));
        }
        assertThat(Ports.isFree(firstPort)).isTrue();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            publish(kafka, "two".getBytes(UTF_8));
            assertThat(read(kafka, 2)).containsExactly("one", "two");
        }
    }

    @Test
    void takesAMessageOfEightMebibytes() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0)) {
            createTopic(kafka);
            publish(kafka, new byte[EIGHT_MIB]);
            assertThat(read(kafka, 1))
                    .singleElement()
                    .extracting(String::length)
                    .isEqualTo(EIGHT_MIB);
        }
    }

    @Test
    void createsNoTopicThatNobodyAskedFor() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state, 0);
                Admin admin = admin(kafka)) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("never"))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void saysWhichPortIsInUse() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(state.resolve("first"), 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(state.resolve("second"), kafka.port()))
                    .hasMessageContaining(Integer.toString(kafka.port()));
        }
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("max.message.bytes", "9437184"));
        try (Admin admin = admin(kafka)) {
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static void publish(EmbeddedKafka kafka, byte[] value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 9437184, "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var records = consumer.poll(Duration.ofSeconds(20));
            assertThat(records.count()).isEqualTo(count);
            return StreamSupport.stream(records.spliterator(), false)
                    .map(message -> new String(message.value(), UTF_8))
                    .toList();
        }
    }
}
