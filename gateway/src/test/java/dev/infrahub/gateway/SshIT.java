package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.SshCertificateVerified;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** SSH certificates over HTTP. The test plays the cab-signer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshIT {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q";

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
    void a_wish_is_published_with_who_asks_and_in_which_roles_and_answered_with_the_certificate() throws Exception {
        String engineer = hub.newKey("engineer", "[\"acme\"]", "");
        CompletableFuture<HttpResponse<String>> answer =
                inBackground(() -> hub.sendAs(engineer, "POST", "/api/ssh/issue", JSON, """
                {"publicKey":"%s rita@laptop","entityRef":"Component:default/Checkout","principals":["deploy"],
                 "ttlHours":0.5,"reason":"restart"}""".formatted(KEY)));
        ConsumerRecord<String, byte[]> asked = asked(Topics.SSH_CERTIFICATE_REQUESTED, "component:default/checkout");
        SshCertificateRequested event = event(Topics.SSH_CERTIFICATE_REQUESTED, asked);
        assertThat(event.getPublicKey()).as("without the comment").isEqualTo(KEY);
        assertThat(event.getClient()).isEqualTo("acme");
        assertThat(event.getTtlSeconds()).isEqualTo(1800);
        assertThat(event.getRoles()).containsExactly("engineer");
        assertThat(event.getRequestedBy()).startsWith("key:");
        UUID id = UUID.randomUUID();
        publish(Topics.SSH_CERTIFICATE_ISSUED, asked, StandInWorker.issued(event, id));

        JsonNode certificate = hub.json(ok(answer));
        assertThat(certificate.path("certificateId").asString()).isEqualTo(id.toString());
        assertThat(certificate.propertyNames())
                .contains("certificate", "serial", "keyId", "principals", "validFrom", "validTo", "caPublicKey");
        assertThat(hub.json(hub.getAs(engineer, "/api/ssh/certificates?entityRef=component:default/checkout"))
                        .values())
                .singleElement()
                .satisfies(one -> assertThat(one.path("reason").asString()).isEqualTo("restart"));
        assertThat(hub.json(hub.get("/api/ssh/certificates?changeRequestId=CHG-none")))
                .isEmpty();
    }

    @Test
    void a_certificate_is_shown_with_what_looking_into_its_register_found() throws Exception {
        UUID id = issued("engineer", "component:default/shown");
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> hub.get("/api/ssh/certificates/" + id));
        ConsumerRecord<String, byte[]> asked = asked(Topics.SSH_VERIFICATION_REQUESTED, id.toString());
        publish(
                Topics.SSH_CERTIFICATE_VERIFIED,
                asked,
                new SshCertificateVerified(id.toString(), "acme", true, false, "ssh_certificates.serial", "{}"));

        JsonNode shown = hub.json(ok(answer));
        assertThat(shown.path("serial").asString()).isEqualTo("42");
        assertThat(shown.path("register").path("valid").asBoolean()).isFalse();
        assertThat(shown.path("register").path("reason").asString()).isEqualTo("ssh_certificates.serial");
    }

    @ParameterizedTest
    @CsvSource({
        "ssh.entity-denied, FORBIDDEN, 403",
        "ssh.principal-denied, FORBIDDEN, 403",
        "ssh-certificate.too-late, CONFLICT, 409",
        "change.unknown, UNKNOWN, 404",
        "change.not-approved, CONFLICT, 409",
        "change.expired, CONFLICT, 409"
    })
    void a_refusal_is_told_with_its_status(String code, RefusalKind kind, int status) throws Exception {
        String entity = "component:default/refused-" + code.replace('.', '-');
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> issue(entity, ""));
        ConsumerRecord<String, byte[]> asked = asked(Topics.SSH_CERTIFICATE_REQUESTED, entity);
        publish(
                Topics.OPERATION_FAILED,
                asked,
                new OperationFailed(
                        operationOf(asked).toString(), code, "No rule.", kind.text(), false, asked.topic(), null));

        assertProblem(answer.get(30, TimeUnit.SECONDS), status, code);
    }

    @Test
    void what_quantumapi_cannot_issue_now_is_503_and_to_be_tried_again() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> issue("component:default/dark", ""));
        ConsumerRecord<String, byte[]> asked = asked(Topics.SSH_CERTIFICATE_REQUESTED, "component:default/dark");
        publish(Topics.OPERATION_FAILED, asked, away(asked));

        HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
        assertProblem(response, 503, "quantumapi.unavailable");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    private static OperationFailed away(ConsumerRecord<String, byte[]> asked) {
        return new OperationFailed(
                operationOf(asked).toString(),
                "quantumapi.unavailable",
                "QuantumAPI is away.",
                "failed",
                true,
                asked.topic(),
                null);
    }

    @Test
    void whoever_a_certificate_is_of_may_revoke_it_and_others_need_the_permission() throws Exception {
        String engineer = hub.newKey("engineer", "[\"acme\"]", "");
        UUID ofAdmin = issued("admin", "component:default/of-admin");

        assertProblem(revoke(engineer, ofAdmin), 403, "permission.missing");
        assertProblem(revoke(hub.newKey("admin", "[\"globex\"]", ""), ofAdmin), 404, "ssh-certificate.unknown");
        assertProblem(hub.post("/api/ssh/certificates/" + ofAdmin + "/revoke", JSON, "{}"), 422, "field.missing");
        String approver = hub.newKey("approver", "[\"acme\"]", "");
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> revoke(approver, ofAdmin));
        ConsumerRecord<String, byte[]> asked = asked(Topics.SSH_REVOCATION_REQUESTED, ofAdmin.toString());
        SshRevocationRequested event = event(Topics.SSH_REVOCATION_REQUESTED, asked);
        publish(Topics.SSH_CERTIFICATE_REVOKED, asked, StandInWorker.revoked(event, "with 42", 1000));

        assertThat(hub.json(ok(answer)).path("serial").asString()).isEqualTo("42");
        HttpResponse<String> list = hub.get("/api/ssh/krl");
        assertThat(list.body()).as("at once").isEqualTo("with 42");
        assertThat(hub.json(hub.get("/api/ssh/certificates?entityRef=component:default/of-admin"))
                        .path(0)
                        .path("revocation")
                        .path("reason")
                        .asString())
                .isEqualTo("lost");
        assertThat(hub.json(hub.get("/api/ssh/revocations?client=acme")).values())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.path("certificateId").asString()).isEqualTo(ofAdmin.toString());
                    assertThat(one.path("reason").asString()).isEqualTo("lost");
                });
        assertThat(hub.json(hub.get("/api/ssh/revocations?revokedBy=nobody"))).isEmpty();
        listsComeInAnyOrder();
    }

    /** A list that was made before a revocation comes after it: the revocation stays. */
    private void listsComeInAnyOrder() {
        tell("from before", 999, Instant.now().plusSeconds(60));
        tell("later", 1001, Instant.now());
        eventually(() -> assertThat(hub.get("/api/ssh/krl").body()).isEqualTo("later"));
        HttpResponse<String> list = hub.get("/api/ssh/krl");
        String tag = list.headers().firstValue("ETag").orElseThrow();
        assertThat(hub.get("/api/ssh/krl", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(list.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(hub.get("/api/ssh/ca").body()).isEqualTo(StandInWorker.CA + "\n");
        assertThat(hub.json(hub.get("/api/ssh/ca", "Accept", JSON))
                        .path("fingerprint")
                        .asString())
                .startsWith("SHA256:");
        hostsGetTheLastListWhenNobodyAnswers();
    }

    private void hostsGetTheLastListWhenNobodyAnswers() {
        tell("old", 1002, Instant.now().minusSeconds(600));
        eventually(() -> assertThat(row(
                        "select revision[1] from gateway.views where kind = 'ssh-authority' and id = 'ssh-ed25519'"))
                .isEqualTo("1002"));
        CompletableFuture<HttpResponse<String>> first = inBackground(() -> hub.get("/api/ssh/krl"));
        CompletableFuture<HttpResponse<String>> second = inBackground(() -> hub.get("/api/ssh/krl"));
        for (CompletableFuture<HttpResponse<String>> answer : List.of(first, second)) {
            HttpResponse<String> list = answer.join();
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.body()).isEqualTo("old");
            assertThat(Long.parseLong(list.headers().firstValue("Age").orElseThrow()))
                    .isBetween(600L, 700L);
        }
        assertThat(records(Topics.SSH_AUTHORITY_REQUESTED, "ssh-ed25519"))
                .as("one question for both")
                .hasSize(1);
    }

    private void tell(String revocations, long logSize, Instant at) {
        hub.wire.publish(
                Topics.SSH_AUTHORITY_UPDATED,
                "ssh-ed25519",
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.authority(revocations, logSize, at));
    }

    @Test
    void an_authority_that_was_never_told_is_503_and_no_empty_list() {
        String composite = "ssh-mldsa44-ed25519@openssh.com";
        CompletableFuture<HttpResponse<String>> answer =
                inBackground(() -> hub.get("/api/ssh/krl?algorithm=" + composite));
        ConsumerRecord<String, byte[]> asked = asked(Topics.SSH_AUTHORITY_REQUESTED, composite);
        publish(Topics.OPERATION_FAILED, asked, away(asked));

        assertProblem(answer.join(), 503, "quantumapi.unavailable");
        assertProblem(hub.get("/api/ssh/ca?algorithm=rsa"), 400, "parameter.invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXktdjEAAAAAMARKER\\n-----END OPENSSH PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\\nMIIEMARKER",
                "ssh-ed25519 b3BlbnNzaC1rZXktdjEAAAAAMARKER",
                "PuTTY-User-Key-File-3: ssh-ed25519 MARKER"
            })
    void a_private_key_is_refused_and_goes_nowhere(String key) throws SQLException {
        HttpResponse<String> answer = hub.post(
                "/api/ssh/issue", JSON, "{\"publicKey\":\"" + key + "\",\"reason\":\"x\",\"client\":\"acme\"}");

        assertProblem(answer, 422, "public-key.private");
        assertThat(answer.body()).doesNotContain("MARKER");
        for (String table : List.of("operations", "outbox", "audit")) {
            assertThat(row("select count(*) from gateway." + table + " t where t::text like '%MARKER%'"))
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\":\"x\"} | field.missing | publicKey",
                "{\"publicKey\":\"ssh-dss AAAA\",\"reason\":\"x\"} | public-key.invalid | publicKey",
                "{\"publicKey\":\"KEY\"} | field.missing | reason",
                "{\"publicKey\":\"KEY\",\"reason\":\"AKIAIOSFODNN7EXAMPLE aws_secret_access_key=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\"}"
                        + " | field.secret | reason",
                "{\"publicKey\":\"KEY\",\"reason\":\"x\",\"entityRef\":\"checkout\"} | field.invalid | entityRef",
                "{\"publicKey\":\"KEY\",\"reason\":\"x\",\"ttlHours\":8.1} | field.invalid | ttlHours",
                "{\"publicKey\":\"KEY\",\"reason\":\"x\",\"ttlHours\":0.01} | field.invalid | ttlHours",
                "{\"publicKey\":\"KEY\",\"reason\":\"x\",\"ttlHours\":\"1\"} | field.invalid | ttlHours",
                "{\"publicKey\":\"KEY\",\"reason\":\"x\",\"principals\":[\"a,b\"]} | field.invalid | principals[0]",
                "{\"publicKey\":\"KEY\",\"reason\":\"x\",\"principals\":\"root\"} | field.invalid | principals",
                "{\"publicKey\":\"KEY\",\"reason\":\"x\",\"algorithm\":\"rsa\"} | field.invalid | algorithm",
                "{\"publicKey\":\"KEY\",\"reason\":\"x\",\"changeRequestId\":\"a b\"} | field.invalid | changeRequestId"
            })
    void a_wish_that_cannot_be_used_is_refused_by_field(String body, String code, String field) {
        HttpResponse<String> answer = hub.post("/api/ssh/issue", JSON, body.replace("KEY\"", KEY + "\""));

        assertProblem(answer, 422, code);
        assertThat(hub.json(answer).path("field").asString()).isEqualTo(field);
    }

    private UUID issued(String role, String entity) throws Exception {
        String key = hub.newKey(role, "[\"acme\"]", "");
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> hub.sendAs(
                key,
                "POST",
                "/api/ssh/issue",
                JSON,
                "{\"publicKey\":\"" + KEY + "\",\"reason\":\"x\",\"entityRef\":\"" + entity + "\"}"));
        ConsumerRecord<String, byte[]> asked = asked(Topics.SSH_CERTIFICATE_REQUESTED, entity);
        UUID id = UUID.randomUUID();
        publish(
                Topics.SSH_CERTIFICATE_ISSUED,
                asked,
                StandInWorker.issued(event(Topics.SSH_CERTIFICATE_REQUESTED, asked), id));
        ok(answer);
        return id;
    }

    private HttpResponse<String> issue(String entity, String more) {
        return hub.post(
                "/api/ssh/issue",
                JSON,
                "{\"publicKey\":\"" + KEY + "\",\"reason\":\"x\",\"client\":\"acme\",\"entityRef\":\"" + entity + "\""
                        + more + "}");
    }

    private HttpResponse<String> revoke(String key, UUID id) {
        return hub.sendAs(key, "POST", "/api/ssh/certificates/" + id + "/revoke", JSON, "{\"reason\":\"lost\"}");
    }

    private String row(String sql) throws SQLException {
        try (Connection connection = hub.database.connect();
                ResultSet found = connection.createStatement().executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "none";
        }
    }

    private static HttpResponse<String> ok(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(hub.json(response).path("code").asString()).isEqualTo(code);
    }

    private static CompletableFuture<HttpResponse<String>> inBackground(Supplier<HttpResponse<String>> request) {
        return CompletableFuture.supplyAsync(request);
    }

    private ConsumerRecord<String, byte[]> asked(Topic<?> topic, String key) {
        eventually(() -> assertThat(records(topic, key)).isNotEmpty());
        return records(topic, key).getLast();
    }

    private List<ConsumerRecord<String, byte[]>> records(Topic<?> topic, String key) {
        return hub.wire.records(topic.name()).stream()
                .filter(record -> key.equals(record.key()))
                .toList();
    }

    private <T extends SpecificRecord> T event(Topic<T> topic, ConsumerRecord<String, byte[]> record) {
        return hub.wire.eventsOf(topic, operationOf(record)).getFirst();
    }

    private <T extends SpecificRecord> void publish(Topic<T> topic, ConsumerRecord<String, byte[]> asked, T value) {
        hub.wire.answer(topic, asked.key(), operationOf(asked), value);
    }

    private static UUID operationOf(ConsumerRecord<?, ?> record) {
        return UUID.fromString(Wire.header(record, "correlation-id").orElseThrow());
    }
}
