package dev.infrahub.bench;

import dev.infrahub.grants.Account;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The least that the whole path can cost on this broker and this database: produce, consume, produce, consume, and as many
 * bare commits as the path makes (accept, analyse, answer).
 */
final class Floor implements AutoCloseable {

    private static final int PARTITIONS = 6;
    private static final int COMMITS = 3;
    private static final int CONNECTIONS = 12;

    private final String there = "bench.there." + UUID.randomUUID();
    private final String back = "bench.back." + UUID.randomUUID();
    private final Map<String, Object> kafka;
    private final byte[] payload;
    private final KafkaProducer<String, byte[]> producer;
    private final BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(CONNECTIONS);
    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param administrator of Kafka: nobody else may create topics that are not of the hub
     * @param payload what travels, as large as the compressed plan
     */
    Floor(Map<String, String> endpoints, String databasePassword, Account administrator, byte[] payload)
            throws SQLException, ExecutionException, InterruptedException {
        this.kafka = new HashMap<>(administrator.clientSettings(endpoints.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "")));
        this.payload = payload;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("acks", "all");
        settings.put("linger.ms", 0);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        createTopics();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(connect(endpoints, databasePassword));
        }
        try (Statement statement = connections.element().createStatement()) {
            statement.execute("create table if not exists public.bench (id uuid)");
        }
        consume(there, key -> send(back, key));
        consume(back, this::answer);
    }

    private static Connection connect(Map<String, String> endpoints, String password) throws SQLException {
        String url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        endpoints.get("POSTGRES_HOST"), endpoints.get("POSTGRES_PORT"), endpoints.get("POSTGRES_DB"));
        return DriverManager.getConnection(url, endpoints.get("POSTGRES_USER"), password);
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(
                            new NewTopic(there, PARTITIONS, (short) 1), new NewTopic(back, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private interface OnKey {
        void accept(String key);
    }

    private void consume(String topic, OnKey onKey) {
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = java.util.stream.IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Thread.ofPlatform().daemon().name(topic).start(() -> {
            try (consumer) {
                while (!closed) {
                    consumer.poll(Duration.ofMillis(100)).forEach(record -> onKey.accept(record.key()));
                }
            }
        });
    }

    private void send(String topic, String key) {
        var _ = producer.send(new ProducerRecord<>(topic, key, payload), (_, failure) -> {
            CompletableFuture<Void> waiter = failure == null ? null : waiting.remove(key);
            if (waiter != null) {
                waiter.completeExceptionally(failure);
            }
        });
    }

    private void answer(String key) {
        CompletableFuture<Void> waiter = waiting.remove(key);
        if (waiter != null) {
            waiter.complete(null);
        }
    }

    /** One round trip with its commits. */
    Void once() throws Exception {
        String key = UUID.randomUUID().toString();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        waiting.put(key, answer);
        commit();
        send(there, key);
        answer.get();
        for (int i = 1; i < COMMITS; i++) {
            commit();
        }
        return null;
    }

    private void commit() throws SQLException, InterruptedException {
        Connection connection = connections.take();
        try (PreparedStatement insert = connection.prepareStatement("insert into public.bench values (?)")) {
            insert.setObject(1, UUID.randomUUID());
            insert.executeUpdate();
        } finally {
            connections.add(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        producer.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
