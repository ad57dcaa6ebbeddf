package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException.Level;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What becomes of an event that cannot be handled: it waits in place while nobody gets on, and where it is hopeless it is
 * given up. That is an outcome like any other: kept as a dead letter, then told to whoever waits and remembered in one
 * transaction, so that what somebody was told has failed does not happen after all. The dead letter names class, code and
 * origin, and no message text.
 */
final class Recoverer {

    private static final Logger log = LoggerFactory.getLogger(Recoverer.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CROWDED_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_CROWDED_PAUSE = Duration.ofSeconds(2);

    private final String service;
    private final Duration firstRetry;
    private final DeadLetters deadLetters;
    private final Codec codec;
    private final Commits commits;
    private final MeterRegistry meters;

    Recoverer(
            EventsProperties properties,
            KafkaTemplate<String, byte[]> kafka,
            Codec codec,
            Commits commits,
            MeterRegistry meters) {
        this.service = properties.service();
        this.firstRetry = properties.firstRetry();
        this.deadLetters = new DeadLetters(kafka, new SenderThread(service + DeadLetters.CLIENT));
        this.codec = codec;
        this.commits = commits;
        this.meters = meters;
    }

    /** Waits in place, in order, for as long as it takes. */
    DefaultErrorHandler waiting() {
        DefaultErrorHandler handler = new DefaultErrorHandler();
        handler.setClassifications(Map.of(), true);
        handler.setBackOffFunction((_, exception) -> Reason.of(exception).cause() instanceof Crowded
                ? backOff(CROWDED_PAUSE, LONGEST_CROWDED_PAUSE)
                : backOff(firstRetry, LONGEST_PAUSE));
        handler.setRetryListeners(logging());
        handler.setLogLevel(Level.DEBUG);
        return handler;
    }

    private static ExponentialBackOff backOff(Duration first, Duration longest) {
        ExponentialBackOff backOff = new ExponentialBackOff(first.toMillis(), 2);
        backOff.setMaxInterval(longest.toMillis());
        backOff.setJitter(first.toMillis() / 4);
        return backOff;
    }

    private static RetryListener logging() {
        return new RetryListener() {
            @Override
            public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception exception, int attempt) {
                if (attempt == 1) {
                    log.warn(
                            "{} waits, and all behind it: {}",
                            RefusedRecord.Place.of(record),
                            Reason.of(exception).forLog());
                }
            }
        };
    }

    /**
     * @param consumer under which name the inbox remembers what is handled where it came from
     * @throws Outage when Postgres or Kafka is away
     */
    void giveUp(Delivery delivery, Reason reason, String consumer, Origin origin) {
        try {
            delivery.keepOnce(() -> deadLetters.accept(
                    delivery.record(), new ListenerExecutionFailedException("given up", service, reason.cause())));
            reason.refusal().ifPresent(refusal -> tell(delivery, refusal, consumer, origin));
        } catch (Outage outage) {
            throw outage;
        } catch (RuntimeException failure) {
            log.error("{} is dead, and that could not be kept or told", delivery.place(), failure);
        }
        meters.counter("hub.events.dead", "topic", delivery.record().topic(), "code", reason.code())
                .increment();
        if (reason.bug()) {
            log.error("{} is dead: {}", delivery.place(), reason.forLog(), reason.cause());
        } else {
            log.warn("{} is dead: {}", delivery.place(), reason.forLog());
        }
    }

    private void tell(Delivery delivery, Refusal refusal, String consumer, Origin origin) {
        ConsumerRecord<String, byte[]> record = delivery.record();
        UUID event = CloudEvents.id(record);
        Optional<UUID> operation = CloudEvents.operation(record).filter(_ -> !tellsOfItself(record));
        Outcome outcome = operation
                .map(waiting -> Outcome.nothing()
                        .answer(
                                Topics.OPERATION_FAILED,
                                keyToTell(record),
                                refusal.told(waiting, record.topic(), event)))
                .orElseGet(Outcome::nothing);
        commits.attempt(
                        Inbox.giveUp(consumer, origin.known(), delivery.place()),
                        origin.isOfTheHub() ? outcome : outcome.answeringNobody(),
                        operation)
                .block();
    }

    /** Of a failure that could not be told about the telling of a failure nobody is told again, or there would be no end. */
    private boolean tellsOfItself(ConsumerRecord<String, byte[]> record) {
        if (!record.topic().equals(Topics.OPERATION_FAILED.name())) {
            return false;
        }
        try {
            OperationFailed failed = codec.decode(Topics.OPERATION_FAILED, record.value());
            return record.topic().equals(failed.getFailedTopic());
        } catch (Fault.Invalid unreadable) {
            return false;
        }
    }

    /** Nobody waits by a key so long that telling it could be too large to be sent, nor by one that cannot be kept. */
    private static String keyToTell(ConsumerRecord<String, byte[]> record) {
        String key = String.valueOf(record.key());
        return DeadLetters.isLarge(key) || key.indexOf('\0') >= 0 ? "" : key;
    }
}
