package dev.infrahub.events;

import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Runs every subscription of a service: each partition in order, one event at a time, on virtual threads. What an event
 * leads to is committed before the next one of its key is looked at.
 */
final class Consumers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Consumers.class);

    static final int PHASE = Integer.MAX_VALUE - 100;

    private static final Duration REFUSED = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(10);

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
        this.running = subscriptions.stream().map(this::running).toList();
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
        ContainerProperties settings = new ContainerProperties(topic);
        settings.setGroupId(properties.service());
        settings.setMessageListener(partitions);
        // Spring's consumer ends for good on an Error, or where Kafka has somebody else for it
        settings.setListenerTaskExecutor(supervisor.threads("consumer of " + topic, () -> started));
        settings.setObservationEnabled(true);
        settings.setObservationRegistry(observations);
        settings.setAckMode(ContainerProperties.AckMode.MANUAL);
        settings.setSyncCommits(false);
        settings.setPollTimeout(Partitions.COMMIT_EVERY.toMillis());
        settings.setConsumerRebalanceListener(partitions);
        // A grant that comes late, or again, is found; Spring's own answer is to stop for good.
        settings.setAuthExceptionRetryInterval(REFUSED);
        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, settings);
        container.setBeanName(topic);
        container.setConcurrency(pace == Pace.SINGLE ? 1 : properties.concurrency());
        container.setRecordInterceptor(partitions);
        container.setCommonErrorHandler(common.recoverer().waiting());
        return container;
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
