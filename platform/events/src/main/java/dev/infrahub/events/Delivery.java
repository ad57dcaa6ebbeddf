package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import dev.infrahub.faults.Fault;
import io.micrometer.observation.Observation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record as it is worked on, however often it is tried. Its value may be away, for as long as it only waits. */
final class Delivery {

    /** Of this, of the record without its value, of its place among those that wait, and of a lane. */
    private static final int BYTES = 2048;

    /** What tells who signed it is as long as all else together, and is known by then. */
    private static final int LONGEST_KEPT_HEADER = 256;

    private ConsumerRecord<String, byte[]> record;
    private final Instant receivedAt;
    private final @Nullable Observation observation;
    private byte @Nullable [] awayHash;
    private @Nullable Origin origin;
    private boolean gone;
    private boolean kept;

    /**
     * @param receivedAt when this service first saw it
     * @param observation what the work on it is observed as; it holds nothing of the record
     */
    Delivery(ConsumerRecord<String, byte[]> record, Instant receivedAt, @Nullable Observation observation) {
        this.record = record;
        this.receivedAt = receivedAt;
        this.observation = observation;
    }

    ConsumerRecord<String, byte[]> record() {
        return record;
    }

    /** Whose word it is: told of the record as it came, and remembered. */
    synchronized Origin origin(Supplier<Origin> told) {
        if (origin == null) {
            origin = told.get();
        }
        return origin;
    }

    /** Leaves its value, and long headers, in the topic. */
    void putAway() {
        if (!isAway() && !gone && record.value() != null) {
            awayHash = hash(record);
            record = withoutValue(record);
        }
    }

    private static ConsumerRecord<String, byte[]> withoutValue(ConsumerRecord<String, byte[]> whole) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : whole.headers()) {
            if (header.value() == null || header.value().length <= LONGEST_KEPT_HEADER) {
                headers.add(header);
            }
        }
        return new ConsumerRecord<>(
                whole.topic(),
                whole.partition(),
                whole.offset(),
                whole.timestamp(),
                whole.timestampType(),
                whole.serializedKeySize(),
                whole.serializedValueSize(),
                whole.key(),
                null,
                headers,
                whole.leaderEpoch());
    }

    /** Whether its value has to be brought back before it can be worked on. */
    boolean isAway() {
        return awayHash != null;
    }

    /** @param found what its topic has at its place; where that is not what it was, it is gone */
    void bringBack(Optional<ConsumerRecord<String, byte[]>> found) {
        found.filter(this::isSame).ifPresentOrElse(whole -> record = whole, () -> gone = true);
        awayHash = null;
    }

    private boolean isSame(ConsumerRecord<String, byte[]> other) {
        return awayHash != null && other.value() != null && MessageDigest.isEqual(awayHash, hash(other));
    }

    /** Of value and headers. Each header is read, and so no longer a part of what the record came in. */
    private static byte[] hash(ConsumerRecord<String, byte[]> record) {
        MessageDigest digest = TrustedKeys.sha256();
        digest.update(record.value());
        for (Header header : record.headers()) {
            digest.update(header.key().getBytes(StandardCharsets.UTF_8));
            digest.update(header.value() == null ? new byte[0] : header.value());
        }
        return digest.digest();
    }

    /** @throws Fault.Invalid where its topic has it no more */
    void requireThere() {
        if (gone) {
            throw new Fault.Invalid(
                    "event.expired", "The event waited for longer than its topic keeps it; send it again.");
        }
    }

    Instant receivedAt() {
        return receivedAt;
    }

    Place place() {
        return Place.of(record);
    }

    /** What stays in order. */
    String key() {
        return record.key() == null ? "" : record.key();
    }

    /** Whose it is, where its key tells: that begins with a client then, and goes on behind a slash. */
    String client() {
        int slash = key().indexOf('/');
        return slash < 0 ? key() : key().substring(0, slash);
    }

    /** What it takes of the heap, by and large. */
    long bytes() {
        long headers = StreamSupport.stream(record.headers().spliterator(), false)
                .mapToLong(Delivery::bytes)
                .sum();
        return BYTES + 2L * key().length() + headers + (record.value() == null ? 0 : record.value().length);
    }

    /** The same where its value is away. */
    long bytesAway() {
        long headers = StreamSupport.stream(record.headers().spliterator(), false)
                .filter(header -> header.value() == null || header.value().length <= LONGEST_KEPT_HEADER)
                .mapToLong(Delivery::bytes)
                .sum();
        return BYTES + 2L * key().length() + headers;
    }

    private static long bytes(Header header) {
        return 2L * header.key().length() + (header.value() == null ? 0 : header.value().length);
    }

    /** Runs the first time alone: what was kept as a dead letter is not kept again because telling it had to wait. */
    void keepOnce(Runnable keep) {
        if (!kept) {
            keep.run();
            kept = true;
        }
    }

    void failed(Throwable cause) {
        if (observation != null) {
            observation.error(cause);
        }
    }

    /** On another thread than the consumer's: as part of the same trace. */
    void observed(Runnable work) {
        if (observation == null) {
            work.run();
            return;
        }
        try (Observation.Scope _ = observation.openScope()) {
            work.run();
        }
    }
}
