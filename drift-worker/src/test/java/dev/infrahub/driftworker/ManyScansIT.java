package dev.infrahub.driftworker;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.schemas.DriftDetected;
import dev.infrahub.schemas.DriftResolved;
import dev.infrahub.schemas.ResolvedDrift;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Hourly scans of many modules that arrive in any order, twice, and among those of a client whose scans nobody can read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyScansIT {

    private static final List<String> CLIENTS = List.of("acme", "globex", "initech");
    private static final String UNREADABLE = "umbrella";
    private static final int MODULES = 4;
    private static final int HOURS = 30;
    private static final Instant MIDNIGHT = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant HANDED_IN = Instant.parse("2026-11-29T12:00:00Z");

    private final Backends backends = Backends.shared();
    private final Backends.Database database = backends.newDatabase();
    private final UUID operation = UUID.randomUUID();
    private final Wire wire = new Wire(backends);

    /** A module's state in an hour. */
    private record Hour(String client, String module, int hour) {

        String key() {
            return client + "/" + module;
        }

        Instant at() {
            return MIDNIGHT.plus(Duration.ofHours(hour));
        }

        /** No two modules are alike, and no hour is like the one before. */
        Set<String> drifted() {
            return IntStream.range(0, 4)
                    .filter(n -> (key().hashCode() + hour / (n + 1) + n) % 3 == 0)
                    .mapToObj("aws_sqs_queue.q%d"::formatted)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        String plan() {
            String drift = drifted().stream()
                    .map(address -> """
                            {"address":"%s","mode":"managed","type":"aws_sqs_queue","name":"q",
                             "change":{"actions":["update"],"before":{"delay_seconds":30},"after":{"delay_seconds":%d}}}""".formatted(address, 100 + hour))
                    .collect(Collectors.joining(","));
            return """
                    {"format_version":"1.2","terraform_version":"1.11.4","timestamp":"%s","resource_changes":[],
                     "resource_drift":[%s]}""".formatted(at(), drift);
        }

        DriftCheckSubmitted scan() {
            return DriftCheckSubmitted.newBuilder()
                    .setCheckId(new UUID(key().hashCode(), hour).toString())
                    .setClient(client)
                    .setModule(module)
                    .setSubmittedAt(HANDED_IN)
                    .setFormat(client.equals(UNREADABLE) ? "yaml" : "json")
                    .setPlan(ByteBuffer.wrap(plan().getBytes(StandardCharsets.UTF_8)))
                    .build();
        }
    }

    private static List<Hour> hours(String client) {
        return IntStream.range(0, MODULES)
                .boxed()
                .flatMap(module -> IntStream.range(0, HOURS).mapToObj(hour -> new Hour(client, "m" + module, hour)))
                .toList();
    }

    @BeforeAll
    void scan() {
        List<Hour> arriving = new ArrayList<>(hours(UNREADABLE));
        CLIENTS.forEach(client -> arriving.addAll(hours(client)));
        CLIENTS.forEach(client -> arriving.addAll(hours(client)));
        Collections.shuffle(arriving, new Random(20_261_129));
        try (var _ = DriftWorkerApplication.start(backends.serviceArguments(Service.DRIFT_WORKER, database))) {
            arriving.forEach(hour -> publish(hour, operation));
            UUID last = UUID.randomUUID();
            CLIENTS.stream()
                    .flatMap(client -> hours(client).stream())
                    .filter(hour -> hour.hour() == 0)
                    .forEach(hour -> publish(hour, last));
            eventually(
                    () -> assertThat(wire.eventsOf(Topics.DRIFT_ANALYZED, last)).hasSize(CLIENTS.size() * MODULES));
        }
    }

    private void publish(Hour hour, UUID of) {
        wire.publish(Topics.DRIFT_CHECK_SUBMITTED, hour.key(), UUID.randomUUID(), of, hour.scan());
    }

    @AfterAll
    void close() {
        wire.close();
    }

    @Test
    void each_module_stands_by_its_newest_scan() throws SQLException {
        Map<String, String> expected = new TreeMap<>();
        for (String client : CLIENTS) {
            hours(client).stream()
                    .filter(hour -> hour.hour() == HOURS - 1)
                    .forEach(hour -> expected.put(hour.key(), hour.drifted().size() + " at " + hour.at()));
        }

        assertThat(rows("""
                        select module, resource_count || ' at '
                          || to_char(detected_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        from drift_worker.drift_results""")).isEqualTo(expected);
    }

    @Test
    void each_scan_is_in_the_history_once() throws SQLException {
        assertThat(rows("select client, count(*)::text from drift_worker.drift_scans group by client"))
                .isEqualTo(CLIENTS.stream()
                        .collect(Collectors.toMap(client -> client, _ -> String.valueOf(MODULES * HOURS))));
    }

    @Test
    void who_adds_up_what_was_told_knows_what_is_open() {
        Map<String, Set<String>> open = new HashMap<>();
        List<Told> told = new ArrayList<>();
        wire.eventsOf(Topics.DRIFT_DETECTED, operation).forEach(event -> told.add(Told.of(event)));
        wire.eventsOf(Topics.DRIFT_RESOLVED, operation).forEach(event -> told.add(Told.of(event)));
        told.stream().sorted(Told.ORDER).forEach(one -> {
            Set<String> module = open.computeIfAbsent(one.key(), _ -> new TreeSet<>());
            if (one.appeared()) {
                module.addAll(one.addresses());
            } else {
                module.removeAll(one.addresses());
            }
        });

        for (String client : CLIENTS) {
            hours(client).stream()
                    .filter(hour -> hour.hour() == HOURS - 1)
                    .forEach(hour ->
                            assertThat(open.get(hour.key())).as(hour.key()).isEqualTo(hour.drifted()));
        }
        assertThat(open).hasSize(CLIENTS.size() * MODULES);
    }

    /** What an event says, of either topic. */
    private record Told(String key, Instant at, boolean appeared, Set<String> addresses) {

        private static final Comparator<Told> ORDER = Comparator.comparing(Told::at);

        static Told of(DriftDetected event) {
            return new Told(
                    event.getClient() + "/" + event.getModule(),
                    event.getDetectedAt(),
                    true,
                    event.getAppeared().stream().map(one -> one.getAddress()).collect(Collectors.toSet()));
        }

        static Told of(DriftResolved event) {
            return new Told(
                    event.getClient() + "/" + event.getModule(),
                    event.getResolvedAt(),
                    false,
                    event.getResolved().stream().map(ResolvedDrift::getAddress).collect(Collectors.toSet()));
        }
    }

    private Map<String, String> rows(String query) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.put(result.getString(1), result.getString(2));
            }
        }
        return rows;
    }
}
