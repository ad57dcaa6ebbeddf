package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import io.micrometer.observation.Observation;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as it is worked on, however often it is tried. */
final class Delivery {

    private final ConsumerRecord<String, byte[]> record;
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
        return 2L * key().length() + (record.value() == null ? 0 : record.value().length) + headers;
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
