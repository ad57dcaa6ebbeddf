package dev.infrahub.events;

import static dev.infrahub.events.Script.away;
import static dev.infrahub.events.Script.bug;
import static dev.infrahub.events.Script.eventually;
import static dev.infrahub.events.Script.hopeless;
import static dev.infrahub.events.Script.outage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the others when one event fails. */
class PartitionTests {

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final Patience.Limits PATIENT = new Patience.Limits(PAUSE, FOREVER, FOREVER);
    private static final Patience.Limits ONCE_MORE = new Patience.Limits(PAUSE, PAUSE, PAUSE);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Script script = new Script();
    private final Supervisor supervisor = new Supervisor();

    @Test
    void events_of_other_keys_go_on_while_one_waits() {
        Partition partition = partition(PATIENT);
        CountDownLatch mended = new CountDownLatch(1);
        script.at(0, _ -> mended.getCount() == 0 ? null : bug());

        receive(partition, "A", 0);
        receive(partition, "B", 1);
        receive(partition, "B", 2);

        assertThat(script.settled()).containsExactly("B@1", "B@2");
        assertThat(partition.position()).hasValue(0);
        assertThat(parked()).isEqualTo(1);

        mended.countDown();

        eventually(() -> partition.position().orElseThrow() == 3);
        assertThat(script.settled()).containsExactly("B@1", "B@2", "A@0");
        assertThat(parked()).isZero();
    }

    @Test
    void events_of_the_same_key_wait_and_go_on_in_order() {
        Partition partition = partition(PATIENT);
        CountDownLatch mended = new CountDownLatch(1);
        script.at(0, _ -> mended.getCount() == 0 ? null : away());

        List.of(0, 1, 3).forEach(offset -> receive(partition, "A", offset));
        receive(partition, "B", 4);

        assertThat(script.settled()).containsExactly("B@4");
        assertThat(script.attempts(1)).isZero();

        mended.countDown();

        eventually(() -> partition.position().orElseThrow() == 5);
        assertThat(script.settled()).containsExactly("B@4", "A@0", "A@1", "A@3");
    }

    @Test
    void once_one_has_died_those_behind_it_get_one_try() {
        Partition partition = partition(ONCE_MORE);
        CountDownLatch gate = new CountDownLatch(1);
        script.at(0, attempt -> attempt == 1 ? bug() : afterwards(gate, bug()));
        script.always(1, Script::bug);

        List.of(0, 1, 2).forEach(offset -> receive(partition, "A", offset));
        gate.countDown();

        eventually(() -> partition.position().orElseThrow() == 3);
        assertThat(script.settled()).containsExactly("A@0 †", "A@1 †", "A@2");
        assertThat(script.attempts(0)).isEqualTo(2);
        assertThat(script.attempts(1)).isEqualTo(1);
    }

    @Test
    void where_a_handler_waits_for_others_no_key_waits_for_another() {
        Partition partition = patientPartition();
        CountDownLatch answered = new CountDownLatch(1);
        script.at(0, _ -> afterwards(answered, null));

        List.of(0, 1).forEach(offset -> receive(partition, "A", offset));
        receive(partition, "B", 2);

        eventually(() -> script.settled().contains("B@2"));
        assertThat(script.settled()).containsExactly("B@2");
        assertThat(script.attempts(1)).isZero();
        assertThat(partition.position()).hasValue(0);

        answered.countDown();

        eventually(() -> partition.position().orElseThrow() == 3);
        assertThat(script.settled()).containsExactly("B@2", "A@0", "A@1");
        assertThat(parked()).isZero();
    }

    @Test
    void there_a_crowd_of_one_client_leaves_a_turn_to_others() {
        Partition partition = patientPartition();
        CountDownLatch answered = new CountDownLatch(1);
        int crowd = 40;
        for (int offset = 0; offset < crowd; offset++) {
            script.at(offset, _ -> afterwards(answered, null));
            receive(partition, "mallory/" + offset, offset);
        }

        receive(partition, "acme/net", crowd);

        eventually(() -> script.settled().contains("acme/net@" + crowd));
        assertThat(script.settled()).containsExactly("acme/net@" + crowd);
        answered.countDown();
        eventually(() -> partition.position().orElseThrow() == crowd + 1);
    }

    @Test
    void there_too_what_can_never_work_is_given_up_and_what_may_work_later_is_tried_again() {
        Partition partition = patientPartition();
        script.always(0, Script::hopeless);
        script.at(1, attempt -> attempt == 1 ? away() : null);

        receive(partition, "A", 0);
        receive(partition, "B", 1);

        eventually(() -> partition.position().orElseThrow() == 2);
        assertThat(script.settled()).containsExactlyInAnyOrder("A@0 †", "B@1");
        assertThat(script.attempts(0)).isEqualTo(1);
        assertThat(script.attempts(1)).isEqualTo(2);
    }

    @Test
    void what_can_never_work_is_given_up_at_once() {
        Partition partition = partition(PATIENT);
        script.always(0, Script::hopeless);

        receive(partition, "A", 0);

        assertThat(script.settled()).containsExactly("A@0 †");
        assertThat(script.attempts(0)).isEqualTo(1);
        assertThat(partition.position()).hasValue(1);
        assertThat(parked()).isZero();
    }

    @Test
    void so_it_is_when_it_comes_after_another_failure() {
        Partition partition = partition(PATIENT);
        script.at(0, attempt -> attempt == 1 ? bug() : hopeless());

        receive(partition, "A", 0);

        eventually(() -> partition.position().orElseThrow() == 1);
        assertThat(script.attempts(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, NoClassDefFoundError.class, AssertionError.class})
    void an_error_is_a_bug_and_nothing_else_ends_by_it(Class<? extends Error> type) throws Exception {
        Partition partition = partition(ONCE_MORE);
        Error error = type.getDeclaredConstructor().newInstance();
        script.always(0, () -> error);

        receive(partition, "A", 0);
        receive(partition, "B", 1);

        eventually(() -> partition.position().orElseThrow() == 2);
        assertThat(script.settled()).containsExactlyInAnyOrder("B@1", "A@0 †");
        assertThat(script.reason(0).cause()).isSameAs(error);
        assertThat(supervisor.death()).isEmpty();
    }

    @Test
    void without_memory_nothing_is_claimed_to_be_done() {
        Partition partition = partition(PATIENT);
        script.always(0, () -> new OutOfMemoryError("in a test"));
        script.at(1, attempt -> attempt == 1 ? bug() : new OutOfMemoryError("in a test"));

        assertThatThrownBy(() -> receive(partition, "A", 0)).isInstanceOf(OutOfMemoryError.class);
        receive(partition, "B", 1);

        eventually(() -> supervisor.death().isPresent());
        assertThat(script.settled()).isEmpty();
        assertThat(partition.position()).hasValue(0);
    }

    /** It would be in the way for ever, tried again and again. */
    @Test
    void what_can_neither_be_handled_nor_given_up_is_the_end_of_the_service() {
        Partition partition = partition(ONCE_MORE);
        script.always(0, Script::bug);
        script.cannotGiveUp(new NoClassDefFoundError("dev/infrahub/schemas/OperationFailed"));

        receive(partition, "A", 0);

        eventually(() -> supervisor.death().isPresent());
        assertThat(supervisor.death().orElseThrow())
                .hasToString("the lane of plan.submitted died: java.lang.NoClassDefFoundError:"
                        + " dev/infrahub/schemas/OperationFailed");
        assertThat(partition.position()).hasValue(0);
    }

    @Test
    void while_nobody_gets_on_the_event_waits_in_place() {
        Partition partition = partition(PATIENT);
        script.at(0, attempt -> attempt < 3 ? outage() : null);

        assertThatThrownBy(() -> receive(partition, "A", 0)).isInstanceOf(Outage.class);
        assertThatThrownBy(() -> receive(partition, "A", 0)).isInstanceOf(Outage.class);
        assertThat(partition.position()).hasValue(0);
        assertThat(parked()).isZero();
        receive(partition, "A", 0);

        assertThat(script.settled()).containsExactly("A@0");
        assertThat(partition.position()).hasValue(1);
    }

    /** So that it is as old as it was when it came first. */
    @Test
    void what_waited_in_place_is_still_the_same_delivery() {
        Partition partition = partition(PATIENT);
        AtomicInteger received = new AtomicInteger();
        script.at(0, attempt -> attempt == 1 ? outage() : null);
        ConsumerRecord<String, byte[]> record = Script.record("A", 0);
        Supplier<Delivery> delivery = () -> {
            received.incrementAndGet();
            return new Delivery(record, Instant.EPOCH, null);
        };

        assertThatThrownBy(() -> partition.receive(record, delivery)).isInstanceOf(Outage.class);
        partition.receive(record, delivery);

        assertThat(script.settled()).containsExactly("A@0");
        assertThat(received).hasValue(1);
    }

    @Test
    void an_outage_while_an_event_waits_is_no_reason_to_give_it_up() {
        Partition partition = partition(ONCE_MORE);
        script.at(0, attempt -> attempt == 1 ? bug() : attempt < 6 ? outage() : null);

        receive(partition, "A", 0);

        eventually(() -> partition.position().orElseThrow() == 1);
        assertThat(script.settled()).containsExactly("A@0");
    }

    @Test
    void a_lane_that_is_full_ends_and_what_is_behind_it_waits_in_place() {
        Partition partition = partition(new Parking(10, 100_000, Script::nothing, meters), PATIENT);
        script.always(0, Script::bug);

        receive(partition, "A", 0);
        assertThatThrownBy(() -> receive(partition, "A", 1)).isInstanceOf(Crowded.class);

        eventually(() -> {
            try {
                receive(partition, "A", 1);
                return true;
            } catch (Crowded stillThere) {
                return false;
            }
        });
        eventually(() -> partition.position().orElseThrow() == 2);
        assertThat(script.settled()).containsExactly("A@0 †", "A@1");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10})
    void without_room_a_bug_is_given_up_at_once_and_an_absence_waits_in_place(long bytes) {
        Partition partition = partition(new Parking(bytes == 0 ? 0 : 10, bytes - 1, Script::nothing, meters), PATIENT);
        script.always(0, Script::bug);
        script.at(1, attempt -> attempt == 1 ? away() : null);

        receive(partition, "A", 0);
        assertThatThrownBy(() -> receive(partition, "B", 1)).isInstanceOf(Crowded.class);
        receive(partition, "B", 1);

        assertThat(script.settled()).containsExactly("A@0 †", "B@1");
        assertThat(script.attempts(0)).isEqualTo(1);
    }

    /** A client that sends much takes no room from another. */
    @Test
    void a_value_for_which_there_is_no_room_stays_in_its_topic_until_it_is_its_turn() {
        int crowd = 40;
        List<ConsumerRecord<String, byte[]>> topic = IntStream.rangeClosed(0, crowd)
                .mapToObj(offset -> Script.record(offset == crowd ? "acme/net" : "mallory/" + offset, offset, 100_000))
                .toList();
        AtomicInteger readAgain = new AtomicInteger();
        Partition partition = patientPartition(new Parking(
                1000,
                1_000_000,
                place -> {
                    readAgain.incrementAndGet();
                    return Optional.of(topic.get((int) place.offset()));
                },
                meters));
        CountDownLatch answered = new CountDownLatch(1);
        IntStream.range(0, crowd).forEach(offset -> script.at(offset, _ -> afterwards(answered, null)));

        topic.forEach(record -> receive(partition, record));

        eventually(() -> script.settled().contains("acme/net@" + crowd));
        assertThat(script.settled()).containsExactly("acme/net@" + crowd);
        assertThat(meters.get("hub.events.parked.bytes").gauge().value()).isLessThan(1_000_000);
        answered.countDown();
        eventually(() -> partition.position().orElseThrow() == crowd + 1);
        assertThat(readAgain.get()).isBetween(crowd / 2, crowd);
        eventually(() -> parked() == 0);
    }

    @Test
    void while_it_cannot_be_read_again_it_waits() {
        ConsumerRecord<String, byte[]> record = Script.record("A", 0, 1000);
        AtomicInteger asked = new AtomicInteger();
        Partition partition = patientPartition(new Parking(
                10,
                4000,
                _ -> {
                    if (asked.incrementAndGet() < 4) {
                        throw Outage.kafka(new IOException("gone"));
                    }
                    return Optional.of(record);
                },
                meters));

        receive(partition, record);

        eventually(() -> partition.position().orElseThrow() == 1);
        assertThat(script.settled()).containsExactly("A@0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_that_its_topic_does_not_have_any_more_is_given_up(boolean isAnotherThere) {
        ConsumerRecord<String, byte[]> another = new ConsumerRecord<>("plan.submitted", 0, 0, "A", new byte[] {2});
        Partition partition =
                patientPartition(new Parking(10, 4000, _ -> Optional.of(another).filter(_ -> isAnotherThere), meters));

        receive(partition, Script.record("A", 0, 1000));

        eventually(() -> partition.position().orElseThrow() == 1);
        assertThat(script.settled()).containsExactly("A@0 †");
        assertThat(script.reason(0).code()).isEqualTo("event.expired");
        assertThat(supervisor.death()).isEmpty();
    }

    @Test
    void one_that_goes_before_it_is_given_up_is_given_up_all_the_same() {
        ConsumerRecord<String, byte[]> record = Script.record("A", 0, 1000);
        AtomicInteger looks = new AtomicInteger();
        Partition partition = patientPartition(new Parking(
                10, 4000, _ -> looks.incrementAndGet() == 1 ? Optional.of(record) : Optional.empty(), meters));
        script.always(0, Script::hopeless);

        receive(partition, record);

        eventually(() -> partition.position().orElseThrow() == 1);
        assertThat(script.settled()).containsExactly("A@0 †");
        assertThat(looks).hasValue(2);
        assertThat(supervisor.death()).isEmpty();
    }

    /** Of a client that has nothing to be read again. */
    @Test
    void whoever_waits_for_a_value_keeps_no_turn_from_others() {
        int crowd = 40;
        List<ConsumerRecord<String, byte[]>> topic = IntStream.rangeClosed(0, crowd)
                .mapToObj(offset -> Script.record(
                        offset == crowd ? "acme/net" : "mallory" + offset % 2 + "/" + offset, offset, 100_000))
                .toList();
        Partition partition = patientPartition(
                new Parking(1000, 2_000_000, place -> Optional.of(topic.get((int) place.offset())), meters));
        CountDownLatch answered = new CountDownLatch(1);
        IntStream.range(0, crowd).forEach(offset -> script.at(offset, _ -> afterwards(answered, null)));

        topic.forEach(record -> receive(partition, record));

        eventually(() -> script.settled().contains("acme/net@" + crowd));
        answered.countDown();
        eventually(() -> partition.position().orElseThrow() == crowd + 1);
    }

    @Test
    void one_client_takes_half_of_the_room_and_the_rest_is_for_others() {
        Partition partition = patientPartition(new Parking(100, 10_000_000, Script::nothing, meters));
        CountDownLatch answered = new CountDownLatch(1);
        for (int offset = 0; offset < 50; offset++) {
            script.at(offset, _ -> afterwards(answered, null));
            receive(partition, "mallory/" + offset, offset);
        }
        // in place, for there is no room for it
        receive(partition, "mallory/50", 50);
        assertThat(script.settled()).containsExactly("mallory/50@50");
        assertThat(parked()).isEqualTo(50);

        script.at(51, _ -> afterwards(answered, null));
        receive(partition, "acme/net", 51);

        assertThat(parked()).isEqualTo(51);
        answered.countDown();
        eventually(() -> partition.position().orElseThrow() == 52);
    }

    @Test
    void what_waits_where_somebody_else_took_over_has_no_effect_any_more() {
        Partition partition = partition(ONCE_MORE);
        CountDownLatch trying = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        script.at(0, attempt -> {
            if (attempt == 1) {
                return bug();
            }
            trying.countDown();
            return afterwards(gate, bug());
        });
        receive(partition, "A", 0);
        receive(partition, "A", 1);
        receive(partition, "B", 2);
        eventually(() -> trying.getCount() == 0);

        partition.close();
        gate.countDown();

        Partition next = partition(PATIENT);
        assertThat(partition.position()).hasValue(0);
        script.at(0, _ -> null);
        List.of(0, 1).forEach(offset -> receive(next, "A", offset));
        receive(next, "B", 2);
        assertThat(script.settled()).containsExactly("B@2", "A@0", "A@1");
        assertThat(parked()).isZero();
    }

    @Test
    void of_many_that_wait_two_are_worked_on_at_once() {
        Partition partition = partition(PATIENT);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int key = 0; key < 8; key++) {
            script.at(key, attempt -> {
                if (attempt == 1) {
                    return bug();
                }
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                afterwards(gate, bug());
                inside.decrementAndGet();
                return null;
            });
            receive(partition, "K" + key, key);
        }
        eventually(() -> inside.get() >= 2);
        receive(partition, "B", 8);
        gate.countDown();

        eventually(() -> partition.position().orElseThrow() == 9);
        assertThat(most).hasValue(2);
    }

    @Test
    void what_is_finished_is_not_worked_on_again() {
        Partition partition = partition(PATIENT);

        receive(partition, "A", 5);
        receive(partition, "A", 5);

        assertThat(script.attempts(5)).isEqualTo(1);
        assertThat(partition.position()).hasValue(6);
    }

    private static @Nullable Throwable afterwards(CountDownLatch gate, @Nullable Throwable failure) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    private double parked() {
        return meters.get("hub.events.parked").gauge().value();
    }

    private Partition partition(Patience.Limits limits) {
        return partition(new Parking(1000, 10_000_000, Script::nothing, meters), limits);
    }

    private Partition partition(Parking parking, Patience.Limits limits) {
        return new Partition(script, Pace.CONCURRENT, parking, Turns.ofFailed(), limits, supervisor);
    }

    private Partition patientPartition() {
        return patientPartition(new Parking(1000, 10_000_000, Script::nothing, meters));
    }

    private Partition patientPartition(Parking parking) {
        return new Partition(script, Pace.PATIENT, parking, Turns.ofPatient(), PATIENT, supervisor);
    }

    private static void receive(Partition partition, String key, long offset) {
        receive(partition, Script.record(key, offset));
    }

    private static void receive(Partition partition, ConsumerRecord<String, byte[]> record) {
        partition.receive(record, () -> new Delivery(record, Instant.EPOCH, null));
    }
}
