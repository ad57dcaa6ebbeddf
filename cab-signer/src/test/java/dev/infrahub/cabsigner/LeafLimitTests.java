package dev.infrahub.cabsigner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.events.RefusedRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever floods a topic does not make the log grow without end, and what they did is told all the same. */
class LeafLimitTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T12:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final LeafLimit limit = new LeafLimit(clock);
    private long offset;

    @Test
    void each_of_the_first_thousand_of_an_hour_has_a_leaf_and_then_one_a_minute_tells_of_the_rest() {
        flood();
        refuse(70);

        pass(Duration.ofSeconds(59));
        assertThat(next()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(next()).contains(71L);
        assertThat(next()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(next()).contains(1L);
        pass(Duration.ofMinutes(1));
        assertThat(next()).contains(0L);
    }

    @Test
    void the_next_hour_begins_with_what_was_not_told_in_the_last() {
        flood();
        refuse(5);
        pass(Duration.ofHours(1));

        assertThat(next()).contains(5L);
        IntStream.range(1, LeafLimit.EACH_OF_AN_HOUR)
                .forEach(_ -> assertThat(next()).contains(0L));
        assertThat(next()).isEmpty();
    }

    @Test
    void a_record_that_is_tried_again_is_counted_once() {
        flood();
        RefusedRecord again = record(0);
        assertThat(limit.untoldBefore(again)).isEmpty();
        assertThat(limit.untoldBefore(again)).isEmpty();
        pass(Duration.ofMinutes(1));
        RefusedRecord telling = record(1);

        assertThat(limit.untoldBefore(telling)).contains(1L);
        assertThat(limit.untoldBefore(telling)).contains(1L);
    }

    /** As many as have a leaf each. */
    private void flood() {
        IntStream.range(0, LeafLimit.EACH_OF_AN_HOUR)
                .forEach(_ -> assertThat(next()).contains(0L));
    }

    private void refuse(int times) {
        IntStream.range(0, times).forEach(_ -> assertThat(next()).isEmpty());
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private Optional<Long> next() {
        return limit.untoldBefore(record(2));
    }

    private RefusedRecord record(int partition) {
        return new RefusedRecord(
                new RefusedRecord.Place("approval.requested", partition, offset++),
                "event.forged",
                Optional.empty(),
                Optional.empty(),
                "0".repeat(64));
    }
}
