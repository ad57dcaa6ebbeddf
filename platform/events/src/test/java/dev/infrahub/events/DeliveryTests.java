package dev.infrahub.events;

import static dev.infrahub.events.Script.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.Fault;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What a delivery holds while its value is away, and what becomes of it. */
class DeliveryTests {

    private static final int LARGE = 1_000_000;

    private final ObservationRegistry observations = ObservationRegistry.create();

    DeliveryTests() {
        observations.observationConfig().observationHandler(_ -> true);
    }

    /** As Kafka's client makes them: its headers are parts of what it came in. */
    private static ConsumerRecord<String, byte[]> received(byte[] cameIn) {
        ByteBuffer buffer = ByteBuffer.wrap(cameIn);
        buffer.put(0, "ce_id".getBytes(StandardCharsets.UTF_8));
        RecordHeaders headers = new RecordHeaders();
        headers.add(new RecordHeader(buffer.slice(0, 5), buffer.slice(5, 36)));
        return new ConsumerRecord<>(
                "plan.submitted",
                0,
                7,
                0L,
                TimestampType.CREATE_TIME,
                1,
                LARGE,
                "acme/net",
                new byte[LARGE],
                headers,
                Optional.empty());
    }

    private Delivery observed(ConsumerRecord<String, byte[]> record) {
        Observation.Context context = new Observation.Context();
        context.put("record", record);
        TracingContext traced = new TracingContext();
        traced.setSpan(Span.NOOP);
        context.put(TracingContext.class, traced);
        Observation consumers = Observation.createNotStarted("consumer", () -> context, observations);
        try (Observation.Scope _ = consumers.openScope()) {
            return new Delivery(record, Instant.EPOCH, Light.of(observations));
        }
    }

    @Test
    void nothing_holds_on_to_a_value_that_is_away() {
        byte[] cameIn = new byte[LARGE];
        ConsumerRecord<String, byte[]> record = received(cameIn);
        WeakReference<byte[]> value = new WeakReference<>(record.value());
        WeakReference<byte[]> came = new WeakReference<>(cameIn);
        Delivery delivery = observed(record);
        record = null;
        cameIn = null;

        delivery.putAway();

        eventually(() -> {
            System.gc();
            return value.get() == null && came.get() == null;
        });
        assertThat(delivery.isAway()).isTrue();
        assertThat(delivery.bytes()).isLessThan(10_000);
    }

    @Test
    void so_it_is_when_it_was_brought_back_and_put_away_again() {
        Delivery delivery = observed(received(new byte[LARGE]));
        delivery.putAway();
        byte[] cameIn = new byte[LARGE];
        WeakReference<byte[]> came = new WeakReference<>(cameIn);

        delivery.bringBack(Optional.of(received(cameIn)));
        assertThat(delivery.record().value()).hasSize(LARGE);
        delivery.putAway();
        cameIn = null;

        eventually(() -> {
            System.gc();
            return came.get() == null;
        });
    }

    @Test
    void whose_word_it_is_is_told_of_all_of_it() {
        Origin origin = new Origin(UUID.randomUUID(), true);
        Delivery delivery = observed(received(new byte[LARGE]));
        assertThat(delivery.origin(() -> origin)).isEqualTo(origin);

        delivery.putAway();
        delivery.bringBack(Optional.empty());

        assertThat(delivery.origin(() -> new Origin(UUID.randomUUID(), false))).isEqualTo(origin);
        assertThatThrownBy(delivery::requireThere).isInstanceOf(Fault.Invalid.class);
    }

    @Test
    void a_record_with_other_headers_is_another_one() {
        Delivery delivery = observed(received(new byte[LARGE]));
        delivery.putAway();
        byte[] cameIn = new byte[LARGE];
        cameIn[9] = 1;

        delivery.bringBack(Optional.of(received(cameIn)));

        assertThatThrownBy(delivery::requireThere).isInstanceOf(Fault.Invalid.class);
    }
}
