package dev.infrahub.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event is what a trusted service signed, and when. Looks at bytes and headers alone: nothing of an event that
 * is not believed is read.
 */
final class Authenticity {

    private final TrustedKeys keys;
    private final Duration longestWay;

    Authenticity(TrustedKeys keys, Duration longestWay) {
        this.keys = keys;
        this.longestWay = longestWay;
    }

    /** @throws Distrusted where it is unsigned or forged */
    void requireGenuine(ConsumerRecord<String, byte[]> record) {
        String signature = text(record, EventSigner.SIGNATURE).orElseThrow(Distrusted::unsigned);
        String keyId = text(record, EventSigner.KEY).orElseThrow(Distrusted::unsigned);
        TrustedKeys.TrustedKey key =
                keys.find(keyId).orElseThrow(() -> Distrusted.forged("Its key is none that is trusted."));
        if (!key.verifies(text(record).bytes(), decode(signature))) {
            throw Distrusted.forged("Its signature is of another event, or of none.");
        }
    }

    /** Whether it is what a trusted service signed, whenever that was. */
    boolean isGenuine(ConsumerRecord<String, byte[]> record) {
        try {
            requireGenuine(record);
            return true;
        } catch (Distrusted why) {
            return false;
        }
    }

    private static SignedText text(ConsumerRecord<String, byte[]> record) {
        return SignedText.of(record.topic(), record.key(), name -> value(record, name), record.value());
    }

    /**
     * From its signature to the broker, so that it does not count how long this service was away, nor how long it waited here.
     *
     * @param receivedAt when this service first saw it
     * @throws Distrusted where that was too long
     */
    void requireFresh(ConsumerRecord<String, byte[]> genuine, Instant receivedAt) {
        Duration way = Duration.between(signedAt(genuine), arrivedAt(genuine, receivedAt))
                .abs();
        if (way.compareTo(longestWay) > 0) {
            throw Distrusted.stale();
        }
    }

    private static Instant signedAt(ConsumerRecord<String, byte[]> genuine) {
        try {
            return text(genuine, CloudEvents.TIME).map(Instant::parse).orElseThrow(Distrusted::stale);
        } catch (DateTimeParseException notATime) {
            throw Distrusted.stale();
        }
    }

    /** A time that the sender could choose says nothing; then it is when it was received. */
    private static Instant arrivedAt(ConsumerRecord<String, byte[]> record, Instant receivedAt) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME
                ? Instant.ofEpochMilli(record.timestamp())
                : receivedAt;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw Distrusted.forged("Its signature is no Base64.");
        }
    }

    private static Optional<String> text(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(value(record, name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    static byte @Nullable [] value(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
