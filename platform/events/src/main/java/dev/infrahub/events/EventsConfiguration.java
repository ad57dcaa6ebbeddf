package dev.infrahub.events;

import dev.infrahub.connections.PostgresConfiguration;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.SupervisionConfiguration;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Every bean of the platform. A service imports this class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventsProperties.class)
@Import({PostgresConfiguration.class, SupervisionConfiguration.class})
public class EventsConfiguration {

    private static final int PRODUCER_HEADROOM_BYTES = 128 * 1024;
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /** Ticks in milliseconds, which is what events, signed texts and rows keep: an instant is equal to what is read of it later. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    Codec codec(EventsProperties properties) {
        Map<String, Object> serde = new HashMap<>(properties.serde());
        String registry = properties.registry().toString();
        serde.put("schema.registry.url", registry);
        serde.put("apicurio.registry.url", registry.replace("/apis/ccompat/v7", "/apis/registry/v3"));
        serde.putAll(properties
                .registrySecurity()
                .serdeProperties(properties.serializer().getName()));
        return new Codec(
                BeanUtils.instantiateClass(properties.serializer()),
                BeanUtils.instantiateClass(properties.deserializer()),
                serde);
    }

    @Bean
    Provisioned provisioned(EventsProperties properties, Codec codec) {
        Service service = Service.named(properties.service());
        Provisioning.run(
                service,
                properties.kafkaClient(),
                properties.kafkaSecurity().identity(),
                new Registry(properties.registry(), properties.registrySecurity(), Registry.PATIENCE));
        codec.warmUp(service.publishes().getFirst());
        return new Provisioned();
    }

    /** Witness that topics and schemas exist: what needs them takes it as a parameter. */
    static final class Provisioned {}

    @Bean
    Relay relay(
            EventsProperties properties,
            ConnectionFactory connections,
            Producer<String, byte[]> outboxProducer,
            MeterRegistry meters,
            Supervisor supervisor,
            Provisioned provisioned) {
        ConnectionFactory unpooled = connections instanceof ConnectionPool pool ? pool.unwrap() : connections;
        return new Relay(properties.service(), unpooled, outboxProducer, properties.relayPoll(), meters, supervisor);
    }

    @Bean
    Backlog backlog(EventsProperties properties, Lookups lookups, MeterRegistry meters) {
        return new Backlog(lookups, properties.maxBacklog(), meters);
    }

    @Bean
    Recurring measuring(Backlog backlog, Supervisor supervisor) {
        return new Recurring(
                supervisor, "measuring of the backlog", MEASURE_EVERY, STOP_WITHIN, Recurring.whole(backlog::measure));
    }

    @Bean
    Commits commits(
            EventsProperties properties,
            ConnectionFactory connections,
            Codec codec,
            Tracer tracer,
            Propagator propagator,
            Relay relay,
            Backlog backlog,
            Clock clock) {
        return new Commits(
                properties.service(),
                connections,
                codec,
                new Trace(tracer, propagator),
                relay,
                backlog,
                clock,
                Optional.of(properties.beforeCommit())
                        .filter(sql -> !sql.isEmpty())
                        .map(Write::of),
                KeyFiles.of(properties).signer());
    }

    @Bean
    Lookups lookups(ConnectionFactory connections) {
        return new Lookups(connections);
    }

    @Bean
    RecordLookup recordLookup(EventsProperties properties) {
        Map<String, Object> settings = consumerSettings(properties);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, properties.service() + RecordLookup.CLIENT);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new RecordLookup(() -> new KafkaConsumer<>(settings));
    }

    @Bean
    Consumers consumers(
            EventsProperties properties,
            List<Subscription<?>> subscriptions,
            ConnectionFactory connections,
            ObservationRegistry observations,
            MeterRegistry meters,
            Codec codec,
            Commits commits,
            Clock clock,
            ObjectProvider<RefusalHandler> refusals,
            ObjectProvider<DeadLetterHandler> deadLetters,
            Supervisor supervisor,
            RecordLookup recordLookup,
            Provisioned provisioned) {
        KafkaTemplate<String, byte[]> kafka = new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(producerSettings(properties, DeadLetters.CLIENT)));
        Reception.Common common = new Reception.Common(
                properties.service(),
                codec,
                commits,
                new Processed(properties.service(), connections),
                new Authenticity(KeyFiles.of(properties).trusted(subscriptions), properties.longestWay()),
                refusals.getIfAvailable(() -> _ -> Outcome.nothing()),
                new Recoverer(properties, kafka, codec, commits, meters));
        return new Consumers(
                properties,
                subscriptions,
                Optional.ofNullable(deadLetters.getIfAvailable()),
                new DefaultKafkaConsumerFactory<>(consumerSettings(properties)),
                common,
                new Parking(properties.maxParked(), properties.maxParkedBytes().toBytes(), recordLookup::find, meters),
                observations,
                clock,
                supervisor);
    }

    @Bean
    Producer<String, byte[]> outboxProducer(EventsProperties properties) {
        Map<String, Object> settings = producerSettings(properties, Relay.CLIENT);
        // The producer itself retries for as long as Kafka is away: that keeps the order, a second send would not.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return new KafkaProducer<>(settings);
    }

    private static Map<String, Object> producerSettings(EventsProperties properties, String client) {
        Map<String, Object> settings = properties.kafkaClient();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, properties.service() + client);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestMessage() + PRODUCER_HEADROOM_BYTES);
        return settings;
    }

    private static Map<String, Object> consumerSettings(EventsProperties properties) {
        Map<String, Object> settings = properties.kafkaClient();
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Whoever publishes a topic creates it. Asking for one that is not there must not ask for what we may not.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        // How long the partitions of a killed instance wait for another; Kafka's default is 45 s.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    private static int largestMessage() {
        return Topics.ALL.stream().mapToInt(Topic::maxMessageBytes).max().orElseThrow();
    }
}
