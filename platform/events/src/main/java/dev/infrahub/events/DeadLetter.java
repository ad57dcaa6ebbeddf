package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * A record that a service gave up on, as its headers tell it: nothing of its key and its value. Headers may be anything; what
 * has not the form of what it claims to be is not told.
 *
 * @param place where it is kept, in a topic of dead letters
 * @param topic where it was
 * @param partition where it was
 * @param offset where it was
 * @param service which gave it up
 * @param code the fault's, {@code internal} for a bug
 * @param operation the accepted request that it belongs to
 */
public record DeadLetter(
        Place place,
        String topic,
        int partition,
        Optional<Long> offset,
        Instant givenUpAt,
        Optional<String> service,
        Optional<String> code,
        Optional<UUID> eventId,
        Optional<UUID> operation,
        Optional<String> traceId) {

    private static final int LONGEST_CODE = 100;

    /** @param now a record from then on is of now: whoever writes it chooses its time */
    static DeadLetter of(ConsumerRecord<?, ?> record, Instant now) {
        String kept = record.topic();
        return new DeadLetter(
                Place.of(record),
                kept.substring(0, kept.length() - Topic.DEAD_LETTERS.length()),
                record.partition(),
                offset(record),
                Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, now.toEpochMilli())),
                text(record, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP).filter(DeadLetter::isService),
                text(record, DeadLetters.CODE).filter(DeadLetter::isCode),
                CloudEvents.claimedId(record),
                CloudEvents.operation(record),
                text(record, Trace.IDS).flatMap(Trace::id));
    }

    private static Optional<Long> offset(ConsumerRecord<?, ?> record) {
        return value(record, KafkaHeaders.DLT_ORIGINAL_OFFSET)
                .filter(bytes -> bytes.length == Long.BYTES)
                .map(bytes -> ByteBuffer.wrap(bytes).getLong());
    }

    private static boolean isService(String group) {
        return Stream.of(Service.values()).anyMatch(service -> service.id().equals(group));
    }

    private static boolean isCode(String text) {
        return text.length() <= LONGEST_CODE && text.chars().allMatch(DeadLetter::isOfCodes);
    }

    private static boolean isOfCodes(int one) {
        return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') || "._-".indexOf(one) >= 0;
    }

    private static Optional<String> text(ConsumerRecord<?, ?> record, String header) {
        return value(record, header).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> value(ConsumerRecord<?, ?> record, String header) {
        return Optional.ofNullable(record.headers().lastHeader(header)).map(Header::value);
    }
}
