package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.ReportCompiled;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.SshCertificateVerified;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the gateway hears about one client, with whichever ids of another's, changes nothing that the other reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OthersIdsIT {

    private static final String CLIENT = "client";
    private static final String CERTIFICATE = UUID.randomUUID().toString();

    /**
     * An event about acme.
     *
     * @param kind of the request that it names
     * @param isAnswer whether it answers such requests, or none at all
     */
    record Told<T extends SpecificRecord>(Topic<T> topic, OperationKind kind, T value, boolean isAnswer) {

        Told(Topic<T> topic, OperationKind kind, T value) {
            this(topic, kind, value, true);
        }

        /** The same ids, said of globex. */
        T ofGlobex() {
            T other = SpecificData.get().deepCopy(value.getSchema(), value);
            other.put(other.getSchema().getField(CLIENT).pos(), "globex");
            return other;
        }

        void answer(Wire wire, UUID operation, T said) {
            wire.answer(topic, "acme/network", operation, said);
        }

        void publish(Wire wire, T said) {
            wire.publish(topic, "acme/network", UUID.randomUUID(), said);
        }

        @Override
        public String toString() {
            return topic.name();
        }
    }

    private static SecretScanRequested scan() {
        return SecretScanRequested.newBuilder()
                .setScanId(UUID.randomUUID().toString())
                .setClient("acme")
                .setModule("network")
                .setScannedAt(Instant.EPOCH)
                .setComplete(true)
                .setFiles(List.of())
                .setUnscanned(List.of())
                .setFindings(List.of())
                .build();
    }

    static List<Told<?>> told() {
        byte[] report = "{}".getBytes(StandardCharsets.UTF_8);
        return List.of(
                new Told<>(
                        Topics.PLAN_ANALYZED,
                        OperationKind.SUMMARIZE_PLAN,
                        StandInWorker.analyzed(plan("told of in events"))),
                new Told<>(Topics.PIPELINE_DIAGNOSED, OperationKind.DIAGNOSE_PIPELINE, StandInWorker.diagnosed("acme")),
                new Told<>(
                        Topics.MODULE_SCAFFOLDED, OperationKind.SCAFFOLD_TERRAFORM, StandInWorker.scaffolded("acme")),
                new Told<>(Topics.DRIFT_ANALYZED, OperationKind.ANALYZE_DRIFT, StandInWorker.drifted("acme")),
                new Told<>(Topics.SECRET_SCAN_COMPLETED, OperationKind.SCAN_SECRETS, StandInWorker.scanned(scan())),
                new Told<>(
                        Topics.CHAT_PROGRESSED,
                        OperationKind.CHAT,
                        StandInWorker.progressed("acme", 1, "looked"),
                        false),
                new Told<>(Topics.CHAT_ANSWERED, OperationKind.CHAT, StandInWorker.answered("acme")),
                new Told<>(Topics.DOCUMENT_INDEXED, OperationKind.INDEX_DOCUMENT, StandInWorker.indexed("acme")),
                new Told<>(Topics.QUESTION_ANSWERED, OperationKind.ASK_DOCUMENTS, StandInWorker.documents("acme")),
                new Told<>(Topics.COMPONENT_ENRICHED, OperationKind.ENRICH_COMPONENT, StandInWorker.enriched("acme")),
                new Told<>(Topics.SERVICE_SCAFFOLDED, OperationKind.SCAFFOLD_SERVICE, StandInWorker.outlined("acme")),
                new Told<>(Topics.REVIEW_COMPLETED, OperationKind.REVIEW_CODE, StandInWorker.reviewed("acme")),
                new Told<>(Topics.INCIDENT_ANALYZED, OperationKind.ANALYZE_INCIDENT, StandInWorker.lookedInto("acme")),
                new Told<>(
                        Topics.AI_USED,
                        OperationKind.SUMMARIZE_PLAN,
                        StandInWorker.used("acme").build(),
                        false),
                new Told<>(
                        Topics.CHANGE_UPDATED,
                        OperationKind.REQUEST_CHANGE,
                        StandInWorker.approved("CHG-7", plan("told of in events"))),
                new Told<>(
                        Topics.APPROVAL_SIGNED,
                        OperationKind.DECIDE_CHANGE,
                        StandInWorker.signed(StandInWorker.asked("CHG-7", "acme"))),
                new Told<>(
                        Topics.APPROVAL_VERIFIED,
                        OperationKind.VERIFY_APPROVAL,
                        new ApprovalVerified("CHG-7", "acme", true, false, "signature", "{}")),
                new Told<>(Topics.EVIDENCE_SEALED, OperationKind.SEAL_EVIDENCE, StandInWorker.sealed("CHG-7", "acme")),
                new Told<>(
                        Topics.SSH_CERTIFICATE_ISSUED,
                        OperationKind.ISSUE_SSH_CERTIFICATE,
                        StandInWorker.issued(certificate(), UUID.fromString(CERTIFICATE))),
                new Told<>(
                        Topics.SSH_CERTIFICATE_REVOKED,
                        OperationKind.REVOKE_SSH_CERTIFICATE,
                        StandInWorker.revoked(
                                SshRevocationRequested.newBuilder()
                                        .setCertificateId(CERTIFICATE)
                                        .setClient("acme")
                                        .setReason("lost")
                                        .setRequestedBy("key:1")
                                        .setRequestedAt(Instant.EPOCH)
                                        .build(),
                                "list",
                                1)),
                new Told<>(
                        Topics.SSH_CERTIFICATE_VERIFIED,
                        OperationKind.VERIFY_SSH_CERTIFICATE,
                        new SshCertificateVerified(CERTIFICATE, "acme", true, false, "serial", "{}")),
                new Told<>(
                        Topics.REPORT_COMPILED,
                        OperationKind.COMPILE_REPORT,
                        ReportCompiled.newBuilder()
                                .setClient("acme")
                                .setTo(Instant.EPOCH)
                                .setChanges(0)
                                .setInvalid(0)
                                .setCompiledAt(Instant.EPOCH)
                                .setKeyId("key")
                                .setKeyVersion(1)
                                .setAlgorithm("ML-DSA-65")
                                .setPublicKey("AAAA")
                                .setSha256(Digest.of(report))
                                .setDocument(ByteBuffer.wrap(Zstd.compress(report)))
                                .build()));
    }

    private static SshCertificateRequested certificate() {
        return SshCertificateRequested.newBuilder()
                .setClient("acme")
                .setPrincipals(List.of())
                .setPublicKey(StandInWorker.PUBLIC_KEY)
                .setAlgorithm("ssh-ed25519")
                .setTtlSeconds(3600)
                .setReason("test")
                .setRequestedBy("key:1")
                .setRoles(List.of("engineer"))
                .setRequestedAt(Instant.EPOCH)
                .build();
    }

    private static PlanSubmitted plan(String module) {
        String hash = Digest.of(module);
        return PlanSubmitted.newBuilder()
                .setPlanId(PlanId.of("acme", module, null, "json", hash)
                        .orElseThrow()
                        .toString())
                .setPlanHash(hash)
                .setClient("acme")
                .setModule(module)
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(SMALL_PLAN.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private Hub hub;

    @BeforeAll
    void start() {
        hub = Hub.start();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void every_topic_that_says_a_client_is_among_them() {
        assertThat(told().stream().map(one -> one.topic().name()).toList())
                .containsExactlyInAnyOrderElementsOf(Service.GATEWAY.subscribesTo().stream()
                        .filter(topic ->
                                SpecificData.get().getSchema(topic.type()).getField(CLIENT) != null)
                        .map(Topic::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("told")
    <T extends SpecificRecord> void what_says_another_clients_ids_changes_nothing_of_theirs(Told<T> told)
            throws SQLException {
        UUID answered = accepted(told.kind());
        UUID waiting = accepted(told.kind());
        long heard = known();
        told.answer(hub.wire, answered, told.value());
        eventually(() -> {
            assertThat(known()).isGreaterThan(heard);
            assertThat(status(answered)).isEqualTo(told.isAnswer() ? "completed" : "accepted");
        });
        List<String> before = rowsOf("acme");
        int refused = refusals(told.topic());
        long known = known();

        told.answer(hub.wire, waiting, told.ofGlobex());
        told.publish(hub.wire, told.ofGlobex());

        eventually(() -> assertThat(known()).isGreaterThanOrEqualTo(known + 2));
        assertThat(rowsOf("acme")).containsExactlyElementsOf(before);
        assertThat(status(waiting)).isEqualTo("accepted");
        // and it is told: the one that would have answered for another client is always refused
        eventually(() -> assertThat(refusals(told.topic())).isGreaterThan(refused));
    }

    @Test
    void what_is_published_past_the_gateway_takes_no_place_of_what_was_handed_in() throws SQLException {
        String path = "/api/pipeline/summarize-plan?client=acme&module=" + UUID.randomUUID();
        UUID operation = UUID.fromString(hub.json(hub.post(path, PLAN, SMALL_PLAN, "Prefer", "respond-async"))
                .path("operationId")
                .asString());
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation)).hasSize(1));
        PlanSubmitted read = hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
        PlanAnalyzed asked = StandInWorker.analyzed(read);
        hub.wire.answer(Topics.PLAN_ANALYZED, "acme/network", operation, asked);
        eventually(() -> assertThat(status(operation)).isEqualTo("completed"));
        List<String> before = rowsOf("acme");

        UUID past = UUID.randomUUID();
        hub.wire.publish(
                Topics.PLAN_ANALYZED,
                "acme/network",
                UUID.randomUUID(),
                past,
                PlanAnalyzed.newBuilder(asked)
                        .setSummary("Harmless.")
                        .setPrUrl("https://evil.example.org")
                        .build());

        eventually(() -> assertThat(hub.wire.eventsOf(Topics.OPERATION_FAILED, past))
                .singleElement()
                .extracting(told -> told.getCode())
                .isEqualTo("plan.handed_in"));
        assertThat(rowsOf("acme")).containsExactlyElementsOf(before);
    }

    @Test
    void what_is_handed_in_takes_the_place_of_what_was_published_before() throws SQLException {
        PlanSubmitted early = plan("published early");
        hub.wire.publish(
                Topics.PLAN_ANALYZED,
                "acme/network",
                UUID.randomUUID(),
                PlanAnalyzed.newBuilder(StandInWorker.analyzed(early))
                        .setSummary("Harmless.")
                        .build());
        eventually(() ->
                assertThat(hub.get("/api/plans/" + early.getPlanId()).body()).contains("Harmless."));

        UUID operation = accepted(OperationKind.SUMMARIZE_PLAN);
        hub.wire.answer(Topics.PLAN_ANALYZED, "acme/network", operation, StandInWorker.analyzed(early));

        eventually(() ->
                assertThat(hub.get("/api/plans/" + early.getPlanId()).body()).contains("Creates 1 resource."));
    }

    private UUID accepted(OperationKind kind) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = hub.database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into gateway.operations (id, kind, client, requested_by) values (?, ?, 'acme', 'key:1')")) {
            insert.setObject(1, id);
            insert.setString(2, kind.text());
            insert.executeUpdate();
        }
        return id;
    }

    private String status(UUID operation) throws SQLException {
        return texts("select status from gateway.operations where id = '" + operation + "'")
                .getFirst();
    }

    /** All that callers of a client are shown. */
    private List<String> rowsOf(String client) throws SQLException {
        List<String> rows =
                texts("select to_jsonb(v)::text from gateway.views v where client = '" + client + "' order by 1");
        rows.addAll(
                texts("select to_jsonb(u)::text from gateway.ai_usage u where client = '" + client + "' order by 1"));
        rows.addAll(
                texts("select to_jsonb(o)::text from gateway.operations o where client = '" + client + "' order by 1"));
        rows.addAll(texts("select to_jsonb(e)::text from gateway.events e where client = '" + client + "' order by 1"));
        return rows;
    }

    /** How many events the gateway is through with. */
    private long known() throws SQLException {
        return Long.parseLong(texts("select count(*)::text from gateway.inbox").getFirst());
    }

    private int refusals(Topic<?> topic) {
        return (int) hub.wire.records(topic.deadLetters()).stream()
                .filter(dead -> Wire.header(dead, "dlt-code")
                        .filter("client.mismatch"::equals)
                        .isPresent())
                .count();
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = hub.database.connect();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }
}
