package dev.infrahub.testing;

import static dev.infrahub.testkit.Eventually.eventually;
import static dev.infrahub.testkit.Eventually.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.SchemaParser;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sentences every worker keeps, on real Kafka, Postgres and registry. A worker's integration test extends this
 * and says which worker, which events. What ends a worker comes last: all before it share one.
 *
 * @param <I> what the worker consumes
 * @param <O> what it answers with
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class WorkerContract<I extends SpecificRecord, O extends SpecificRecord> {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);
    private static final String CLIENT = "client";

    private final Backends backends = Backends.shared();
    private final Backends.Database database = backends.newDatabase();
    private Wire wire = new Wire(backends);
    private @Nullable ConfigurableApplicationContext running;

    /** Starts the worker. */
    protected abstract ConfigurableApplicationContext start(String... arguments);

    protected abstract Topic<I> consumes();

    protected abstract Topic<O> answersWith();

    /** The n-th valid event; each leads to one row of its own. */
    protected abstract I event(int n);

    /** An event that is refused once {@code event(n)} was handled. */
    protected abstract I refused(int n);

    /** The code that it is refused with. */
    protected abstract String refusal();

    /** The kind of no that this is. */
    protected abstract RefusalKind refusalKind();

    protected abstract String key();

    /** The service's database schema and the table its state is in, for example {@code plan_analyzer.analyses}. */
    protected abstract String table();

    /** A value that tells the answers to different events apart. */
    protected abstract String identity(O answer);

    /** The same of the event that leads to it. */
    protected abstract String identityOf(I event);

    @AfterAll
    void end() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @BeforeEach
    void openWire() {
        wire = new Wire(backends);
    }

    @AfterEach
    void closeWire() {
        wire.close();
    }

    @Test
    void an_event_becomes_state_and_an_event() throws SQLException {
        UUID operation = UUID.randomUUID();
        startShared();
        long before = rows();
        wire.publish(consumes(), key(), UUID.randomUUID(), operation, event(1));

        eventually(() -> assertThat(answers(operation)).containsExactly(identityOf(event(1))));
        assertThat(rows()).isEqualTo(before + 1);
        assertThat(registeredSchemaOf(operation)).isEqualTo(answersWith().type().getName());
    }

    @Test
    void redelivery_changes_nothing() throws SQLException {
        UUID operation = UUID.randomUUID();
        UUID barrier = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        startShared();
        long before = rows();
        wire.publish(consumes(), key(), id, operation, event(2));
        wire.publish(consumes(), key(), id, operation, event(2));
        wire.publish(consumes(), key(), UUID.randomUUID(), barrier, event(3));

        eventually(() -> assertThat(answers(barrier)).hasSize(1));
        assertThat(answers(operation)).hasSize(1);
        assertThat(rows()).isEqualTo(before + 2);
        // the same id from elsewhere: where it could give power somebody may be playing it again
        assertThat(deadLetters(operation))
                .extracting(dead -> Wire.header(dead, "dlt-code").orElse(""))
                .containsExactlyElementsOf(consumes().givesPower() ? List.of("event.repeated") : List.of());
    }

    @Test
    void an_unreadable_message_is_dead_lettered_byte_for_byte() {
        UUID operation = UUID.randomUUID();
        byte[] garbage = ("\0not avro, and confidential: " + operation).getBytes(StandardCharsets.UTF_8);
        startShared();
        wire.publishSigned(consumes(), key(), garbage, signable(operation));

        eventually(() -> assertThat(deadLetters(operation)).hasSize(1));
        ConsumerRecord<String, byte[]> dead = deadLetters(operation).getFirst();
        assertThat(dead.value()).isEqualTo(garbage);
        assertThat(Wire.header(dead, "dlt-code")).hasValue("event.unreadable");
        assertThat(dead.headers())
                .noneMatch(header -> header.key().contains("message")
                        || header.key().contains("stacktrace")
                        || new String(header.value(), StandardCharsets.UTF_8).contains("confidential"));
        eventually(() -> assertThat(wire.eventsOf(Topics.OPERATION_FAILED, operation))
                .singleElement()
                .extracting(OperationFailed::getCode)
                .isEqualTo("event.unreadable"));
    }

    @Test
    void a_message_without_a_value_is_dead_lettered_at_once() {
        UUID operation = UUID.randomUUID();
        startShared();
        wire.publishSigned(consumes(), key(), null, signable(operation));

        eventually(() -> assertThat(deadLetters(operation))
                .singleElement()
                .extracting(dead -> Wire.header(dead, "dlt-code").orElse(""))
                .isEqualTo("event.unreadable"));
        assertThat(deadLetters(operation).getFirst().value()).isNull();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void an_outage_is_retried_in_order() {
        end();
        List<UUID> operations = Stream.generate(UUID::randomUUID).limit(5).toList();
        try (Cable cable = Cable.to(database.host(), database.port());
                ConfigurableApplicationContext _ = startAt(database.at(cable.host(), cable.port()))) {
            cable.cut();
            IntStream.range(0, operations.size())
                    .forEach(n -> wire.publish(consumes(), key(), UUID.randomUUID(), operations.get(n), event(10 + n)));
            throughout(LONG_ENOUGH, () -> answers(operations.getFirst()).isEmpty());

            cable.mend();

            eventually(() -> assertThat(answers(operations.getLast())).hasSize(1));
            assertThat(answersInOrder(operations))
                    .containsExactlyElementsOf(IntStream.range(0, operations.size())
                            .mapToObj(n -> identityOf(event(10 + n)))
                            .toList());
            assertThat(deadLetters(operations.getFirst())).isEmpty();
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void a_crash_between_commit_and_send_loses_nothing() throws SQLException {
        UUID operation = UUID.randomUUID();
        startShared();
        eventually(() -> assertThat(unsent()).isZero());
        end();
        try (Connection otherRelay = database.connect()) {
            // Somebody else is the active relay, so this worker commits and never sends.
            takeRelayLock(otherRelay);
            try (ConfigurableApplicationContext _ = startHere()) {
                wire.publish(consumes(), key(), UUID.randomUUID(), operation, event(20));
                eventually(() -> assertThat(unsent()).isEqualTo(1));
            }
            assertThat(answers(operation)).isEmpty();
        }

        try (ConfigurableApplicationContext _ = startHere()) {
            eventually(() -> assertThat(answers(operation)).containsExactly(identityOf(event(20))));
            eventually(() -> assertThat(unsent()).isZero());
        }
    }

    @Test
    void one_publication_answers_and_a_refusal_is_an_answer() {
        UUID granted = UUID.randomUUID();
        UUID refused = UUID.randomUUID();
        UUID barrier = UUID.randomUUID();
        startShared();
        wire.publish(consumes(), key(), UUID.randomUUID(), granted, event(30));
        wire.publish(consumes(), key(), UUID.randomUUID(), refused, refused(30));
        wire.publish(consumes(), key(), UUID.randomUUID(), barrier, event(31));

        eventually(() -> assertThat(answers(barrier)).hasSize(1));
        eventually(() -> assertThat(wire.eventsOf(Topics.OPERATION_FAILED, refused))
                .singleElement()
                .extracting(OperationFailed::getCode, OperationFailed::getKind)
                .containsExactly(refusal(), refusalKind().text()));
        assertThat(topicsThatAnswer(granted)).containsExactly(answersWith().name());
        assertThat(topicsThatAnswer(refused)).containsExactly(Topics.OPERATION_FAILED.name());
    }

    @Test
    void what_says_another_clients_ids_changes_nothing_of_theirs() throws SQLException {
        UUID id = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        I mine = event(40);
        startShared();
        wire.publish(consumes(), key(), id, operation, mine);
        eventually(() -> assertThat(answers(operation)).hasSize(1));
        List<String> before = rowsOf(client(mine));

        assertThat(before).isNotEmpty();
        for (UUID event : List.of(id, UUID.randomUUID())) {
            UUID theirs = UUID.randomUUID();
            wire.publish(consumes(), key(), event, theirs, ofAnotherClient(mine));
            eventually(() -> assertThat(isOver(theirs)).isTrue());
        }

        assertThat(rowsOf(client(mine))).containsExactlyElementsOf(before);
        assertThat(answers(operation)).hasSize(1);
    }

    @Test
    void an_id_that_somebody_else_used_first_swallows_nothing() {
        if (consumes().givesPower()) {
            // it is within the signature, and so the signer's own
            return;
        }
        UUID id = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        UUID theirs = UUID.randomUUID();
        startShared();
        wire.publish(consumes(), key(), id, theirs, ofAnotherClient(event(41)));
        eventually(() -> assertThat(isOver(theirs)).isTrue());

        wire.publish(consumes(), key(), id, operation, event(41));

        eventually(() -> assertThat(answers(operation)).containsExactly(identityOf(event(41))));
    }

    @Test
    void what_is_not_signed_by_the_gateway_answers_nobody() {
        if (!consumes().isOpen()) {
            // nobody else may write it, or it is not even read
            return;
        }
        UUID id = UUID.randomUUID();
        UUID operation = UUID.randomUUID();
        Map<String, String> headers = new HashMap<>(signable(operation));
        headers.putAll(Map.of("ce_id", id.toString(), "operation-relation", "belongs"));
        startShared();

        wire.publishBytes(consumes(), key(), wire.encode(consumes(), event(42)), headers);
        wire.publishBytes(consumes(), key(), wire.encode(consumes(), refused(42)), headers);
        wire.publishBytes(consumes(), key(), "no event".getBytes(StandardCharsets.UTF_8), headers);

        eventually(() -> assertThat(answers(operation)).hasSize(1));
        eventually(() ->
                assertThat(wire.eventsOf(Topics.OPERATION_FAILED, operation)).hasSize(2));
        assertThat(wire.answersTo(operation)).isEmpty();

        // nor does it keep the gateway's own event from being answered, which says the same
        wire.publishSigned(consumes(), key(), wire.encode(consumes(), event(42)), headers);
        eventually(() -> assertThat(topicsThatAnswer(operation))
                .containsExactly(answersWith().name()));
    }

    private static String client(SpecificRecord event) {
        return event.get(event.getSchema().getField(CLIENT).pos()).toString();
    }

    /** With all its ids. */
    private I ofAnotherClient(I event) {
        I other = SpecificData.get().deepCopy(event.getSchema(), event);
        other.put(event.getSchema().getField(CLIENT).pos(), "mallory");
        return other;
    }

    /** Whether it was answered, or given up. */
    private boolean isOver(UUID operation) {
        return !wire.answersTo(operation).isEmpty() || !deadLetters(operation).isEmpty();
    }

    /** What the worker keeps about a client, in whichever of its tables. */
    private List<String> rowsOf(String client) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : texts("select table_name from information_schema.columns where table_schema = '" + schema()
                + "' and column_name = 'client'")) {
            rows.addAll(texts("select '" + table + " ' || to_jsonb(kept)::text from " + schema() + "." + table
                    + " kept where client = '" + client + "'"));
        }
        return rows.stream().sorted().toList();
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        }
    }

    private static Map<String, String> signable(UUID operation) {
        return Map.of(
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_time",
                Instant.now().toString(),
                "correlation-id",
                operation.toString());
    }

    private List<String> topicsThatAnswer(UUID operation) {
        return wire.answersTo(operation).stream().map(ConsumerRecord::topic).toList();
    }

    /** Where a worker that runs is asked, and answers: for what only this one does. */
    protected final Wire asking() {
        startShared();
        return wire;
    }

    private void startShared() {
        if (running == null) {
            running = startHere();
        }
    }

    private ConfigurableApplicationContext startHere() {
        return startAt(database);
    }

    private ConfigurableApplicationContext startAt(Backends.Database where) {
        Service worker = consumes().subscribers().getFirst();
        return start(backends.serviceArguments(worker, where));
    }

    private List<String> answers(UUID operation) {
        return wire.eventsOf(answersWith(), operation).stream()
                .map(this::identity)
                .toList();
    }

    /** Name of the schema under the answer's id; only a whole one, without references, can be parsed alone. */
    private String registeredSchemaOf(UUID operation) {
        JsonNode registered = new JsonMapper().readTree(wire.registeredSchema(recordOf(operation)));
        return new SchemaParser()
                .parse(registered.path("schema").asString())
                .mainSchema()
                .getFullName();
    }

    private ConsumerRecord<String, byte[]> recordOf(UUID operation) {
        return wire.records(answersWith().name()).stream()
                .filter(record -> Wire.isOf(operation, record))
                .findFirst()
                .orElseThrow();
    }

    private List<String> answersInOrder(List<UUID> operations) {
        List<String> known = operations.stream().map(UUID::toString).toList();
        // answers of different keys are in different partitions, which have no order among them
        return wire.records(answersWith().name()).stream()
                .filter(record ->
                        known.contains(Wire.header(record, "correlation-id").orElse("")))
                .sorted(Comparator.comparing(
                        record -> Instant.parse(Wire.header(record, "ce_time").orElseThrow())))
                .map(record -> Wire.header(record, "correlation-id").orElseThrow())
                .map(operation -> answers(UUID.fromString(operation)).getFirst())
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(UUID operation) {
        return wire.records(consumes().deadLetters()).stream()
                .filter(record -> Wire.isOf(operation, record))
                .toList();
    }

    private long rows() throws SQLException {
        return query("select count(*) from " + table());
    }

    /** Answers that are committed and not on Kafka yet. */
    private long unsent() throws SQLException {
        return query("select count(*) from " + schema() + ".outbox where topic = '"
                + answersWith().name() + "'");
    }

    private String schema() {
        return table().substring(0, table().indexOf('.'));
    }

    private void takeRelayLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('outbox/" + schema() + "', 0))");
        }
    }

    private long query(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
