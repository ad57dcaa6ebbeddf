package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import dev.infrahub.schemas.Topic;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/**
 * Runs every subscription of a service: each partition in order, one event at a time, on virtual threads. What an event
 * leads to is committed before the next one of its partition is looked at.
 */
final class Consumers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Consumers.class);

    static final int PHASE = Integer.MAX_VALUE - 100;

    /** How often a handler is asked again at once; beyond, what it waits for is no longer just bad luck. */
    private static final int MAX_ATTEMPTS = 200;

    private static final Duration REFUSED = Duration.ofSeconds(5);
    private static final Duration OFFSET_COMMIT = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    /** Log lines of a handler carry the operation it works for under this name. */
    private static final String MDC_OPERATION = "operationId";

    private final EventsProperties properties;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Recoverer recoverer;
    private final ObservationRegistry observations;
    private final Codec codec;
    private final Commits commits;
    private final Processed processed;
    private final Authenticity authenticity;
    private final RefusalHandler refusals;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;

    Consumers(
            EventsProperties properties,
            List<Subscription<?>> subscriptions,
            ConsumerFactory<String, byte[]> consumers,
            Recoverer recoverer,
            ObservationRegistry observations,
            Codec codec,
            Commits commits,
            Processed processed,
            Authenticity authenticity,
            RefusalHandler refusals) {
        this.properties = properties;
        this.consumers = consumers;
        this.recoverer = recoverer;
        this.observations = observations;
        this.codec = codec;
        this.commits = commits;
        this.processed = processed;
        this.authenticity = authenticity;
        this.refusals = refusals;
        this.containers = subscriptions.stream().map(this::container).toList();
    }

    private <T extends SpecificRecord> ConcurrentMessageListenerContainer<String, byte[]> container(
            Subscription<T> subscription) {
        ContainerProperties settings =
                new ContainerProperties(subscription.topic().name());
        settings.setGroupId(properties.service());
        settings.setMessageListener((MessageListener<String, byte[]>) record -> receive(subscription, record));
        settings.setListenerTaskExecutor(virtualThreads(subscription));
        settings.setObservationEnabled(true);
        settings.setObservationRegistry(observations);
        // Offsets may trail behind: the inbox makes redelivery harmless.
        settings.setAckMode(ContainerProperties.AckMode.TIME);
        settings.setAckTime(OFFSET_COMMIT.toMillis());
        settings.setSyncCommits(false);
        settings.setConsumerRebalanceListener(processed);
        // A grant that comes late, or again, is found; Spring's own answer is to stop for good.
        settings.setAuthExceptionRetryInterval(REFUSED);
        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, settings);
        container.setBeanName(subscription.topic().name());
        container.setConcurrency(subscription.isConcurrent() ? properties.concurrency() : 1);
        container.setCommonErrorHandler(recoverer.errorHandler());
        return container;
    }

    private static SimpleAsyncTaskExecutor virtualThreads(Subscription<?> subscription) {
        SimpleAsyncTaskExecutor executor =
                new SimpleAsyncTaskExecutor(subscription.topic().name() + "-");
        executor.setVirtualThreads(true);
        return executor;
    }

    private <T extends SpecificRecord> void receive(
            Subscription<T> subscription, ConsumerRecord<String, byte[]> record) {
        if (!subscription.topic().givesPower()) {
            receiveBelieved(subscription, record);
            return;
        }
        try {
            authenticity.requireGenuine(record);
            receiveBelieved(subscription, record);
        } catch (Distrusted why) {
            keep(record, why);
            throw why;
        }
    }

    private <T extends SpecificRecord> void receiveBelieved(
            Subscription<T> subscription, ConsumerRecord<String, byte[]> record) {
        UUID id = CloudEvents.id(record);
        if (wasHandled(subscription.topic(), id, record)) {
            return;
        }
        Event<T> event = new Event<>(
                id,
                record.key() == null ? "" : record.key(),
                CloudEvents.operation(record),
                CloudEvents.isAnswer(record),
                codec.decode(subscription.topic(), record.value()));
        event.operation().ifPresent(operation -> MDC.put(MDC_OPERATION, operation.toString()));
        try {
            handle(subscription, event, record);
        } finally {
            MDC.remove(MDC_OPERATION);
        }
    }

    /** One that was handled is not looked at for its age: what it led to was decided then. */
    private boolean wasHandled(Topic<?> topic, UUID id, ConsumerRecord<String, byte[]> record) {
        if (!topic.givesPower()) {
            return processed.holds(id, record);
        }
        if (processed.holds(id, Place.of(record))) {
            return true;
        }
        authenticity.requireFresh(record);
        return false;
    }

    private <T extends SpecificRecord> void handle(
            Subscription<T> subscription, Event<T> event, ConsumerRecord<String, byte[]> record) {
        boolean givesPower = subscription.topic().givesPower();
        Write guard = givesPower
                ? Inbox.admit(Inbox.ofPower(properties.service()), event.id(), Place.of(record))
                : Inbox.admit(properties.service(), event.id());
        boolean isNew = commit(
                guard,
                event.operation(),
                () -> subscription.handler().handle(event).told(subscription.topic(), event));
        if (!isNew && givesPower) {
            processed.requireHandledAt(event.id(), Place.of(record));
        }
    }

    /** What keeps it from being kept is no reason to believe it, and so to tell whom it names: that is thrown as well. */
    private void keep(ConsumerRecord<String, byte[]> record, Distrusted why) {
        try {
            refuse(record, why);
        } catch (Outage outage) {
            throw outage;
        } catch (RuntimeException notKept) {
            log.error("{} was not believed, and that could not be kept", Place.of(record), notKept);
            why.addSuppressed(notKept);
        }
    }

    /** Once for each record, however often it is delivered. */
    private void refuse(ConsumerRecord<String, byte[]> record, Distrusted why) {
        RefusedRecord refused = RefusedRecord.of(record, why);
        Write guard = Inbox.admit(Inbox.ofRefusals(properties.service()), refused.id());
        commit(guard, Optional.empty(), () -> refusals.handle(refused));
    }

    /** Where others were quicker it is asked again at once: one of those who are in each other's way gets on. */
    private boolean commit(Write guard, Optional<UUID> operation, Supplier<Outcome> outcome) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Boolean.TRUE.equals(
                        commits.attempt(guard, outcome.get(), operation).block());
            } catch (Stale stale) {
                if (attempt == MAX_ATTEMPTS) {
                    throw stale;
                }
            }
        }
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
    }

    /** All at once: each finishes the event it has, and says goodbye to its group. */
    @Override
    public void stop() {
        CountDownLatch left = new CountDownLatch(containers.size());
        containers.forEach(container -> container.stop(left::countDown));
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
        return containers.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
