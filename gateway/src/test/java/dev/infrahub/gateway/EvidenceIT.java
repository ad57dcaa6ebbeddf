package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Evidence over HTTP. The test plays the cab-signer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceIT {

    private static final String PATH = "/api/cab/seal-evidence";

    private Hub hub;
    private PlanSubmitted plan;

    @BeforeAll
    void start() {
        hub = Hub.start();
        UUID operation = UUID.fromString(hub.json(hub.post(
                        "/api/pipeline/summarize-plan?module=network&client=acme",
                        PLAN,
                        SMALL_PLAN,
                        "Prefer",
                        "respond-async"))
                .path("operationId")
                .asString());
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation)).hasSize(1));
        plan = hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
        hub.wire.answer(Topics.PLAN_ANALYZED, "acme/network", operation, StandInWorker.analyzed(plan));
        eventually(() -> assertThat(hub.get("/api/plans/" + plan.getPlanId()).statusCode())
                .isEqualTo(200));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void what_is_sealed_is_answered_with_the_file_and_served_by_its_link() throws Exception {
        String id = approved();
        CompletableFuture<HttpResponse<String>> answer = inBackground(
                "{\"changeRequestId\":\"" + id + "\",\"planSummary\":\"fine\",\"scanResults\":{\"b\":1.0,\"a\":[]}}");
        ConsumerRecord<String, byte[]> asked = recordOf(id);
        EvidenceSubmitted event = event(asked);
        assertThat(event.getPlanSummary()).isEqualTo("\"fine\"");
        assertThat(event.getScanResults()).isEqualTo("{\"a\":[],\"b\":1}");
        assertThat(event.getRiskAssessment()).isNull();
        JsonNode analysis = new JsonMapper().readTree(event.getAnalysis());
        assertThat(analysis.path("planHash").asString()).isEqualTo(plan.getPlanHash());
        assertThat(analysis.path("risk").path("riskLevel").asString()).isEqualTo("low");
        assertThat(analysis.path("rollback").path("dataLossRisk").asString()).isEqualTo("none");
        EvidenceSealed sealed = StandInWorker.sealed(id, "acme");
        publish(Topics.EVIDENCE_SEALED, asked, sealed);

        HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode body = hub.json(response);
        assertThat(body.path("evidenceId").asString()).isEqualTo(sealed.getEvidenceId());
        assertThat(body.path("envelope").toString()).isEqualTo(sealed.getEnvelope());
        String link = body.path("downloadUrl").asString();
        HttpResponse<String> file = hub.send(hub.anonymousRequest(link).build());
        assertThat(file.body()).isEqualTo(sealed.getEnvelope());
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("evidence-" + sealed.getEvidenceId() + ".json");
        assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        String tag = file.headers().firstValue("ETag").orElseThrow();
        assertThat(hub.send(hub.anonymousRequest(link)
                                .header("If-None-Match", tag)
                                .build())
                        .statusCode())
                .isEqualTo(304);
        assertThat(hub.get("/api/operations?kind=seal-evidence").body()).doesNotContain("payloadType");
    }

    @Test
    void a_link_opens_its_own_file_alone() {
        EvidenceSealed one = kept(approved());
        EvidenceSealed other = kept(approved());
        String link = linkTo(one);

        assertThat(hub.send(hub.anonymousRequest(link).build()).statusCode()).isEqualTo(200);
        assertThat(hub.send(hub.anonymousRequest(link.replace(one.getEvidenceId(), other.getEvidenceId()))
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(hub.send(hub.anonymousRequest("/api/cab/evidence" + link.substring(link.indexOf('?')))
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(hub.send(hub.anonymousRequest(link.replace("/evidence/", "/verify/"))
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void evidence_is_listed_and_opened_within_its_client_alone() {
        String id = approved();
        EvidenceSealed sealed = kept(id);
        String stranger = hub.newKey("engineer", "[\"globex\"]", "");

        assertThat(hub.json(hub.get("/api/cab/evidence?changeRequestId=" + id)).values())
                .singleElement()
                .satisfies(one -> assertThat(one.path("evidenceId").asString()).isEqualTo(sealed.getEvidenceId()));
        assertThat(hub.getAs(stranger, "/api/cab/evidence?changeRequestId=" + id)
                        .body())
                .isEqualTo("[]");
        assertThat(hub.getAs(stranger, "/api/cab/evidence/" + sealed.getEvidenceId())
                        .statusCode())
                .isEqualTo(404);
        assertThat(hub.sendAs(stranger, "POST", PATH, JSON, "{\"changeRequestId\":\"" + id + "\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_credential_is_refused_by_the_member_s_name_and_goes_nowhere() throws SQLException {
        String id = approved();
        String secret = "AKIA" + "IOSFODNN7EXAMPLQ";
        String key = secret + "\",\"secret\":\"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        for (String member : List.of("planSummary", "riskAssessment", "scanResults", "testResults")) {
            assertProblem(
                    seal("{\"changeRequestId\":\"%s\",\"%s\":{\"deep\":[{\"id\":\"%s\"}]}}".formatted(id, member, key)),
                    422,
                    "field.secret",
                    member);
        }
        assertProblem(
                seal("{\"changeRequestId\":\"" + id + "\",\"prUrl\":\"https://u:correct-horse-battery@example.org/\"}"),
                422,
                "field.secret",
                "prUrl");
        assertThat(recordsOf(id)).isEmpty();
        try (Connection connection = hub.database.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from gateway.operations where request_hash like '%" + id + "%'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void what_could_not_be_kept_exactly_is_refused_rather_than_changed() {
        String id = approved();
        String start = "{\"changeRequestId\":\"" + id + "\",\"scanResults\":";

        assertProblem(seal(start + "12345678901234567890}"), 422, "field.invalid", "scanResults");
        assertProblem(seal(start + "1e999}"), 422, "field.invalid", "scanResults");
        assertProblem(seal(start + "\"\\ud800\"}"), 422, "field.invalid", "scanResults");
        assertThat(seal(start + "{\"a\":1,\"a\":2}}").statusCode()).isEqualTo(400);
        assertThat(seal(start + "[".repeat(200) + "]".repeat(200) + "}").statusCode())
                .isEqualTo(422);
        assertThat(seal(start + "\"" + "x".repeat(4 << 20) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(seal(start + "[" + "1e20,".repeat(800_000) + "1]}").statusCode())
                .isEqualTo(413);
        assertThat(seal("[]").statusCode()).isEqualTo(400);
        assertProblem(seal("{}"), 422, "field.missing", "changeRequestId");
        assertProblem(
                seal("{\"changeRequestId\":\"" + id + "\",\"prUrl\":\"ftp://x/\"}"), 422, "field.invalid", "prUrl");
        assertThat(recordsOf(id)).isEmpty();
    }

    @Test
    void a_no_is_told_with_its_status() throws Exception {
        for (String code : List.of("change.not-approved", "change.not-genuine", "signature.mismatch")) {
            String id = approved();
            CompletableFuture<HttpResponse<String>> answer = inBackground("{\"changeRequestId\":\"" + id + "\"}");
            ConsumerRecord<String, byte[]> asked = recordOf(id);
            publish(
                    Topics.OPERATION_FAILED,
                    asked,
                    new OperationFailed(
                            operationOf(asked).toString(), code, "No.", "conflict", false, asked.topic(), null));
            HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
            assertThat(response.statusCode()).as(code).isEqualTo(409);
            assertThat(hub.json(response).path("code").asString()).isEqualTo(code);
        }
        assertThat(seal("{\"changeRequestId\":\"CHG-none\"}").statusCode()).isEqualTo(404);
    }

    @Test
    void what_cannot_be_signed_is_503_and_to_be_tried_again() throws Exception {
        String id = approved();
        CompletableFuture<HttpResponse<String>> answer = inBackground("{\"changeRequestId\":\"" + id + "\"}");
        ConsumerRecord<String, byte[]> asked = recordOf(id);
        publish(
                Topics.OPERATION_FAILED,
                asked,
                new OperationFailed(
                        operationOf(asked).toString(),
                        "quantumapi.unavailable",
                        "QuantumAPI is away.",
                        "failed",
                        true,
                        "evidence.submitted",
                        null));

        HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void the_same_submission_under_one_key_is_one_and_another_under_it_is_refused() {
        String id = approved();
        String body = "{\"changeRequestId\":\"" + id + "\",\"testResults\":[1]}";
        String key = UUID.randomUUID().toString();
        String first = later(body, key).headers().firstValue("Operation-Id").orElseThrow();

        assertThat(later(body.replace("[1]", "[ 1.0 ]"), key).headers().firstValue("Operation-Id"))
                .hasValue(first);
        assertThat(later(body.replace("[1]", "[2]"), key).statusCode()).isEqualTo(422);
    }

    @Test
    void a_file_that_was_changed_in_the_database_is_not_served() throws SQLException {
        EvidenceSealed sealed = kept(approved());
        try (Connection connection = hub.database.connect()) {
            connection
                    .createStatement()
                    .execute("set hub.clients = 'clients:*'; update gateway.views set document ="
                            + " convert_to(replace(convert_from(document, 'UTF8'), 'c2ln', 'c2lo'), 'UTF8')"
                            + " where id = '" + sealed.getEvidenceId() + "'");
        }

        assertProblem(hub.get("/api/cab/evidence/" + sealed.getEvidenceId()), 500, "evidence.not-genuine", null);
        assertThat(hub.get("/api/cab/evidence/" + sealed.getEvidenceId() + "?format=oscal")
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    void keys_that_signed_are_listed_by_their_fingerprint() {
        EvidenceSealed sealed = kept(approved());

        assertThat(hub.json(hub.get("/api/cab/keys")).values()).anySatisfy(key -> {
            assertThat(key.path("usedFor").asString()).isEqualTo("evidence");
            assertThat(key.path("fingerprint").asString()).startsWith("SHA256:");
            assertThat(key.path("publicKey").asString()).isEqualTo(sealed.getPublicKey());
            assertThat(key.path("usedBy").isNull()).isTrue();
        });
    }

    @Test
    void the_oscal_export_is_made_of_the_file() {
        EvidenceSealed sealed = kept(approved());
        HttpResponse<String> export = hub.get("/api/cab/evidence/" + sealed.getEvidenceId() + "?format=oscal");

        JsonNode results = hub.json(export).path("assessment-results");
        assertThat(results.path("metadata").path("version").asString()).isEqualTo(sealed.getEvidenceHash());
        assertThat(results.path("results")
                        .get(0)
                        .path("findings")
                        .get(0)
                        .path("target")
                        .path("status")
                        .path("state")
                        .asString())
                .isEqualTo("not-satisfied");
        assertThat(hub.get("/api/cab/evidence/" + sealed.getEvidenceId() + "?format=pdf")
                        .statusCode())
                .isEqualTo(400);
    }

    private String approved() {
        String id = "CHG-" + UUID.randomUUID();
        hub.wire.publish(
                Topics.CHANGE_UPDATED, id, UUID.randomUUID(), UUID.randomUUID(), StandInWorker.approved(id, plan));
        eventually(() ->
                assertThat(hub.get("/api/cab/requests/" + id).statusCode()).isEqualTo(200));
        return id;
    }

    private EvidenceSealed kept(String id) {
        EvidenceSealed sealed = StandInWorker.sealed(id, "acme");
        hub.wire.publish(Topics.EVIDENCE_SEALED, id, UUID.randomUUID(), UUID.randomUUID(), sealed);
        eventually(() -> assertThat(
                        hub.get("/api/cab/evidence/" + sealed.getEvidenceId()).statusCode())
                .isEqualTo(200));
        return sealed;
    }

    private String linkTo(EvidenceSealed sealed) {
        return hub.json(hub.get("/api/cab/evidence?changeRequestId=" + sealed.getChangeRequestId()))
                .get(0)
                .path("downloadUrl")
                .asString();
    }

    private HttpResponse<String> seal(String body) {
        return hub.post(PATH, JSON, body);
    }

    private HttpResponse<String> later(String body, String idempotencyKey) {
        return hub.post(PATH, JSON, body, "Prefer", "respond-async", "Idempotency-Key", idempotencyKey);
    }

    private CompletableFuture<HttpResponse<String>> inBackground(String body) {
        return CompletableFuture.supplyAsync(() -> seal(body));
    }

    private void assertProblem(HttpResponse<String> response, int status, String code, @Nullable String field) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(hub.json(response).path("code").asString()).isEqualTo(code);
        if (field != null) {
            assertThat(hub.json(response).path("field").asString()).isEqualTo(field);
        }
    }

    private List<ConsumerRecord<String, byte[]>> recordsOf(String id) {
        return hub.wire.records(Topics.EVIDENCE_SUBMITTED.name()).stream()
                .filter(record -> ("acme/" + id).equals(record.key()))
                .toList();
    }

    private ConsumerRecord<String, byte[]> recordOf(String id) {
        eventually(() -> assertThat(recordsOf(id)).isNotEmpty());
        return recordsOf(id).getLast();
    }

    private EvidenceSubmitted event(ConsumerRecord<String, byte[]> record) {
        return hub.wire.eventsOf(Topics.EVIDENCE_SUBMITTED, operationOf(record)).getFirst();
    }

    private <T extends SpecificRecord> void publish(Topic<T> topic, ConsumerRecord<String, byte[]> asked, T value) {
        hub.wire.answer(topic, asked.key(), operationOf(asked), value);
    }

    private static UUID operationOf(ConsumerRecord<?, ?> record) {
        return UUID.fromString(Wire.header(record, "correlation-id").orElseThrow());
    }
}
