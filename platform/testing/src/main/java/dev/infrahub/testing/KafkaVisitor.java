package dev.infrahub.testing;

import dev.infrahub.testkit.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Somebody who tries, for real, what a broker lets them do. A time-out is a no of a broker that they do not get in to. */
public final class KafkaVisitor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Map<String, Object> client;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Admin admin;

    /** @param client settings of a Kafka client */
    public KafkaVisitor(Map<String, ?> client) {
        this(client, PATIENCE);
    }

    public KafkaVisitor(Map<String, ?> client, Duration patience) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("request.timeout.ms", (int) patience.toMillis());
        settings.put("default.api.timeout.ms", (int) patience.toMillis());
        settings.put("fetch.max.wait.ms", 20);
        this.client = settings;
        Map<String, Object> ofProducer = new HashMap<>(settings);
        // an idempotent producer that was refused once answers every later send with that it is broken
        ofProducer.put("enable.idempotence", false);
        ofProducer.put("max.block.ms", patience.toMillis());
        ofProducer.put("delivery.timeout.ms", (int) patience.toMillis() + 100);
        this.producer = new KafkaProducer<>(ofProducer, new StringSerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.admin = Admin.create(settings);
    }

    public boolean mayWrite(String topic) {
        return may(() -> producer.send(new ProducerRecord<>(topic, 0, "visitor", new byte[] {0}))
                .get());
    }

    /** The topic must hold something. */
    public boolean mayRead(String topic) {
        return may(() -> {
            TopicPartition partition = new TopicPartition(topic, 0);
            // polling alone does not say that nobody answers
            consumer.endOffsets(List.of(partition));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Eventually.eventually(() -> {
                if (consumer.poll(POLL).isEmpty()) {
                    throw new AssertionError("nothing in " + topic);
                }
            });
        });
    }

    /** Joins the group and leaves it. */
    public boolean mayJoin(String group, String topic) {
        Map<String, Object> member = new HashMap<>(client);
        member.put("group.id", group);
        return may(() -> {
            try (KafkaConsumer<String, byte[]> joining =
                    new KafkaConsumer<>(member, new StringDeserializer(), new ByteArrayDeserializer())) {
                joining.subscribe(List.of(topic));
                Eventually.eventually(() -> {
                    joining.poll(POLL);
                    if (joining.assignment().isEmpty()) {
                        throw new AssertionError("no part of " + topic + " for " + group);
                    }
                });
            }
        });
    }

    /** As far as it would be created: the broker only looks whether it would. */
    public boolean mayCreate(String topic) {
        return may(() -> {
            try {
                admin.createTopics(
                                List.of(new NewTopic(topic, 1, (short) 1)),
                                new CreateTopicsOptions().validateOnly(true))
                        .all()
                        .get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        });
    }

    /** Anything else that an administrator does. */
    public boolean may(Administering task) {
        return may(() -> task.with(admin));
    }

    /** What an administrator does. */
    @FunctionalInterface
    public interface Administering {
        Object with(Admin admin) throws ExecutionException, InterruptedException;
    }

    private interface Attempt {
        void make() throws ExecutionException, InterruptedException;
    }

    private static boolean may(Attempt attempt) {
        try {
            attempt.make();
            return true;
        } catch (ExecutionException e) {
            return refused(e.getCause());
        } catch (KafkaException e) {
            return refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean refused(@Nullable Throwable failure) {
        return switch (failure) {
            case AuthorizationException _, AuthenticationException _, TimeoutException _ -> false;
            case null, default -> throw new AssertionError("neither yes nor no: " + failure, failure);
        };
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close();
        try {
            consumer.close();
        } catch (KafkaException refused) {
            // what it was refused it tells once more
        }
    }
}
