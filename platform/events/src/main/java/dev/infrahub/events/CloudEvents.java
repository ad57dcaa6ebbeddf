package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Headers of the CloudEvents 1.0 Kafka binding in binary mode, plus {@code correlation-id}, the request that the event
 * belongs to, and {@code operation-relation}, what it is to it.
 */
final class CloudEvents {

    static final String ID = "ce_id";
    static final String TIME = "ce_time";
    static final String CORRELATION_ID = "correlation-id";
    static final String RELATION = "operation-relation";

    private CloudEvents() {}

    static Map<String, String> headers(
            UUID id,
            Topic<?> topic,
            String key,
            String source,
            Optional<UUID> operation,
            Relation relation,
            Instant time) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put(ID, id.toString());
        headers.put("ce_type", "dev.infrahub." + topic.name());
        headers.put("ce_source", "/infrahub/" + source);
        headers.put("ce_subject", key);
        headers.put(TIME, time.toString());
        headers.put("content-type", "application/avro");
        operation.filter(_ -> relation != Relation.STARTS).ifPresent(value -> {
            headers.put(CORRELATION_ID, value.toString());
            headers.put(RELATION, relation.text());
        });
        return headers;
    }

    /** The event's own id; for one published without CloudEvents headers, an id made of its place in the log. */
    static UUID id(ConsumerRecord<?, ?> record) {
        return claimedId(record).orElseGet(() -> placeInLog(record));
    }

    /** The id that it says it has. */
    static Optional<UUID> claimedId(ConsumerRecord<?, ?> record) {
        return uuid(record.headers(), ID);
    }

    static Optional<UUID> operation(ConsumerRecord<?, ?> record) {
        return uuid(record.headers(), CORRELATION_ID);
    }

    static boolean isAnswer(ConsumerRecord<?, ?> record) {
        return text(record.headers(), RELATION)
                .filter(Relation.ANSWERS.text()::equals)
                .isPresent();
    }

    private static UUID placeInLog(ConsumerRecord<?, ?> record) {
        String place = record.topic() + '/' + record.partition() + '/' + record.offset();
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<UUID> uuid(Headers headers, String name) {
        try {
            return text(headers, name).map(UUID::fromString);
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
