package dev.infrahub.testing;

import dev.infrahub.events.EventSigner;
import dev.infrahub.events.EventVerifier;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka as its administrator sees it, by plain clients: bytes and headers. */
public final class Wire implements AutoCloseable {

    private final Backends backends;
    private final KafkaProducer<String, byte[]> producer;
    private final Tail tail;
    private final AvroKafkaSerializer<Object> serializer = new AvroKafkaSerializer<>();
    private final AvroKafkaDeserializer<Object> deserializer = new AvroKafkaDeserializer<>();

    public Wire(Backends backends) {
        this.backends = backends;
        Map<String, Object> serde = serde(backends);
        serializer.configure(serde, false);
        deserializer.configure(serde, false);
        this.tail = new Tail(new KafkaConsumer<>(
                settings(backends, Map.of("fetch.max.wait.ms", 50)),
                new StringDeserializer(),
                new ByteArrayDeserializer()));
        this.producer = new KafkaProducer<>(
                settings(backends, Map.of("max.request.size", 16 << 20)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static Map<String, Object> serde(Backends backends) {
        Map<String, Object> serde = new HashMap<>(Map.of(
                "apicurio.registry.url",
                backends.registryUrl().replace("/apis/ccompat/v7", "/apis/registry/v3"),
                "apicurio.registry.auto-register",
                true,
                "apicurio.registry.artifact-resolver-strategy",
                "io.apicurio.registry.serde.strategy.TopicIdStrategy",
                "apicurio.registry.use-specific-avro-reader",
                true));
        if (!backends.registryUser().isEmpty()) {
            serde.put("apicurio.registry.auth.username", backends.registryUser());
            serde.put("apicurio.registry.auth.password", backends.registryPassword());
        }
        return serde;
    }

    private static Map<String, Object> settings(Backends backends, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(backends.administrator());
        settings.putAll(more);
        return settings;
    }

    public <T extends SpecificRecord> void publish(Topic<T> topic, String key, UUID id, UUID operation, T value) {
        send(topic, key, id, value, Map.of("correlation-id", operation.toString(), "operation-relation", "belongs"));
    }

    /** What settles the operation. */
    public <T extends SpecificRecord> void answer(Topic<T> topic, String key, UUID operation, T value) {
        send(
                topic,
                key,
                UUID.randomUUID(),
                value,
                Map.of("correlation-id", operation.toString(), "operation-relation", "answers"));
    }

    /** Of no operation: nobody waits for what becomes of it. */
    public <T extends SpecificRecord> void publish(Topic<T> topic, String key, UUID id, T value) {
        send(topic, key, id, value, Map.of());
    }

    private <T extends SpecificRecord> void send(
            Topic<T> topic, String key, UUID id, T value, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_time", Instant.now().toString());
        publishSigned(topic, key, encode(topic, value), headers);
    }

    public <T extends SpecificRecord> byte[] encode(Topic<T> topic, T value) {
        return serializer.serialize(topic.name(), value);
    }

    /** What signs as the gateways that tests start do. */
    public static EventSigner gateway() {
        return new EventSigner(Backends.GATEWAY_KEY);
    }

    /** Whether a worker that trusts that key believes the record. */
    public static boolean isBelieved(ConsumerRecord<String, byte[]> record) {
        return new EventVerifier(Backends.GATEWAY_KEY.publicPem()).isGenuine(record);
    }

    public static String gatewayKeyId() {
        return Backends.GATEWAY_KEY.id();
    }

    /** As the gateway does, with its signature where the topic's events carry one. */
    public void publishSigned(Topic<?> topic, String key, byte @Nullable [] value, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (topic.isSigned()) {
            all.putAll(gateway().sign(topic.name(), key, headers, value));
        }
        publishBytes(topic, key, value, all);
    }

    /** As anybody with a credential for the topic could. */
    public void publishBytes(Topic<?> topic, String key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        publish(record);
    }

    /** Exactly this. */
    public void publish(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException("not published", e);
        }
    }

    /** Everything on the topic now, each partition in order. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        return records(List.of(topic));
    }

    /** Everything that says it settles the operation, on any topic and among any dead letters. */
    public List<ConsumerRecord<String, byte[]>> answersTo(UUID operation) {
        List<String> everywhere = Topics.ALL.stream()
                .flatMap(topic -> topic.subscribers().isEmpty()
                        ? Stream.of(topic.name())
                        : Stream.of(topic.name(), topic.deadLetters()))
                .toList();
        return records(everywhere).stream()
                .filter(record -> header(record, "operation-relation")
                        .filter("answers"::equals)
                        .isPresent())
                .filter(record -> isOf(operation, record))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> records(List<String> topics) {
        synchronized (tail) {
            tail.catchUp(topics);
            return topics.stream().flatMap(tail::of).toList();
        }
    }

    /** The events on the topic that belong to the operation. */
    public <T extends SpecificRecord> List<T> eventsOf(Topic<T> topic, UUID operation) {
        return records(topic.name()).stream()
                .filter(record -> isOf(operation, record))
                .map(record -> topic.type().cast(deserializer.deserialize(topic.name(), record.value())))
                .toList();
    }

    /** All events on the topic, each partition in order. */
    public <T extends SpecificRecord> List<T> eventsOf(Topic<T> topic) {
        return records(topic.name()).stream()
                .map(record -> topic.type().cast(deserializer.deserialize(topic.name(), record.value())))
                .toList();
    }

    /** Whether the record carries the operation's correlation id. */
    static boolean isOf(UUID operation, ConsumerRecord<?, ?> record) {
        return header(record, "correlation-id")
                .filter(operation.toString()::equals)
                .isPresent();
    }

    /** The schema that the registry has under the id in the message, as any Confluent client gets it. */
    public String registeredSchema(ConsumerRecord<String, byte[]> record) {
        int id = ByteBuffer.wrap(record.value(), 1, Integer.BYTES).getInt();
        HttpRequest request = HttpRequest.newBuilder(URI.create(backends.registryUrl() + "/schemas/ids/" + id))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
        synchronized (tail) {
            tail.close();
        }
        serializer.close();
        deserializer.close();
    }
}
