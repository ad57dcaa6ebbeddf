package dev.infrahub.testing;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.RefusalHandler;
import dev.infrahub.events.Subscription;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Whatever is hopeless is kept and told to nobody but who may be told, and what comes behind it gets on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {

    private static final int ABOVE_EVERY_LIMIT = 20 << 20;

    /** A worker that handles nothing, and cannot keep what it does not believe. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(EventsConfiguration.class)
    static class BrokenWorker {

        @Bean
        Subscription<ReportRequested> reports() {
            return new Subscription<>(Topics.REPORT_REQUESTED, _ -> Outcome.nothing());
        }

        @Bean
        Subscription<ApprovalRequested> approvals() {
            return new Subscription<>(Topics.APPROVAL_REQUESTED, _ -> Outcome.nothing());
        }

        @Bean
        RefusalHandler refusals() {
            return _ -> {
                throw new IllegalStateException("cannot be kept");
            };
        }
    }

    private final Backends backends = Backends.shared();
    private final Wire wire = new Wire(backends);
    private final ConfigurableApplicationContext worker = new SpringApplicationBuilder(BrokenWorker.class)
            .properties("spring.config.name=quiet")
            .run(backends.serviceArguments(
                    Service.CAB_SIGNER,
                    backends.newDatabase(),
                    "--spring.main.web-application-type=none",
                    "--spring.application.name=cab-signer"));

    @BeforeAll
    void isRunning() {
        assertThat(worker.isRunning()).isTrue();
    }

    @AfterAll
    void stop() {
        worker.close();
        wire.close();
    }

    @Test
    void what_compresses_so_well_that_it_came_in_and_cannot_be_sent_is_kept_by_its_hash() throws Exception {
        byte[] value = new byte[ABOVE_EVERY_LIMIT];
        Arrays.fill(value, (byte) 'x');
        UUID operation = UUID.randomUUID();

        publish("gzip", Topics.REPORT_REQUESTED, "acme", value, Map.of("correlation-id", operation.toString()));

        assertKeptByHash(operation, "acme", value);
        eventually(() -> assertThat(wire.eventsOf(Topics.OPERATION_FAILED, operation))
                .singleElement()
                .extracting(OperationFailed::getCode)
                .isEqualTo("event.unreadable"));
        assertNextGetsOn("acme");
    }

    @Test
    void so_is_what_only_the_broker_finds_too_large() throws Exception {
        byte[] half = new byte[900 << 10];
        new Random(7).nextBytes(half);
        byte[] value = Arrays.copyOf(half, 2 * half.length);
        System.arraycopy(half, 0, value, half.length, half.length);
        value[0] = 'x';
        UUID operation = UUID.randomUUID();

        publish("zstd", Topics.REPORT_REQUESTED, "acme", value, Map.of("correlation-id", operation.toString()));

        assertKeptByHash(operation, "acme", value);
        assertNextGetsOn("acme");
    }

    @Test
    void keys_and_headers_that_are_too_large_are_not_kept() throws Exception {
        byte[] value = "no event".getBytes(StandardCharsets.UTF_8);
        String key = "k".repeat(ABOVE_EVERY_LIMIT / 2);
        UUID operation = UUID.randomUUID();

        publish(
                "gzip",
                Topics.REPORT_REQUESTED,
                key,
                value,
                Map.of("correlation-id", operation.toString(), "dlt-code", "h".repeat(ABOVE_EVERY_LIMIT / 2)));

        assertKeptByHash(operation, null, value);
        eventually(() ->
                assertThat(wire.eventsOf(Topics.OPERATION_FAILED, operation)).hasSize(1));
        assertNextGetsOn(key);
    }

    @Test
    void who_is_named_by_what_is_not_believed_is_not_told_although_it_cannot_be_kept() {
        UUID operation = UUID.randomUUID();

        wire.publishBytes(
                Topics.APPROVAL_REQUESTED,
                "acme",
                new byte[] {1},
                Map.of("correlation-id", operation.toString(), "operation-relation", "belongs"));

        eventually(() -> assertThat(deadLetters(Topics.APPROVAL_REQUESTED, operation))
                .singleElement()
                .extracting(dead -> Wire.header(dead, "dlt-code").orElse(""))
                .isEqualTo("event.unsigned"));
        assertThat(wire.eventsOf(Topics.OPERATION_FAILED, operation)).isEmpty();
    }

    private void assertKeptByHash(UUID operation, @Nullable String key, byte[] value) throws NoSuchAlgorithmException {
        eventually(() ->
                assertThat(deadLetters(Topics.REPORT_REQUESTED, operation)).hasSize(1));
        ConsumerRecord<String, byte[]> dead =
                deadLetters(Topics.REPORT_REQUESTED, operation).getFirst();
        assertThat(dead.value()).isEmpty();
        assertThat(dead.key()).isEqualTo(key);
        assertThat(Wire.header(dead, "dlt-code")).hasValue("event.unreadable");
        assertThat(Wire.header(dead, "dlt-value-bytes")).hasValue(Integer.toString(value.length));
        assertThat(Wire.header(dead, "dlt-value-sha256"))
                .hasValue(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
        assertThat(Wire.header(dead, "kafka_dlt-original-topic")).hasValue("report.requested");
    }

    /** In the same partition. */
    private void assertNextGetsOn(String key) throws ExecutionException, InterruptedException {
        UUID operation = UUID.randomUUID();
        publish("gzip", Topics.REPORT_REQUESTED, key, new byte[] {1}, Map.of("correlation-id", operation.toString()));
        eventually(() ->
                assertThat(wire.eventsOf(Topics.OPERATION_FAILED, operation)).hasSize(1));
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(Topic<?> topic, UUID operation) {
        return wire.records(topic.deadLetters()).stream()
                .filter(record -> Wire.isOf(operation, record))
                .toList();
    }

    private void publish(String compression, Topic<?> topic, String key, byte[] value, Map<String, String> headers)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(backends.administrator());
        settings.put("compression.type", compression);
        settings.put("max.request.size", 3 * ABOVE_EVERY_LIMIT);
        settings.put("buffer.memory", 3L * ABOVE_EVERY_LIMIT);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
