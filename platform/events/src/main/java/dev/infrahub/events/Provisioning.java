package dev.infrahub.events;

import dev.infrahub.connections.HostNames;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** Creates topics, dead letters and schemas before anything is consumed or sent. Doing it again is harmless. */
public final class Provisioning {

    private static final String BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
    private static final int DEAD_LETTERS_KEPT_LONGER = 4;
    private static final int DEAD_LETTER_HEADROOM_BYTES = 64 * 1024;

    private Provisioning() {}

    /**
     * @param identity who we are to the broker, for people
     * @throws SettingRefused when the broker or the registry does not let us in, or stays away
     */
    static void run(Service service, Map<String, Object> kafka, String identity, Registry registry) {
        requireKnown(kafka);
        try {
            topics(service, kafka, identity);
        } catch (Outage away) {
            throw new SettingRefused(
                    "Kafka does not answer us (" + identity + ") at " + brokers(kafka)
                            + ". Does it run? Check KAFKA_BOOTSTRAP_SERVERS and KAFKA_SECURITY_PROTOCOL.",
                    away);
        }
        registry.requireRegistered(Topics.ALL);
    }

    private static void requireKnown(Map<String, Object> kafka) {
        List<String> hosts = Arrays.stream(brokers(kafka).split(",", -1))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(Provisioning::host)
                .toList();
        new HostNames(BOOTSTRAP_SERVERS, hosts).requireKnown();
    }

    private static String host(String address) {
        @Nullable String host = Utils.getHost(address);
        if (host == null || Utils.getPort(address) == null) {
            throw new SettingRefused(
                    BOOTSTRAP_SERVERS + " must be HOST:PORT, or several with commas between, not '" + address + "'.");
        }
        return host;
    }

    private static String brokers(Map<String, Object> kafka) {
        return String.valueOf(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /**
     * Creates what is the service's own: the topics that it publishes, and the dead letters of what it subscribes to. What
     * others publish they create; until then a subscriber waits.
     */
    public static void topics(Service service, Map<String, Object> kafka, String identity) {
        List<NewTopic> own = Stream.concat(
                        service.publishes().stream().map(Provisioning::topic),
                        service.subscribesTo().stream().map(Provisioning::deadLetters))
                .toList();
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(own).values().forEach((topic, created) -> {
                try {
                    created.get();
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case TopicExistsException _ -> {}
                        case AuthenticationException refused -> throw notLetIn(kafka, identity, refused);
                        case AuthorizationException refused -> throw notAllowed(topic, identity, refused);
                        case null, default -> throw Outage.kafka(e);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw Outage.kafka(e);
                }
            });
        }
    }

    private static SettingRefused notAllowed(String topic, String identity, AuthorizationException refused) {
        return new SettingRefused(
                "Kafka does not allow " + identity + " to create the topic " + topic
                        + ". What each service needs is shown by: ./hub kafka grants",
                refused);
    }

    private static SettingRefused notLetIn(
            Map<String, Object> kafka, String identity, AuthenticationException refused) {
        String brokers = brokers(kafka);
        return new SettingRefused(
                refused instanceof SslAuthenticationException
                        ? "There is no TLS between us (" + identity + ") and Kafka at " + brokers + ": "
                                + NestedExceptionUtils.getMostSpecificCause(refused)
                                        .getMessage()
                                + ". Check KAFKA_SSL_CA_FILE, KAFKA_SSL_CERTIFICATE_FILE and the broker's name."
                        : "Kafka at " + brokers + " does not let in " + identity + ": " + refused.getMessage()
                                + ". Check KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM.",
                refused);
    }

    private static NewTopic topic(Topic<?> topic) {
        NewTopic created = newTopic(topic.name(), topic.retention().toMillis(), topic.maxMessageBytes());
        return topic.givesPower() ? withBrokersTime(created) : created;
    }

    private static NewTopic withBrokersTime(NewTopic topic) {
        Map<String, String> settings = new HashMap<>(topic.configs());
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
        return topic.configs(settings);
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
