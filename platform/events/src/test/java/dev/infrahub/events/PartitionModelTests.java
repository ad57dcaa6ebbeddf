package dev.infrahub.events;

import static dev.infrahub.events.Script.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys, failures, crashes and rebalances in any order, held against what is promised: each event is settled once, those of a
 * key in their order, and nothing that is not settled is ever behind where others go on.
 */
class PartitionModelTests {

    private static final int EVENTS = 80;
    private static final int KEYS = 5;
    private static final Duration PAUSE = Duration.ofNanos(200_000);
    private static final Duration SHORT = Duration.ofMillis(1);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_event_is_settled_once_and_those_of_a_key_in_their_order(long seed) {
        Random random = new Random(seed);
        Script script = new Script();
        List<ConsumerRecord<String, byte[]>> log = IntStream.range(0, EVENTS)
                .mapToObj(offset -> Script.record("K" + random.nextInt(KEYS), offset, 1 + random.nextInt(5000)))
                .toList();
        boolean[] dies = new boolean[EVENTS];
        log.forEach(record -> dies[(int) record.offset()] = fails(script, record.offset(), random));
        AtomicInteger looks = new AtomicInteger();
        Parking parking = new Parking(
                random.nextInt(30),
                2000 + random.nextInt(60_000),
                place -> {
                    if (looks.incrementAndGet() % 7 == 0) {
                        throw Outage.kafka(new IOException("gone"));
                    }
                    return Optional.of(log.get((int) place.offset()));
                },
                new SimpleMeterRegistry());

        Partition last = consume(script, log, parking, random);

        // one that took over at the very end has nothing to say
        eventually(() -> last.position().orElse(EVENTS) == EVENTS);
        IntStream.range(0, KEYS)
                .mapToObj(key -> "K" + key)
                .forEach(key -> assertThat(script.settledOf(key))
                        .extracting(Script.Settled::offset)
                        .containsExactlyElementsOf(log.stream()
                                .filter(record -> record.key().equals(key))
                                .map(ConsumerRecord::offset)
                                .toList()));
        assertThat(log).allMatch(record -> !dies[(int) record.offset()] || isDead(script, record));
        eventually(() -> parking.events() == 0 && parking.bytes() == 0);
    }

    private static boolean isDead(Script script, ConsumerRecord<String, byte[]> record) {
        return script.settledOf(record.key()).contains(new Script.Settled(record.key(), record.offset(), true));
    }

    /** @return whether it can only end dead */
    private static boolean fails(Script script, long offset, Random random) {
        int times = 1 + random.nextInt(3);
        int kind = random.nextInt(10);
        switch (kind) {
            case 0 -> script.always(offset, Script::hopeless);
            case 1 -> script.always(offset, Script::bug);
            case 2 -> script.always(offset, StackOverflowError::new);
            case 3 -> script.at(offset, attempt -> attempt <= times ? Script.bug() : null);
            case 4 -> script.at(offset, attempt -> attempt <= times ? Script.away() : null);
            case 5 -> script.at(offset, attempt -> attempt <= times ? Script.outage() : null);
            case 6 ->
                script.at(
                        offset,
                        attempt ->
                                attempt == 1 ? Script.bug() : attempt <= times ? Script.outage() : Script.hopeless());
            default -> script.at(offset, _ -> null);
        }
        return kind < 3 || kind == 6;
    }

    /** As Kafka does: in order, again where it has to wait, and after a crash from where it was committed. */
    private static Partition consume(
            Script script, List<ConsumerRecord<String, byte[]>> log, Parking parking, Random random) {
        Patience.Limits limits = new Patience.Limits(PAUSE, SHORT, SHORT);
        Pace pace = random.nextBoolean() ? Pace.CONCURRENT : Pace.PATIENT;
        Turns turns = pace == Pace.PATIENT ? Turns.ofPatient() : Turns.ofFailed();
        List<Partition> all =
                new ArrayList<>(List.of(new Partition(script, pace, parking, turns, limits, new Supervisor())));
        int next = 0;
        while (next < log.size()) {
            ConsumerRecord<String, byte[]> record = log.get(next);
            try {
                all.getLast().receive(record, () -> new Delivery(record, Instant.EPOCH, null));
                next++;
            } catch (Outage | Crowded inPlace) {
                Thread.onSpinWait();
            }
            if (random.nextInt(40) == 0 && all.getLast().position().isPresent()) {
                int committed = (int) all.getLast().position().orElseThrow();
                assertThat(IntStream.range(0, committed)).allMatch(script::isOver);
                if (random.nextBoolean()) {
                    all.getLast().close();
                    all.add(new Partition(script, pace, parking, turns, limits, new Supervisor()));
                    next = committed;
                }
            }
        }
        return all.getLast();
    }
}
