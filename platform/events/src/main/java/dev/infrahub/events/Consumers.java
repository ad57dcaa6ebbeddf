package dev.infrahub.events;

import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/**
 * Runs every subscription of a service: each partition in order, one event at a time, on virtual threads. What an event
 * leads to is committed before the next one of its key is looked at.
 */
final class Consumers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Consumers.class);

    static final int PHASE = Integer.MAX_VALUE - 100;

    private static final Duration REFUSED = Duration.ofSeconds(5);
    /** Grants of dead letters may be left out; each try is a line of the log with a stack trace. */
    private static final Duration NOT_GRANTED = Duration.ofMinutes(5);

    private static final Duration STOP = Duration.ofSeconds(10);
    private static final String DEAD_LETTERS = "dead letters";

    /** What is large in them is of no use here. */
    private static final Properties LITTLE_AT_ONCE = littleAtOnce();

    private final EventsProperties properties;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Reception.Common common;
    private final Parking parking;
    private final Turns failed = Turns.ofFailed();
    private final ObservationRegistry observations;
    private final Clock clock;
    private final Supervisor supervisor;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> running;
    private volatile boolean started;

    Consumers(
            EventsProperties properties,
            List<Subscription<?>> subscriptions,
            Optional<DeadLetterHandler> deadLetters,
            ConsumerFactory<String, byte[]> consumers,
            Reception.Common common,
            Parking parking,
            ObservationRegistry observations,
            Clock clock,
            Supervisor supervisor) {
        this.properties = properties;
        this.consumers = consumers;
        this.common = common;
        this.parking = parking;
        this.observations = observations;
        this.clock = clock;
        this.supervisor = supervisor;
        this.running = Stream.concat(
                        subscriptions.stream().map(this::running), deadLetters.map(this::watching).stream())
                .toList();
    }

    private <T extends SpecificRecord> ConcurrentMessageListenerContainer<String, byte[]> running(
            Subscription<T> subscription) {
        Reception<T> reception = new Reception<>(subscription, common);
        String topic = subscription.topic().name();
        Pace pace = subscription.pace();
        Turns turns = pace == Pace.PATIENT ? Turns.ofPatient() : failed;
        Partitions partitions = new Partitions(
                () -> new Partition(reception, pace, parking, turns, properties.patience(), supervisor),
                common.processed(),
                observations,
                clock);
        ContainerProperties settings = settings(topic, topic);
        settings.setMessageListener(partitions);
        settings.setObservationEnabled(true);
        settings.setObservationRegistry(observations);
        settings.setAckMode(ContainerProperties.AckMode.MANUAL);
        settings.setConsumerRebalanceListener(partitions);
        ConcurrentMessageListenerContainer<String, byte[]> container = container(topic, settings);
        container.setConcurrency(pace == Pace.SINGLE ? 1 : properties.concurrency());
        container.setRecordInterceptor(partitions);
        return container;
    }

    private ConcurrentMessageListenerContainer<String, byte[]> watching(DeadLetterHandler handler) {
        Service service = Service.named(properties.service());
        ContainerProperties settings = settings(
                DEAD_LETTERS,
                service.readsDeadLettersOf().stream().map(Topic::deadLetters).toArray(String[]::new));
        settings.setGroupId(service.deadLettersGroup());
        settings.setAuthExceptionRetryInterval(NOT_GRANTED);
        settings.setKafkaConsumerProperties(LITTLE_AT_ONCE);
        // Spring's own writes all their partitions into one line of the log
        settings.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {});
        settings.setMessageListener((MessageListener<String, byte[]>) record -> common.commits()
                .write(handler.keep(DeadLetter.of(record, clock.instant())))
                .block());
        return container(DEAD_LETTERS, settings);
    }

    private ContainerProperties settings(String name, String... topics) {
        ContainerProperties settings = new ContainerProperties(topics);
        settings.setGroupId(properties.service());
        // Spring's consumer ends for good on an Error, or where Kafka has somebody else for it
        settings.setListenerTaskExecutor(supervisor.threads("consumer of " + name, () -> started));
        settings.setSyncCommits(false);
        settings.setPollTimeout(Partitions.COMMIT_EVERY.toMillis());
        // A grant that comes late, or again, is found; Spring's own answer is to stop for good.
        settings.setAuthExceptionRetryInterval(REFUSED);
        return settings;
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(String name, ContainerProperties settings) {
        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, settings);
        container.setBeanName(name);
        container.setCommonErrorHandler(common.recoverer().waiting());
        return container;
    }

    private static Properties littleAtOnce() {
        Properties settings = new Properties();
        settings.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1048576");
        settings.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
        // a value may unpack to many times what was fetched
        settings.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        return settings;
    }

    @Override
    public void start() {
        started = true;
        running.forEach(ConcurrentMessageListenerContainer::start);
    }

    /** All at once: each finishes the event it has, and says goodbye to its group. */
    @Override
    public void stop() {
        started = false;
        CountDownLatch left = new CountDownLatch(running.size());
        running.forEach(container -> container.stop(left::countDown));
        try {
            if (!left.await(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn(
                        "{} subscriptions are not at their end yet; their events will be delivered again",
                        left.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
