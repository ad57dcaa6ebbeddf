package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException.Level;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What becomes of an event that fails: retried in place and in order; when that is hopeless, told to whoever waits and
 * dead-lettered. The dead letter names class, code and origin, and no message text.
 */
final class Recoverer {

    private static final Logger log = LoggerFactory.getLogger(Recoverer.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

    private final EventsProperties properties;
    private final KafkaTemplate<String, byte[]> kafka;
    private final Codec codec;
    private final Clock clock;
    private final MeterRegistry meters;

    Recoverer(
            EventsProperties properties,
            KafkaTemplate<String, byte[]> kafka,
            Codec codec,
            Clock clock,
            MeterRegistry meters) {
        this.properties = properties;
        this.kafka = kafka;
        this.codec = codec;
        this.clock = clock;
        this.meters = meters;
    }

    DefaultErrorHandler errorHandler() {
        DeadLetters deadLetters = new DeadLetters(kafka);
        DefaultErrorHandler handler = new DefaultErrorHandler((record, exception) -> {
            Reason.of(exception).refusal().ifPresent(refusal -> tell(record, refusal));
            deadLetters.accept(record, exception);
        });
        handler.addNotRetryableExceptions(Fault.Invalid.class, Distrusted.class);
        handler.setBackOffFunction((_, exception) -> backOff(exception));
        handler.setRetryListeners(logging());
        handler.setLogLevel(Level.DEBUG);
        return handler;
    }

    private BackOff backOff(Exception exception) {
        ExponentialBackOff backOff =
                new ExponentialBackOff(properties.firstRetry().toMillis(), ExponentialBackOff.DEFAULT_MULTIPLIER);
        backOff.setMultiplier(2);
        backOff.setMaxInterval(LONGEST_PAUSE.toMillis());
        backOff.setJitter(properties.firstRetry().toMillis() / 4);
        if (!Reason.of(exception).outage()) {
            backOff.setMaxElapsedTime(properties.giveUpAfter().toMillis());
        }
        return backOff;
    }

    private void tell(ConsumerRecord<?, ?> record, Refusal refusal) {
        CloudEvents.operation(record).ifPresent(operation -> {
            String key = keyToTell(record);
            UUID failed = CloudEvents.id(record);
            OperationFailed event = refusal.told(operation, record.topic(), failed);
            // Told again after a crash, it must be recognised as the same event.
            UUID id = UUID.nameUUIDFromBytes(("failed/" + failed).getBytes(StandardCharsets.UTF_8));
            Map<String, String> headers = CloudEvents.headers(
                    id,
                    Topics.OPERATION_FAILED,
                    key,
                    properties.service(),
                    CloudEvents.operation(record),
                    Relation.ANSWERS,
                    clock.instant());
            send(key, codec.encode(Topics.OPERATION_FAILED, event), headers);
        });
    }

    /** Nobody waits by a key so long that telling it could be too large to be sent. */
    private static String keyToTell(ConsumerRecord<?, ?> record) {
        String key = String.valueOf(record.key());
        return DeadLetters.isLarge(key) ? "" : key;
    }

    private void send(String key, byte[] payload, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.OPERATION_FAILED.name(), key, payload);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            kafka.send(record).get(SEND_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Outage.kafka(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Outage.kafka(e);
        }
    }

    private RetryListener logging() {
        return new RetryListener() {
            @Override
            public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception exception, int attempt) {
                if (attempt == 1 && !Reason.of(exception).hopeless()) {
                    log.warn("{} waits: {}", place(record), Reason.of(exception).forLog());
                }
            }

            @Override
            public void recovered(ConsumerRecord<?, ?> record, @Nullable Exception exception) {
                Reason reason = Reason.of(exception);
                meters.counter("hub.events.dead", "topic", record.topic(), "code", reason.code())
                        .increment();
                if (reason.bug()) {
                    log.error("{} is dead: {}", place(record), reason.forLog(), reason.cause());
                } else {
                    log.warn("{} is dead: {}", place(record), reason.forLog());
                }
            }
        };
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.topic() + "/" + record.partition() + "/" + record.offset();
    }
}
