package dev.infrahub.testing;

import static dev.infrahub.testkit.Eventually.eventually;
import static dev.infrahub.testkit.Eventually.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** Whatever happens to one event, those of other keys go on, on a real broker and a real database. */
class LanesIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATIENT = "--hub.events.give-up-on-bug-after=10m";

    private final Backends backends = Backends.shared();
    private final Backends.Database database = backends.newDatabase();
    private final Wire wire = new Wire(backends);
    private final List<String> keys = keysOfOnePartition();

    @AfterEach
    void close() {
        wire.close();
    }

    /** With little room, the value of what waits behind it stays in the topic, and is read again. */
    @ParameterizedTest
    @ValueSource(strings = {"32MB", "60KB"})
    void others_of_the_partition_go_on_while_one_waits_and_those_of_its_key_stay_in_order(String room) {
        try (ConfigurableApplicationContext worker = start(PATIENT, "--hub.events.max-parked-bytes=" + room)) {
            UUID poison = publish(keys.getFirst(), "bug");
            UUID behind = publish(keys.getFirst(), "works");
            List<UUID> others =
                    keys.stream().skip(1).map(key -> publish(key, "works")).toList();

            eventually(() -> assertThat(others).allMatch(other -> codes(other).equals(List.of(LaneWorker.DONE))));
            assertThat(codes(poison)).isEmpty();
            assertThat(codes(behind)).isEmpty();
            assertThat(parked(worker)).isEqualTo(2);

            worker.getBean(AtomicBoolean.class).set(true);

            eventually(() -> assertThat(codes(behind)).containsExactly(LaneWorker.DONE));
            assertThat(codes(poison)).containsExactly(LaneWorker.DONE);
            assertThat(inOrder(poison, behind)).containsExactly(poison.toString(), behind.toString());
            eventually(() -> assertThat(parked(worker)).isZero());
        }
    }

    @Test
    void a_bug_is_told_after_seconds_and_kept_and_what_waited_behind_it_is_handled() {
        try (ConfigurableApplicationContext _ = start()) {
            UUID poison = publish(keys.getFirst(), "bug");
            UUID behind = publish(keys.getFirst(), "works");

            eventually(() -> assertThat(codes(behind)).containsExactly(LaneWorker.DONE));
            assertThat(codes(poison)).containsExactly("internal");
            assertThat(deadLetters(poison)).containsExactly("internal");
            // by which the service looks whether these threads are still there
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains(
                            KafkaProducer.NETWORK_THREAD_PREFIX + " | cab-signer-relay",
                            KafkaProducer.NETWORK_THREAD_PREFIX + " | cab-signer-dead-letters-1");
        }
    }

    @Test
    void what_the_database_cannot_keep_is_told_at_once() {
        Map<String, String> expected = Map.of(
                "nul", "value.unstorable",
                "nul-json", "value.unstorable",
                "late", "value.out_of_range",
                "later", "value.out_of_range",
                "large", "value.out_of_range",
                "negative", "value.refused",
                "long", "value.too_long",
                "huge", "value.too_large",
                "number", "value.unreadable");
        // whoever tried it again would try it for longer than this test waits
        try (ConfigurableApplicationContext _ = start(PATIENT)) {
            Map<String, UUID> operations = expected.keySet().stream()
                    .collect(Collectors.toMap(module -> module, module -> publish(keys.getFirst(), module)));

            operations.forEach((module, operation) -> {
                eventually(() -> assertThat(codes(operation)).as(module).containsExactly(expected.get(module)));
                assertThat(deadLetters(operation)).as(module).containsExactly(expected.get(module));
            });
        }
    }

    @Test
    void a_handler_that_overflows_its_stack_ends_nothing_but_its_event() {
        try (ConfigurableApplicationContext worker = start()) {
            UUID poison = publish(keys.getFirst(), "deep");
            UUID other = publish(keys.getLast(), "works");

            eventually(() -> assertThat(codes(poison)).containsExactly("internal"));
            eventually(() -> assertThat(codes(other)).containsExactly(LaneWorker.DONE));
            assertThat(health(worker)).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_consumer_that_has_ended_is_told_by_health_and_loses_nothing() {
        UUID last;
        try (ConfigurableApplicationContext worker = start()) {
            UUID before = publish(keys.getFirst(), "works");
            eventually(() -> assertThat(codes(before)).hasSize(1));
            assertThat(health(worker)).isEqualTo(Status.UP);

            last = publish(keys.getFirst(), "memory");

            eventually(() -> assertThat(health(worker)).isEqualTo(Status.DOWN));
            assertThat(codes(last)).isEmpty();
        }
        try (ConfigurableApplicationContext _ = start("--test.mended=true")) {
            eventually(() -> assertThat(codes(last)).containsExactly(LaneWorker.DONE));
        }
    }

    /** As a process it is not only told: nobody would look for a consumer that is not there. */
    @Test
    void the_process_of_a_consumer_that_has_ended_ends_and_says_why(@TempDir Path directory) {
        UUID last;
        try (ServiceProcess worker = launch(directory.resolve("worker.log"))) {
            worker.awaitReady();
            last = publish(keys.getFirst(), "memory");

            assertThat(worker.awaitEnd(SOON)).isEqualTo(1);
            assertThat(worker.said().lines())
                    .filteredOn(line -> line.contains("This service ends"))
                    .singleElement()
                    .asString()
                    .contains("the consumer of report.requested died: java.lang.OutOfMemoryError: as told by a test");
        }
        try (ConfigurableApplicationContext _ = start("--test.mended=true")) {
            eventually(() -> assertThat(codes(last)).containsExactly(LaneWorker.DONE));
        }
    }

    @Test
    void a_crash_loses_nothing_that_waits_and_repeats_nothing_that_is_told(@TempDir Path directory) {
        UUID waits;
        UUID behind;
        UUID dies;
        List<UUID> others;
        try (ServiceProcess first = launch(directory.resolve("first.log"), "--hub.events.give-up-after=10m")) {
            first.awaitReady();
            waits = publish(keys.getFirst(), "away");
            behind = publish(keys.getFirst(), "works");
            dies = publish(keys.get(1), "bug");
            others = Stream.generate(() -> publish(keys.get(2), "works"))
                    .limit(5)
                    .toList();
            eventually(() -> assertThat(codes(dies)).containsExactly("internal"));
            eventually(() -> assertThat(codes(others.getLast())).containsExactly(LaneWorker.DONE));
            // long enough to tell Kafka how far it is, more than once
            throughout(
                    LONG_ENOUGH, () -> codes(waits).isEmpty() && codes(behind).isEmpty());
            first.kill();
        }

        try (ServiceProcess second = launch(directory.resolve("second.log"), "--test.mended=true")) {
            second.awaitReady();
            UUID barrier = publish(keys.get(1), "works");

            eventually(() -> assertThat(codes(barrier)).containsExactly(LaneWorker.DONE));
            eventually(() -> assertThat(codes(behind)).containsExactly(LaneWorker.DONE));
        }
        assertThat(inOrder(waits, behind)).containsExactly(waits.toString(), behind.toString());
        assertThat(others).allMatch(other -> codes(other).equals(List.of(LaneWorker.DONE)));
        // it would work now; but somebody was told that it failed
        assertThat(codes(dies)).containsExactly("internal");
        assertThat(deadLetters(dies)).containsExactly("internal");
    }

    @Test
    void a_dead_letter_that_is_published_again_is_handled() {
        UUID id = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        try (ConfigurableApplicationContext worker = start()) {
            wire.publish(Topics.REPORT_REQUESTED, keys.getFirst(), id, operation, report("bug"));
            eventually(() -> assertThat(codes(operation)).containsExactly("internal"));

            worker.getBean(AtomicBoolean.class).set(true);
            wire.publish(Topics.REPORT_REQUESTED, keys.getFirst(), id, operation, report("bug"));

            eventually(() -> assertThat(codes(operation)).containsExactly("internal", LaneWorker.DONE));
        }
    }

    /** Of each test its own, which land in one partition. */
    private static List<String> keysOfOnePartition() {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> UUID.randomUUID().toString())
                .filter(key ->
                        Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % Topic.PARTITIONS == 3)
                .limit(4)
                .toList();
    }

    private ConfigurableApplicationContext start(String... more) {
        return LaneWorker.start(arguments(more));
    }

    private ServiceProcess launch(Path console, String... more) {
        return ServiceProcess.launch(LaneWorker.class, console, arguments(more));
    }

    /** Instead of what services in tests are told, where that has the same name. */
    private String[] arguments(String... more) {
        Stream<String> usual = Stream.of(backends.serviceArguments(Service.CAB_SIGNER, database, LaneWorker.ARGUMENTS))
                .filter(argument ->
                        Stream.of(more).noneMatch(other -> name(other).equals(name(argument))));
        return Stream.concat(usual, Stream.of(more)).toArray(String[]::new);
    }

    private static String name(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    private UUID publish(String key, String module) {
        UUID operation = UUID.randomUUID();
        wire.publish(Topics.REPORT_REQUESTED, key, UUID.randomUUID(), operation, report(module));
        return operation;
    }

    private static ReportRequested report(String module) {
        return new ReportRequested("acme", module, null, Instant.EPOCH, "alice", "Alice", Instant.EPOCH);
    }

    private List<String> codes(UUID operation) {
        return wire.eventsOf(Topics.OPERATION_FAILED, operation).stream()
                .map(OperationFailed::getCode)
                .toList();
    }

    private List<String> inOrder(UUID... operations) {
        List<String> known = Stream.of(operations).map(UUID::toString).toList();
        return wire.records(Topics.OPERATION_FAILED.name()).stream()
                .map(record -> Wire.header(record, "correlation-id").orElse(""))
                .filter(known::contains)
                .toList();
    }

    private List<String> deadLetters(UUID operation) {
        List<ConsumerRecord<String, byte[]>> dead = wire.records(Topics.REPORT_REQUESTED.deadLetters());
        return dead.stream()
                .filter(record -> Wire.isOf(operation, record))
                .map(record -> Wire.header(record, "dlt-code").orElse(""))
                .toList();
    }

    private static double parked(ConfigurableApplicationContext worker) {
        return worker.getBean(MeterRegistry.class)
                .get("hub.events.parked")
                .gauge()
                .value();
    }

    private static Status health(ConfigurableApplicationContext worker) {
        return Objects.requireNonNull(worker.getBean("workHealthIndicator", HealthIndicator.class)
                        .health())
                .getStatus();
    }
}
