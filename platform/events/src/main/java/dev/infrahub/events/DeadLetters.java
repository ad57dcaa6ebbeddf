package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Keeps a record that a service gave up on, as it came. One that compresses so well that it came in and cannot be sent whole
 * is kept by hash and size: it must not stop what comes behind it.
 */
final class DeadLetters extends DeadLetterPublishingRecoverer {

    /** What the producer that it sends by is called, behind the service's name. */
    static final String CLIENT = "-dead-letters";

    /** Header of a dead letter: the fault's code, {@code internal} for a bug. */
    static final String CODE = "dlt-code";

    /** Headers of one without its value: the SHA-256 of that in hex, and how many bytes it was. */
    static final String VALUE_HASH = "dlt-value-sha256";

    static final String VALUE_BYTES = "dlt-value-bytes";

    /** Of a key that is kept where the record is too large. */
    static final int LARGEST_KEY = 1024;

    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);
    private static final int LARGEST_HEADER = 8 * 1024;

    private static final List<String> KEPT = List.of(
            CloudEvents.ID,
            CloudEvents.TIME,
            CloudEvents.CORRELATION_ID,
            CloudEvents.RELATION,
            Trace.IDS,
            EventSigner.SIGNATURE,
            EventSigner.KEY,
            CODE,
            KafkaHeaders.DLT_ORIGINAL_TOPIC,
            KafkaHeaders.DLT_ORIGINAL_PARTITION,
            KafkaHeaders.DLT_ORIGINAL_OFFSET,
            KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
            KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE,
            KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP,
            KafkaHeaders.DLT_EXCEPTION_FQCN,
            KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN);

    private final SenderThread sender;

    DeadLetters(KafkaTemplate<String, byte[]> kafka, SenderThread sender) {
        super(kafka, (record, _) -> new TopicPartition(record.topic() + Topic.DEAD_LETTERS, record.partition()));
        this.sender = sender;
        excludeHeader(HeadersToAdd.EX_MSG, HeadersToAdd.EX_STACKTRACE);
        setHeadersFunction((_, exception) ->
                new RecordHeaders().add(CODE, Reason.of(exception).code().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    protected void publish(
            ProducerRecord<Object, Object> dead, KafkaOperations<Object, Object> kafka, ConsumerRecord<?, ?> record) {
        if (!isSent(dead, kafka) && !isSent(reduced(dead), kafka)) {
            throw new IllegalStateException("Kafka finds too large what was reduced");
        }
    }

    /** Whether it was sent; false where it is too large for the producer or the broker. */
    private boolean isSent(ProducerRecord<Object, Object> dead, KafkaOperations<Object, Object> kafka) {
        try {
            kafka.send(dead).get(SEND_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            sender.requireAlive();
            throw Outage.kafka(e);
        } catch (ExecutionException | RuntimeException e) {
            if (isTooLarge(e)) {
                return false;
            }
            throw Outage.kafka(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Outage.kafka(e);
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(RecordTooLargeException.class::isInstance);
    }

    /** Of the headers there is what tells which event this was: the others may be what is too large. */
    private static ProducerRecord<Object, Object> reduced(ProducerRecord<Object, Object> dead) {
        byte[] value = dead.value() instanceof byte[] bytes ? bytes : new byte[0];
        RecordHeaders headers = new RecordHeaders();
        for (String name : KEPT) {
            Header header = dead.headers().lastHeader(name);
            if (header != null && header.value() != null && header.value().length <= LARGEST_HEADER) {
                headers.add(header);
            }
        }
        headers.add(VALUE_HASH, utf8(HexFormat.of().formatHex(TrustedKeys.sha256(value))));
        headers.add(VALUE_BYTES, utf8(Integer.toString(value.length)));
        return new ProducerRecord<>(dead.topic(), dead.partition(), key(dead.key()), new byte[0], headers);
    }

    private static @Nullable Object key(@Nullable Object key) {
        return key == null || isLarge(key.toString()) ? null : key;
    }

    static boolean isLarge(String key) {
        return key.length() > LARGEST_KEY;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
