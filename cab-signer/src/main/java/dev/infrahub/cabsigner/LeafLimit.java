package dev.infrahub.cabsigner;

import dev.infrahub.events.RefusedRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * How many leaves an instance makes of what was not believed: anybody with a credential for a topic could make the log grow
 * without end. Each of the first in an hour is a leaf; beyond, one in a minute tells how many had none.
 */
final class LeafLimit {

    static final int EACH_OF_AN_HOUR = 1000;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<TopicPartition, Decided> latest = new HashMap<>();
    private Instant hourEnds = Instant.MIN;
    private Instant nextBeyond = Instant.MIN;
    private int left;
    private long untold;

    LeafLimit(Clock clock) {
        this.clock = clock;
    }

    private record Decided(RefusedRecord refused, Optional<Long> untold) {}

    /**
     * The same for a record however often it is asked: it is tried again where somebody else appended first.
     *
     * @return how many had no leaf since the last one; empty where this one has none either
     */
    synchronized Optional<Long> untoldBefore(RefusedRecord refused) {
        TopicPartition partition =
                new TopicPartition(refused.place().topic(), refused.place().partition());
        Decided decided = latest.get(partition);
        if (decided == null || !decided.refused().equals(refused)) {
            decided = new Decided(refused, decide());
            latest.put(partition, decided);
        }
        return decided.untold();
    }

    private Optional<Long> decide() {
        Instant now = clock.instant();
        if (!now.isBefore(hourEnds)) {
            hourEnds = now.plus(HOUR);
            left = EACH_OF_AN_HOUR;
        }
        if (left == 0 && now.isBefore(nextBeyond)) {
            untold++;
            return Optional.empty();
        }
        left = Math.max(left - 1, 0);
        nextBeyond = now.plus(MINUTE);
        long before = untold;
        untold = 0;
        return Optional.of(before);
    }
}
