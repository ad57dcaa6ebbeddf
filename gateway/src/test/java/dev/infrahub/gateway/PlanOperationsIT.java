package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A plan goes in over HTTP and out on Kafka; an answer comes back the same way. The test plays the worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanOperationsIT {

    private static final String SUMMARIZE = "/api/pipeline/summarize-plan";

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
    void an_accepted_plan_is_published_with_the_hash_of_what_was_sent() throws Exception {
        String module = unique();

        UUID operation = accept(module, SMALL_PLAN);

        PlanSubmitted event = submitted(operation);
        assertThat(event.getModule()).isEqualTo(module);
        assertThat(event.getClient()).isEqualTo("default");
        assertThat(event.getPlanHash()).isEqualTo(sha256(SMALL_PLAN));
        assertThat(unpack(event)).contains("terraform_data.a");
    }

    @Test
    void the_three_ways_to_give_a_plan_give_the_same_plan() throws Exception {
        String module = unique();
        UUID raw = accept(module, SMALL_PLAN);
        UUID member = operation(hub.post(
                SUMMARIZE,
                JSON,
                "{ \"plan\" : " + SMALL_PLAN + " , \"module\":\"" + module + "\"}",
                "Prefer",
                "respond-async"));
        UUID gzipped = operation(hub.post(
                SUMMARIZE + "?module=" + module,
                PLAN,
                BodyPublishers.ofByteArray(gzip(SMALL_PLAN)),
                "Content-Encoding",
                "gzip",
                "Prefer",
                "respond-async"));
        UUID zstd = operation(hub.post(
                SUMMARIZE + "?module=" + module,
                PLAN,
                BodyPublishers.ofByteArray(Zstd.compress(SMALL_PLAN.getBytes(StandardCharsets.UTF_8))),
                "Content-Encoding",
                "zstd",
                "Prefer",
                "respond-async"));

        String planId = submitted(raw).getPlanId();
        assertThat(List.of(submitted(member), submitted(gzipped), submitted(zstd)))
                .allSatisfy(event -> assertThat(event.getPlanId()).isEqualTo(planId))
                .allSatisfy(event -> assertThat(event.getPlanHash()).isEqualTo(sha256(SMALL_PLAN)));
    }

    @Test
    void what_terraform_marks_sensitive_never_reaches_kafka() throws Exception {
        String plan = SMALL_PLAN
                .replace("\"after\":{\"input\":\"x\"}", "\"after\":{\"input\":\"hunter2-correct-horse\"}")
                .replace("\"after_sensitive\":{}", "\"after_sensitive\":{\"input\":true}");

        UUID operation = accept(unique(), plan);

        assertThat(unpack(submitted(operation))).contains("input").doesNotContain("hunter2");
    }

    @Test
    void events_carry_cloud_events_headers_and_the_callers_trace() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        UUID operation = operation(hub.post(
                SUMMARIZE + "?module=" + unique(),
                PLAN,
                SMALL_PLAN,
                "Prefer",
                "respond-async",
                "traceparent",
                "00-" + trace + "-b7ad6b7169203331-01",
                "tracestate",
                "planted=ghp_0123456789",
                "baggage",
                "planted=Tr0ub4dor"));

        ConsumerRecord<String, byte[]> record = eventualRecord(operation);
        assertThat(Wire.header(record, "ce_specversion")).hasValue("1.0");
        assertThat(Wire.header(record, "ce_type")).hasValue("dev.infrahub.plan.submitted");
        assertThat(Wire.header(record, "ce_source")).hasValue("/infrahub/gateway");
        assertThat(Wire.header(record, "ce_subject")).hasValue(record.key());
        assertThat(Wire.header(record, "ce_time")).isPresent();
        assertThat(Wire.header(record, "ce_id").map(UUID::fromString)).isPresent();
        assertThat(Wire.header(record, "traceparent").orElse("")).contains(trace);
        assertThat(record.headers().toArray())
                .as("what callers write beside the ids of a trace is theirs")
                .noneMatch(header -> new String(header.value(), StandardCharsets.UTF_8).contains("planted"));
    }

    @Test
    void a_waiting_caller_gets_the_answer_when_it_comes() throws Exception {
        String module = unique();
        HttpRequest request = hub.request(SUMMARIZE + "?module=" + module + "&client=acme")
                .header("Content-Type", PLAN)
                .POST(BodyPublishers.ofString(SMALL_PLAN))
                .build();
        CompletableFuture<HttpResponse<String>> waiting = CompletableFuture.supplyAsync(() -> hub.send(request));
        ConsumerRecord<String, byte[]> record = recordOfKey("acme/" + module);

        answer(record);

        HttpResponse<String> response = waiting.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(hub.json(response).path("summary").asString()).startsWith("Creates 1 resource.");
        assertThat(hub.json(response).path("changes").path("create").asInt()).isEqualTo(1);
        UUID operation =
                UUID.fromString(response.headers().firstValue("Operation-Id").orElseThrow());
        JsonNode stored = hub.json(hub.get("/api/operations/" + operation));
        assertThat(stored.path("status").asString()).isEqualTo("completed");
        assertThat(stored.path("result").path("summary").asString()).startsWith("Creates 1 resource.");
    }

    @Test
    void an_answered_plan_serves_the_other_endpoints_by_its_id() {
        String module = unique();
        UUID operation = accept(module, SMALL_PLAN);
        answer(eventualRecord(operation));
        eventually(() -> assertThat(status(operation)).isEqualTo("completed"));
        String planId =
                hub.json(hub.get("/api/operations/" + operation)).path("planId").asString();
        String body = "{\"planId\":\"" + planId + "\"}";

        assertThat(hub.json(hub.post("/api/pipeline/risk-assessment", JSON, body))
                        .path("riskLevel")
                        .asString())
                .isEqualTo("low");
        assertThat(hub.json(hub.post("/api/pipeline/rollback-plan", JSON, body))
                        .path("dataLossRisk")
                        .asString())
                .isEqualTo("none");
        assertThat(hub.post(SUMMARIZE, JSON, body, "Accept", "text/markdown").body())
                .contains("Risk: LOW");
        assertThat(hub.json(hub.get("/api/plans/" + planId))
                        .path("risk")
                        .path("riskLevel")
                        .asString())
                .isEqualTo("low");
        assertThat(hub.json(hub.get("/api/plans?module=" + module))).hasSize(1);
        assertThat(hub.post(SUMMARIZE, JSON, "{\"planId\":\"" + planId + "\",\"client\":\"other\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_same_plan_of_the_same_client_is_analysed_once() {
        String module = unique();
        UUID first = accept(module, SMALL_PLAN);
        answer(eventualRecord(first));
        eventually(() -> assertThat(status(first)).isEqualTo("completed"));

        HttpResponse<String> again =
                hub.post(SUMMARIZE + "?module=" + module + "&runUrl=https://ci.example/2", PLAN, SMALL_PLAN);
        HttpResponse<String> risk = hub.post("/api/pipeline/risk-assessment?module=" + module, PLAN, SMALL_PLAN);
        UUID otherClient = accept(module + "&client=other", SMALL_PLAN);
        UUID otherPlan = accept(module, SMALL_PLAN.replace("1.11.4", "1.12.0"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(hub.json(again).path("summary").asString()).startsWith("Creates 1 resource.");
        assertThat(hub.json(risk).path("riskLevel").asString()).isEqualTo("low");
        assertThat(submitted(otherClient).getClient()).isEqualTo("other");
        assertThat(submitted(otherPlan).getModule()).isEqualTo(module);
        assertThat(recordsOfKey("default/" + module)).hasSize(2);
        assertThat(hub.json(hub.get("/api/plans?client=default&module=" + module))
                        .path(0)
                        .path("runUrl")
                        .asString())
                .isEqualTo("https://ci.example/2");
    }

    @Test
    void the_same_plan_is_analysed_anew_on_no_cache_and_when_the_answer_is_old() throws SQLException {
        String module = unique();
        UUID first = accept(module, SMALL_PLAN);
        answer(eventualRecord(first));
        eventually(() -> assertThat(status(first)).isEqualTo("completed"));

        UUID anew = operation(hub.post(
                SUMMARIZE + "?module=" + module,
                PLAN,
                SMALL_PLAN,
                "Prefer",
                "respond-async",
                "Cache-Control",
                "no-cache"));
        execute("update gateway.views set at = at - interval '25 hours' where kind = 'plan' and brief ->> 'module' = '"
                + module + "'");
        UUID later = accept(module, SMALL_PLAN);

        assertThat(submitted(anew).getPlanId()).isEqualTo(submitted(later).getPlanId());
    }

    @Test
    void a_wait_that_runs_out_is_a_202_with_a_place_to_look() {
        HttpResponse<String> response =
                hub.post(SUMMARIZE + "?module=" + unique(), PLAN, SMALL_PLAN, "Prefer", "wait=1");

        assertThat(response.statusCode()).isEqualTo(202);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(hub.json(hub.get(location)).path("status").asString()).isEqualTo("accepted");
    }

    @Test
    void a_repeat_under_the_same_key_is_the_first_operation() {
        String module = unique();
        String key = UUID.randomUUID().toString();
        String[] headers = {"Prefer", "respond-async", "Idempotency-Key", key};
        String path = SUMMARIZE + "?module=" + module;

        UUID first = operation(hub.post(path, PLAN, SMALL_PLAN, headers));
        UUID second = operation(hub.post(path, PLAN, SMALL_PLAN, headers));
        HttpResponse<String> other = hub.post(path + "-other", PLAN, SMALL_PLAN, headers);
        HttpResponse<String> otherClient = hub.post(path + "&client=other", PLAN, SMALL_PLAN, headers);

        assertThat(second).isEqualTo(first);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(hub.json(other).path("code").asString()).isEqualTo("idempotency_key.reused");
        assertThat(otherClient.statusCode()).isEqualTo(202);
        eventually(() -> assertThat(recordsOfKey("default/" + module)).hasSize(1));
    }

    @Test
    void a_worker_that_gives_up_is_told_to_the_caller() throws Exception {
        String module = unique();
        HttpRequest request = hub.request(SUMMARIZE + "?module=" + module)
                .header("Content-Type", PLAN)
                .POST(BodyPublishers.ofString(SMALL_PLAN))
                .build();
        CompletableFuture<HttpResponse<String>> waiting = CompletableFuture.supplyAsync(() -> hub.send(request));
        UUID operation = operationOf(recordOfKey("default/" + module));

        hub.wire.answer(
                Topics.OPERATION_FAILED,
                module,
                operation,
                new OperationFailed(
                        operation.toString(), "plan.unreadable", "No plan.", "invalid", false, "plan.submitted", null));

        HttpResponse<String> response = waiting.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(hub.json(response).path("code").asString()).isEqualTo("plan.unreadable");
        assertThat(status(operation)).isEqualTo("failed");
    }

    @Test
    void an_answer_that_the_database_cannot_keep_fails_at_once_by_its_code_and_others_go_on() {
        UUID poisoned = accept(unique(), SMALL_PLAN);
        ConsumerRecord<String, byte[]> record = eventualRecord(poisoned);
        UUID other = accept(unique() + "&client=other", SMALL_PLAN);

        hub.wire.answer(
                Topics.PLAN_ANALYZED,
                record.key(),
                poisoned,
                PlanAnalyzed.newBuilder(StandInWorker.analyzed(submitted(poisoned)))
                        .setSummary("Creates a\0b.")
                        .build());
        answer(eventualRecord(other));

        eventually(() -> assertThat(status(other)).isEqualTo("completed"));
        eventually(() -> assertThat(status(poisoned)).isEqualTo("failed"));
        eventually(() -> assertThat(hub.wire.eventsOf(Topics.OPERATION_FAILED, poisoned))
                .singleElement()
                .extracting(OperationFailed::getCode)
                .isEqualTo("value.unstorable"));
    }

    @Test
    void progress_can_be_followed_as_a_stream() throws Exception {
        String module = unique();
        UUID operation = accept(module, SMALL_PLAN);
        CompletableFuture<HttpResponse<String>> stream = CompletableFuture.supplyAsync(
                () -> hub.get("/api/operations/" + operation + "/events", "Accept", "text/event-stream"));

        answer(eventualRecord(operation));

        String events = stream.get(30, TimeUnit.SECONDS).body();
        assertThat(events).contains("event:completed").contains("\"planId\"");
    }

    @Test
    void probes_metrics_and_the_contract_are_there() {
        assertThat(hub.get("/healthz").body()).isEqualTo("{\"status\":\"healthy\"}");
        assertThat(hub.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(hub.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(hub.get("/actuator/prometheus").body()).contains("hub_outbox_pending", "hub_gateway_reading_bytes");
        JsonNode asyncapi = hub.json(hub.get("/asyncapi.json"));
        assertThat(asyncapi.path("channels").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Topics.ALL.stream().map(Topic::name).toList());
        JsonNode openapi = hub.json(hub.get("/openapi.json"));
        assertThat(openapi.path("paths").propertyNames())
                .contains(
                        SUMMARIZE,
                        "/api/pipeline/risk-assessment",
                        "/api/pipeline/rollback-plan",
                        "/api/plans",
                        "/api/plans/{id}",
                        "/api/operations",
                        "/api/operations/{id}",
                        "/api/operations/{id}/events");
    }

    private UUID accept(String module, String plan) {
        return operation(hub.post(SUMMARIZE + "?module=" + module, PLAN, plan, "Prefer", "respond-async"));
    }

    private UUID operation(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return UUID.fromString(hub.json(response).path("operationId").asString());
    }

    private String status(UUID operation) {
        return hub.json(hub.get("/api/operations/" + operation)).path("status").asString();
    }

    private PlanSubmitted submitted(UUID operation) {
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation)).hasSize(1));
        return hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
    }

    private ConsumerRecord<String, byte[]> eventualRecord(UUID operation) {
        eventually(() -> assertThat(records(operation)).isNotEmpty());
        return records(operation).getFirst();
    }

    private List<ConsumerRecord<String, byte[]>> records(UUID operation) {
        return hub.wire.records(Topics.PLAN_SUBMITTED.name()).stream()
                .filter(record -> operation.equals(operationOf(record)))
                .toList();
    }

    private ConsumerRecord<String, byte[]> recordOfKey(String key) {
        eventually(() -> assertThat(recordsOfKey(key)).isNotEmpty());
        return recordsOfKey(key).getFirst();
    }

    private List<ConsumerRecord<String, byte[]>> recordsOfKey(String key) {
        return hub.wire.records(Topics.PLAN_SUBMITTED.name()).stream()
                .filter(record -> key.equals(record.key()))
                .toList();
    }

    private static UUID operationOf(ConsumerRecord<?, ?> record) {
        return UUID.fromString(Wire.header(record, "correlation-id").orElseThrow());
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        UUID operation = operationOf(record);
        PlanSubmitted plan = submitted(operation);
        hub.wire.answer(Topics.PLAN_ANALYZED, record.key(), operation, StandInWorker.analyzed(plan));
    }

    private static String unpack(PlanSubmitted event) throws IOException {
        byte[] packed = new byte[event.getPlan().remaining()];
        event.getPlan().duplicate().get(packed);
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = hub.database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String unique() {
        return "module-" + UUID.randomUUID();
    }
}
