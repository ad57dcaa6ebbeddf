package dev.infrahub.driftworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.events.Event;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.schemas.Service;
import dev.infrahub.testing.Backends;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A month of scans of 300 modules, one in sixty hours each, whole, in part and failed, in any order and some twice: after each round
 * the table says what a model says that looks at all scans anew. By the handler and the database alone; {@link ManyScansIT} has the
 * events come by Kafka.
 */
class MonthOfScansIT {

    private static final int MODULES = 300;
    private static final int SCANS = 12;
    private static final Duration BETWEEN = Duration.ofHours(60);
    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant HANDED_IN = Instant.parse("2026-12-01T00:00:00Z");

    private static final List<Kind> KINDS =
            List.of(Kind.WHOLE, Kind.WHOLE, Kind.WHOLE, Kind.WHOLE, Kind.IN_PART, Kind.FAILED);

    private enum Kind {
        WHOLE,
        IN_PART,
        FAILED
    }

    private record Scan(int module, int n, Kind kind, Set<String> drifted) {

        static Scan of(int module, int n, Random random) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            Set<String> drifted = kind == Kind.FAILED
                    ? Set.of()
                    : IntStream.range(0, 4)
                            .filter(_ -> random.nextInt(3) == 0)
                            .mapToObj("aws_sqs_queue.q%d"::formatted)
                            .collect(Collectors.toCollection(TreeSet::new));
            return new Scan(module, n, kind, drifted);
        }

        /** A scan without a plan is as old as it was handed in. */
        Instant at() {
            return FIRST.plus(BETWEEN.multipliedBy(n));
        }

        boolean tells() {
            return kind == Kind.WHOLE || !drifted.isEmpty();
        }

        Event<DriftCheckSubmitted> event() {
            DriftCheckSubmitted check = DriftCheckSubmitted.newBuilder()
                    .setCheckId(new UUID(module, n).toString())
                    .setClient("client-" + module % 3)
                    .setModule("m" + module)
                    .setSubmittedAt(kind == Kind.FAILED ? at() : HANDED_IN)
                    .setExitCode(kind == Kind.FAILED ? 1 : null)
                    .setFormat(kind == Kind.FAILED ? "text" : "json")
                    .setPlan(ByteBuffer.wrap((kind == Kind.FAILED ? "" : plan()).getBytes(StandardCharsets.UTF_8)))
                    .build();
            return new Event<>(UUID.randomUUID(), "client/m" + module, Optional.empty(), false, check);
        }

        private String plan() {
            String drift =
                    drifted.stream().map(address -> """
                            {"address":"%s","mode":"managed","type":"aws_sqs_queue","name":"q",
                             "change":{"actions":["update"],"before":{"delay_seconds":30},"after":{"delay_seconds":5}}}""".formatted(address)).collect(Collectors.joining(","));
            return """
                    {"format_version":"1.2","terraform_version":"1.11.4","timestamp":"%s","complete":%s,"resource_changes":[],
                     "resource_drift":[%s]}""".formatted(at(), kind == Kind.WHOLE, drift);
        }
    }

    /** What the table says of a module after these scans, in whatever order they came; empty where none told anything. */
    private static Optional<String> expected(List<Scan> arrived) {
        Set<String> open = new TreeSet<>();
        Optional<Instant> told = Optional.empty();
        for (Scan one :
                arrived.stream().sorted(Comparator.comparingInt(Scan::n)).toList()) {
            if (one.kind() == Kind.WHOLE) {
                open.clear();
            }
            open.addAll(one.drifted());
            told = one.tells() ? Optional.of(one.at()) : told;
        }
        return told.map(at -> "%s %d at %s".formatted(!open.isEmpty(), open.size(), at));
    }

    private final Backends backends = Backends.shared();
    private final Backends.Database database = backends.newDatabase();

    private static List<List<Scan>> arrivals(Random random) {
        List<List<Scan>> arrivals = new ArrayList<>();
        for (int module = 0; module < MODULES; module++) {
            List<Scan> scans = new ArrayList<>();
            for (int n = 0; n < SCANS; n++) {
                Scan one = Scan.of(module, n, random);
                Collections.addAll(scans, n % 4 == 0 ? new Scan[] {one, one} : new Scan[] {one});
            }
            Collections.shuffle(scans, random);
            arrivals.add(scans);
        }
        return arrivals;
    }

    @Test
    void after_each_round_the_table_is_as_the_model_says() throws SQLException {
        List<List<Scan>> arrivals = arrivals(new Random(20_261_129));
        try (ConfigurableApplicationContext worker =
                DriftWorkerApplication.start(backends.serviceArguments(Service.DRIFT_WORKER, database))) {
            CheckDrift handler = new CheckDrift(
                    worker.getBean(Lookups.class),
                    worker.getBean(DriftWorkerProperties.class).workplace(),
                    Map.of(),
                    new DriftWords(LanguageModel.none()));
            ConnectionFactory connections = worker.getBean(ConnectionFactory.class);
            for (int round = 1; round <= arrivals.getFirst().size(); round++) {
                int arrived = round;
                commit(
                        connections,
                        arrivals.stream()
                                .map(scans ->
                                        handler.handle(scans.get(arrived - 1).event()))
                                .toList());
                Map<String, String> expected = new TreeMap<>();
                for (List<Scan> scans : arrivals) {
                    int module = scans.getFirst().module();
                    expected(scans.subList(0, arrived))
                            .ifPresent(says -> expected.put("client-%d/m%d".formatted(module % 3, module), says));
                }
                assertThat(rows()).as("after round " + round).isEqualTo(expected);
            }
        }
    }

    /** All at once, as each is of another module: what a condition asks for must be so. */
    private static void commit(ConnectionFactory connections, List<Outcome> outcomes) {
        Mono.usingWhen(
                        connections.create(),
                        connection -> Mono.from(connection.beginTransaction())
                                .thenMany(Flux.fromIterable(outcomes).concatMap(one -> run(connection, one)))
                                .then(Mono.from(connection.commitTransaction())),
                        Connection::close)
                .block(Duration.ofMinutes(2));
    }

    private static Mono<Void> run(Connection connection, Outcome outcome) {
        return Flux.fromIterable(outcome.conditions())
                .concatMap(write -> run(connection, write)
                        .doOnNext(count -> assertThat(count).as(write.sql()).isOne()))
                .thenMany(Flux.fromIterable(outcome.writes()).concatMap(write -> run(connection, write)))
                .then();
    }

    private static Mono<Long> run(Connection connection, Write write) {
        Statement statement = connection.createStatement(write.sql());
        for (int i = 0; i < write.values().size(); i++) {
            Object value = write.values().get(i);
            if (value == null) {
                statement.bindNull(i, String.class);
            } else {
                statement.bind(i, value);
            }
        }
        return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated).reduce(0L, Long::sum);
    }

    private Map<String, String> rows() throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (java.sql.Connection connection = database.connect();
                java.sql.Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("""
                        select module, drift_detected, resource_count,
                               to_char(detected_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        from drift_worker.drift_results""")) {
            while (result.next()) {
                rows.put(
                        result.getString(1),
                        "%s %d at %s".formatted(result.getBoolean(2), result.getInt(3), result.getString(4)));
            }
        }
        return rows;
    }
}
