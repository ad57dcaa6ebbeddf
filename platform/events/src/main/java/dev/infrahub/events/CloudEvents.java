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

/** Headers of the CloudEvents 1.0 Kafka binding in binary mode, plus {@code correlation-id}. */
final class CloudEvents {

    static final String ID = "ce_id";
    static final String CORRELATION_ID = "correlation-id";

    private CloudEvents() {}

    static Map<String, String> headers(
            UUID id, Topic<?> topic, String key, String source, Optional<UUID> operation, Instant time) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put(ID, id.toString());
        headers.put("ce_type", "dev.infrahub." + topic.name());
        headers.put("ce_source", "/infrahub/" + source);
        headers.put("ce_subject", key);
        headers.put("ce_time", time.toString());
        headers.put("content-type", "application/avro");
        operation.ifPresent(value -> headers.put(CORRELATION_ID, value.toString()));
        return headers;
    }

    /** The event's own id; for one published without CloudEvents headers, an id made of its place in the log. */
    static UUID id(ConsumerRecord<?, ?> record) {
        return uuid(record.headers(), ID).orElseGet(() -> placeInLog(record));
    }

    static Optional<UUID> operation(ConsumerRecord<?, ?> record) {
        return uuid(record.headers(), CORRELATION_ID);
    }

    private static UUID placeInLog(ConsumerRecord<?, ?> record) {
        String place = record.topic() + '/' + record.partition() + '/' + record.offset();
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<UUID> uuid(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(new String(header.value(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }
}
