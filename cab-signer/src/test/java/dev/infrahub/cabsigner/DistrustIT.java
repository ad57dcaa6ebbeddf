package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.events.EventSigner;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.RefusedRecord;
import dev.infrahub.events.SigningKey;
import dev.infrahub.json.Json;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.Tree;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import dev.infrahub.testing.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whoever can publish on the topics of power, and is not the gateway: nothing that they say has an effect, and it is on record
 * that they said it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DistrustIT {

    private static final SigningKey FOREIGN = SigningKey.generate();

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();

    @BeforeAll
    void start() {
        board.start(quantumApi.start());
    }

    @AfterAll
    void stop() {
        board.close();
        quantumApi.close();
    }

    /** A decision as the gateway would send it, to be tampered with. */
    private record Wish(String key, Map<String, String> headers, byte[] value) {

        Wish with(String header, String text) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.put(header, text);
            return new Wish(key, changed, value);
        }

        Wish withKey(String other) {
            return new Wish(other, headers, value);
        }

        Wish withValue(byte[] other) {
            return new Wish(key, headers, other);
        }

        Wish signedBy(EventSigner signer) {
            Map<String, String> signed = new HashMap<>(headers);
            signed.putAll(signer.sign(Topics.APPROVAL_REQUESTED.name(), key, headers, value));
            return new Wish(key, signed, value);
        }

        String operation() {
            return Objects.requireNonNull(headers.get("correlation-id"));
        }
    }

    private Wish unsigned(String id, String approver) {
        return unsigned(id, approver, Instant.now());
    }

    private Wish unsigned(String id, String approver, Instant at) {
        Map<String, String> headers = Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_time", at.toString(),
                "correlation-id", UUID.randomUUID().toString(),
                "operation-relation", "belongs");
        return new Wish(id, headers, value(id, approver));
    }

    private Wish signed(String id, String approver) {
        return unsigned(id, approver).signedBy(Wire.gateway());
    }

    private byte[] value(String id, String approver) {
        ApprovalRequested event = BoardFixture.approval(id, approver).build();
        return board.wire.encode(Topics.APPROVAL_REQUESTED, event);
    }

    private void publish(Wish wish) {
        board.wire.publishBytes(Topics.APPROVAL_REQUESTED, wish.key(), wish.value(), wish.headers());
    }

    private String opened(String name) {
        String id = board.id(name);
        board.open(id, "critical");
        eventually(() -> assertThat(board.count("change_requests where change_request_id = '" + id + "'"))
                .isEqualTo(1));
        return id;
    }

    @Test
    void three_forged_approvals_of_three_people_approve_nothing() {
        String id = opened("forged");
        List<Wish> forged = List.of(
                unsigned(id, "user:adam"),
                unsigned(id, "user:bea").signedBy(new EventSigner(FOREIGN)),
                unsigned(id, "user:carl")
                        .signedBy(new EventSigner(FOREIGN))
                        .with("event-signature-key", Wire.gatewayKeyId()));

        forged.forEach(this::publish);

        assertRefused(forged.get(0), "event.unsigned");
        assertRefused(forged.get(1), "event.forged");
        assertRefused(forged.get(2), "event.forged");
        assertThat(board.count("cab_decisions where change_request_id = '" + id + "'"))
                .isZero();
        assertThat(board.rows("select state from change_requests where change_request_id = '" + id + "'"))
                .containsExactly("pending");

        // and the honest ones do
        List.of("user:adam", "user:bea", "user:carl").forEach(approver -> board.decide(id, approver));
        eventually(
                () -> assertThat(board.rows("select state from change_requests where change_request_id = '" + id + "'"))
                        .containsExactly("approved"));
        assertThat(board.audit(id).valid()).isTrue();
    }

    @Test
    void a_genuine_signature_is_good_for_its_own_event_alone() {
        String id = opened("swapped");
        String other = opened("swapped-too");
        Wish genuine = signed(id, "user:adam");
        List<Wish> swapped = List.of(
                genuine.with("ce_id", UUID.randomUUID().toString()),
                genuine.with("ce_time", Instant.now().plusSeconds(1).toString()),
                genuine.with("correlation-id", UUID.randomUUID().toString()),
                genuine.withKey(other),
                genuine.withValue(value(id, "user:bea")),
                genuine.withKey(other).withValue(value(other, "user:adam")));

        swapped.forEach(this::publish);
        // said on one topic of power, it is not said on another
        board.wire.publishBytes(
                Topics.CHANGE_REVIEWED,
                genuine.key(),
                genuine.value(),
                genuine.with("event-x", "topic").headers());

        swapped.forEach(wish -> assertRefused(wish, "event.forged"));
        eventually(() -> assertThat(leaves("change.reviewed", genuine)).hasSize(1));
        assertThat(board.count("cab_decisions where change_request_id in ('" + id + "', '" + other + "')"))
                .isZero();
        publish(genuine);
        eventually(() -> assertThat(board.count("cab_decisions where change_request_id = '" + id + "'"))
                .isEqualTo(1));
    }

    @Test
    void a_decision_that_comes_again_counts_once_and_is_not_answered_again() {
        String id = opened("repeated");
        Wish genuine = signed(id, "user:adam");
        publish(genuine);
        eventually(() -> assertThat(board.count("cab_decisions where change_request_id = '" + id + "'"))
                .isEqualTo(1));

        publish(genuine);

        assertRefused(genuine, "event.repeated");
        assertThat(board.count("cab_decisions where change_request_id = '" + id + "'"))
                .isEqualTo(1);
        assertThat(board.wire.answersTo(UUID.fromString(genuine.operation()))).hasSize(1);
    }

    /** An id is chosen by whoever publishes, and anybody may publish on a topic of no power. */
    @Test
    void a_wish_counts_although_its_id_was_said_on_a_topic_of_no_power_before() {
        String id = opened("swallowed");
        Wish genuine = signed(id, "user:adam");
        UUID said = UUID.fromString(Objects.requireNonNull(genuine.headers().get("ce_id")));
        UUID operation = UUID.randomUUID();
        board.wire.publish(Topics.VERIFICATION_REQUESTED, id, said, operation, new VerificationRequested(id, "acme"));
        eventually(() -> assertThat(board.wire.eventsOf(Topics.APPROVAL_VERIFIED, operation))
                .hasSize(1));

        publish(genuine);

        eventually(() -> assertThat(board.count("cab_decisions where change_request_id = '" + id + "'"))
                .isEqualTo(1));
    }

    @Test
    void a_leaf_is_made_although_its_id_was_said_before() {
        String id = opened("suppressed");
        Wish forged = unsigned(id, "user:adam");
        publish(forged);
        assertRefused(forged, "event.unsigned");
        Wish next = unsigned(id, "user:bea");
        ConsumerRecord<String, byte[]> last =
                deadLetters(forged, "event.unsigned").getFirst();
        String place = "approval.requested/" + last.partition() + "/" + (originalOffset(last) + 1);
        for (String predicted : List.of(
                "refused/" + place,
                place + "/" + Digest.of(next.value()) + "/" + next.headers().get("ce_id"))) {
            UUID operation = UUID.randomUUID();
            board.wire.publish(
                    Topics.VERIFICATION_REQUESTED,
                    id,
                    UUID.nameUUIDFromBytes(predicted.getBytes(StandardCharsets.UTF_8)),
                    operation,
                    new VerificationRequested(id, "acme"));
            eventually(() -> assertThat(board.wire.eventsOf(Topics.APPROVAL_VERIFIED, operation))
                    .hasSize(1));
        }

        publish(next);

        assertRefused(next, "event.unsigned");
        assertThat(originalOffset(deadLetters(next, "event.unsigned").getFirst()))
                .isEqualTo(originalOffset(last) + 1);
    }

    @Test
    void a_flood_does_not_make_the_log_grow_without_end() {
        RecordRefusal refusal = new RecordRefusal(board.bean(Lookups.class), Clock.systemUTC());
        IntStream.range(0, LeafLimit.EACH_OF_AN_HOUR)
                .forEach(n -> assertThat(refusal.handle(refused(n)).writes()).isNotEmpty());

        assertThat(refusal.handle(refused(LeafLimit.EACH_OF_AN_HOUR))).isEqualTo(Outcome.nothing());
    }

    private static RefusedRecord refused(long offset) {
        return new RefusedRecord(
                new RefusedRecord.Place("approval.requested", 0, offset),
                "event.unsigned",
                Optional.empty(),
                Optional.empty(),
                Digest.of(new byte[0]));
    }

    @Test
    void a_decision_that_was_too_long_on_its_way_is_answered_and_may_be_made_again() {
        String id = opened("stale");
        Wish late = unsigned(id, "user:adam", Instant.now().minus(Duration.ofMinutes(16)))
                .signedBy(Wire.gateway());
        Wish early = unsigned(id, "user:adam", Instant.now().plus(Duration.ofMinutes(16)))
                .signedBy(Wire.gateway());

        publish(late);
        publish(early);

        eventually(() -> {
            assertThat(deadLetters(late, "event.stale")).hasSize(1);
            assertThat(deadLetters(early, "event.stale")).hasSize(1);
        });
        eventually(() -> assertThat(board.wire.eventsOf(Topics.OPERATION_FAILED, UUID.fromString(late.operation())))
                .singleElement()
                .extracting(OperationFailed::getCode, OperationFailed::getRetryable)
                .containsExactly("event.stale", true));
        assertThat(leaves("approval.requested", late)).hasSize(1);
        assertThat(board.count("cab_decisions where change_request_id = '" + id + "'"))
                .isZero();
    }

    @Test
    void a_report_tells_how_much_was_not_believed() {
        Wish forged = unsigned(opened("reported"), "user:adam");
        Instant from = BoardFixture.now();
        publish(forged);
        publish(forged.with("ce_id", UUID.randomUUID().toString()));
        eventually(() -> assertThat(leaves("approval.requested", forged)).hasSize(1));
        UUID operation = UUID.randomUUID();
        eventually(() -> assertThat(board.count("log_leaves where kind = 'distrust' and appended_at >= '" + from + "'"))
                .isEqualTo(2));

        board.wire.publish(
                Topics.REPORT_REQUESTED,
                "acme",
                UUID.randomUUID(),
                operation,
                ReportRequested.newBuilder()
                        .setClient("acme")
                        .setFrom(from)
                        .setTo(from.plusSeconds(600))
                        .setRequestedBy("user:otto")
                        .setRequestedByName("Otto")
                        .setRequestedAt(from)
                        .build());

        eventually(() -> assertThat(board.wire.eventsOf(Topics.REPORT_COMPILED, operation))
                .hasSize(1));
        Row report = ReportIT.read(
                board.wire.eventsOf(Topics.REPORT_COMPILED, operation).getFirst());
        Row log = new Row(Json.members(report.value("log")));
        assertThat(log.number("distrusted")).isEqualTo(2);
        assertThat(log.value("problems").each()).isEmpty();
    }

    private void assertRefused(Wish wish, String code) {
        eventually(() -> assertThat(deadLetters(wish, code)).hasSize(1));
        ConsumerRecord<String, byte[]> dead = deadLetters(wish, code).getFirst();
        assertThat(dead.value()).isEqualTo(wish.value());
        assertThat(dead.key()).isEqualTo(wish.key());
        if (!code.equals("event.repeated")) {
            assertThat(board.wire.eventsOf(Topics.OPERATION_FAILED, UUID.fromString(wish.operation())))
                    .isEmpty();
        }
        eventually(() -> assertThat(board.bean(MeterRegistry.class)
                        .counter("hub.events.dead", "topic", "approval.requested", "code", code)
                        .count())
                .isPositive());
        List<Row> leaves =
                leaves("entry::json ->> 'partition' = '" + dead.partition() + "' and entry::json ->> 'offset' = '"
                        + originalOffset(dead) + "' and entry::json ->> 'topic' = 'approval.requested'");
        assertThat(leaves).hasSize(1);
        Row leaf = leaves.getFirst();
        assertThat(leaf.text("code")).isEqualTo(code);
        assertThat(leaf.text("claimedId")).isEqualTo(wish.headers().get("ce_id"));
        assertThat(leaf.text("valueHash")).isEqualTo(Digest.of(wish.value()));
        assertThat(leaf.members().keySet())
                .containsExactlyInAnyOrder(
                        "type",
                        "at",
                        "changeRequestId",
                        "topic",
                        "partition",
                        "offset",
                        "code",
                        "claimedId",
                        "claimedKey",
                        "valueHash");
    }

    private static long originalOffset(ConsumerRecord<?, ?> dead) {
        return ByteBuffer.wrap(
                        dead.headers().lastHeader("kafka_dlt-original-offset").value())
                .getLong();
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(Wish wish, String code) {
        return board.wire.records(Topics.APPROVAL_REQUESTED.deadLetters()).stream()
                .filter(record -> wish.key().equals(record.key()) && Arrays.equals(wish.value(), record.value()))
                .filter(record -> wish.headers().entrySet().stream()
                        .allMatch(header -> Wire.header(record, header.getKey())
                                .filter(header.getValue()::equals)
                                .isPresent()))
                .filter(record ->
                        Wire.header(record, "dlt-code").filter(code::equals).isPresent())
                .toList();
    }

    private List<Row> leaves(String topic, Wish wish) {
        return leaves("entry::json ->> 'topic' = '" + topic + "' and entry::json ->> 'claimedId' = '"
                + wish.headers().get("ce_id") + "' and entry::json ->> 'valueHash' = '" + Digest.of(wish.value())
                + "'");
    }

    /** Those leaves of what was not believed, each of which is proved to be in the log of now. */
    private List<Row> leaves(String which) {
        List<String> found = board.rows("select leaf_index || ' ' || entry from log_leaves where kind = 'distrust' and "
                + which + " order by leaf_index");
        Tree tree = new Tree();
        List<String> roots = board.rows("select leaf_hash || ' ' || root from log_leaves order by leaf_index");
        roots.forEach(row -> tree.append(HexFormat.of().parseHex(row.split(" ", 2)[0])));
        assertThat(roots.getLast()).endsWith(tree.root(tree.size()));
        return found.stream()
                .map(row -> row.split(" ", 2))
                .map(row -> proved(tree, Long.parseLong(row[0]), row[1]))
                .toList();
    }

    private static Row proved(Tree tree, long index, String entry) {
        byte[] leaf = Merkle.leafHash(entry.getBytes(StandardCharsets.UTF_8));
        List<byte[]> proof = tree.inclusionProof(index, tree.size()).stream()
                .map(HexFormat.of()::parseHex)
                .toList();
        byte[] root = HexFormat.of().parseHex(tree.root(tree.size()));
        assertThat(Merkle.isIncluded(index, tree.size(), leaf, proof, root)).isTrue();
        return new Row(Json.members(entry));
    }
}
