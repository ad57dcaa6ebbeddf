package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import dev.infrahub.faults.Fault;
import io.micrometer.observation.Observation;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as it is worked on, however often it is tried. Its value may be away, for as long as it only waits. */
final class Delivery {

    private static final int HASH_BYTES = 32;

    private ConsumerRecord<String, byte[]> record;
    private byte[] valueHash = {};
    private boolean gone;
    private final Instant receivedAt;
    private final @Nullable Observation observation;
    private boolean kept;

    /**
     * @param receivedAt when this service first saw it
     * @param observation what the work on it is observed as
     */
    Delivery(ConsumerRecord<String, byte[]> record, Instant receivedAt, @Nullable Observation observation) {
        this.record = record;
        this.receivedAt = receivedAt;
        this.observation = observation;
    }

    ConsumerRecord<String, byte[]> record() {
        return record;
    }

    /** Leaves its value in the topic. */
    void putAway() {
        if (!isAway() && record.value() != null) {
            valueHash = TrustedKeys.sha256(record.value());
            record = withoutValue(record);
        }
    }

    private static ConsumerRecord<String, byte[]> withoutValue(ConsumerRecord<String, byte[]> whole) {
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
                whole.headers(),
                whole.leaderEpoch());
    }

    /** Whether its value has to be brought back before it can be worked on. */
    boolean isAway() {
        return valueHash.length > 0 && record.value() == null && !gone;
    }

    /**
     * @param found what its topic has at its place
     * @throws Fault.Invalid where that is not what it was: then it is gone
     */
    void bringBack(Optional<ConsumerRecord<String, byte[]>> found) {
        record = found.filter(this::isSame).orElseThrow(() -> {
            gone = true;
            return new Fault.Invalid(
                    "event.expired", "The event waited for longer than its topic keeps it; send it again.");
        });
    }

    private boolean isSame(ConsumerRecord<String, byte[]> other) {
        return other.value() != null && MessageDigest.isEqual(valueHash, TrustedKeys.sha256(other.value()));
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
        return bytesWithoutValue() + (record.value() == null ? 0 : record.value().length);
    }

    long bytesWithoutValue() {
        long headers = StreamSupport.stream(record.headers().spliterator(), false)
                .mapToLong(Delivery::bytes)
                .sum();
        return HASH_BYTES + 2L * key().length() + headers;
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
