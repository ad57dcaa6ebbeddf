package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics, their dead letters and their schemas before anything is consumed or sent. Doing it again is harmless. */
final class Provisioning {

    private static final int DEAD_LETTERS_KEPT_LONGER = 4;
    private static final int DEAD_LETTER_HEADROOM_BYTES = 64 * 1024;

    private Provisioning() {}

    static void run(Map<String, Object> kafka, Registry registry) {
        try (Admin admin = Admin.create(kafka)) {
            List<NewTopic> wanted = Topics.ALL.stream()
                    .flatMap(topic -> Stream.of(topic(topic), deadLetters(topic)))
                    .toList();
            admin.createTopics(wanted).values().forEach((_, created) -> {
                try {
                    created.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw Outage.kafka(e);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw Outage.kafka(e);
                }
            });
        }
        registry.register(Topics.ALL);
    }

    private static NewTopic topic(Topic<?> topic) {
        return newTopic(topic.name(), topic.retention().toMillis(), topic.maxMessageBytes());
    }

    private static NewTopic deadLetters(Topic<?> topic) {
        return newTopic(
                topic.deadLetters(),
                topic.retention().multipliedBy(DEAD_LETTERS_KEPT_LONGER).toMillis(),
                topic.maxMessageBytes() + DEAD_LETTER_HEADROOM_BYTES);
    }

    private static NewTopic newTopic(String name, long retentionMillis, int maxMessageBytes) {
        return new NewTopic(name, Optional.of(Topic.PARTITIONS), Optional.empty())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMillis),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes)));
    }
}
