package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.gateway.StandInSigner.inBackground;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.proofs.AcceptedDrift;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.DriftAcceptance;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Drift that a scan tells is put before the board, and is a change there like any other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptanceIT {

    private static final String PATH = "/api/drift/acceptances";
    private final Instant until = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(90));
    private final AcceptedDrift accepted = new AcceptedDrift(
            "acme", "network", "aws_sqs_queue.jobs", "policy", "fingerprint of policy", until, "The vendor reads it.");

    private Hub hub;
    private StandInSigner signer;

    @BeforeAll
    void start() {
        hub = Hub.start("--HUB_MACHINE_APPROVERS=true");
        signer = StandInSigner.of(hub);
        hub.wire.publish(
                Topics.DRIFT_ANALYZED,
                "acme/network",
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.drifted("acme"));
        eventually(() ->
                assertThat(hub.get("/api/drift/results?client=acme").body()).contains("aws_sqs_queue.jobs"));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /** A good one, but for one member. */
    private String wish(String member, String value) {
        return """
                {"module": "network", "client": "acme", "address": "aws_sqs_queue.jobs", "attribute": "policy",
                 "change": "fingerprint of policy", "until": "%s", "why": "The vendor reads it."}""".formatted(until).replaceAll("\"" + member + "\": \"[^\"]*\"", "\"" + member + "\": " + value);
    }

    private HttpResponse<String> post(String wish) {
        return hub.post(PATH, JSON, wish, "Prefer", "respond-async");
    }

    @Test
    void drift_is_put_before_the_board_with_its_risk_and_signed_by_its_hash() throws Exception {
        String id = "CHG-" + UUID.randomUUID();
        String wish = wish("module", "\"network\", \"changeRequestId\": \"" + id + "\"");
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> hub.post(PATH, JSON, wish));
        ConsumerRecord<String, byte[]> asked = signer.recordOf(Topics.CHANGE_REQUESTED, id);
        ChangeRequested event = signer.event(Topics.CHANGE_REQUESTED, asked);

        assertThat(Wire.isBelieved(asked)).isTrue();
        assertThat(event.getPlanHash()).isEqualTo(accepted.hash());
        assertThat(event.getRiskLevel()).isEqualTo("critical");
        assertThat(event.getChangeType()).isEqualTo("normal");
        assertThat(event.getEnvironment()).isEqualTo("production");
        assertThat(event.getPlanId()).isNull();
        assertThat(event.getFingerprint()).isNull();
        assertThat(event.getAcceptance().getChange()).isEqualTo("fingerprint of policy");
        assertThat(event.getAcceptance().getUntil()).isEqualTo(until);
        signer.publish(Topics.CHANGE_UPDATED, asked, StandInWorker.opened(event, 3));

        HttpResponse<String> opened = answer.get(30, TimeUnit.SECONDS);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        JsonNode shown = hub.json(hub.get("/api/cab/requests/" + id));
        assertThat(shown.path("acceptance").path("address").asString()).isEqualTo("aws_sqs_queue.jobs");
        assertThat(shown.path("acceptance").path("why").asString()).isEqualTo("The vendor reads it.");
        assertThat(shown.path("summary").asString()).contains("policy of aws_sqs_queue.jobs", "The vendor reads it.");
        ((ObjectNode) shown).remove("decisions");
        assertThat(hub.json(opened)).isEqualTo(shown);
    }

    @Test
    void the_same_wish_under_its_key_is_one_request() {
        String key = UUID.randomUUID().toString();
        String wish = wish("why", "\"Sent twice.\"");
        HttpResponse<String> first = hub.post(PATH, JSON, wish, "Idempotency-Key", key, "Prefer", "respond-async");
        HttpResponse<String> second = hub.post(PATH, JSON, wish, "Idempotency-Key", key, "Prefer", "respond-async");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(hub.json(second).path("operationId"))
                .isEqualTo(hub.json(first).path("operationId"));
    }

    @Test
    void what_no_scan_tells_is_accepted_by_nobody() {
        refused(wish("module", "\"shop\""), 404, "drift.unknown", "module");
        refused(wish("client", "\"globex\""), 404, "drift.unknown", "module");
        refused(wish("address", "\"aws_sqs_queue.other\""), 404, "drift.unknown", "address");
        refused(wish("attribute", "\"tags\""), 404, "drift.unknown", "attribute");
        refused(wish("change", "\"fingerprint of another\""), 409, "drift.changed", "change");
        refused(wish("attribute", "\"delay_seconds\""), 409, "drift.settled", "attribute");
        refused(wish("attribute", "\"password\""), 409, "drift.hidden", "attribute");
        refused(wish("address", "\"aws_sqs_queue.old\""), 409, "drift.settled", "attribute");
        refused(wish("address", "\"aws_sqs_queue.mail\""), 409, "drift.deleted", "address");
    }

    @Test
    void it_ends_and_says_why() {
        refused(wish("until", "\"" + Instant.now().minusSeconds(1) + "\""), 422, "field.invalid", "until");
        refused(wish("until", "\"" + Instant.now().plus(Duration.ofDays(367)) + "\""), 422, "field.invalid", "until");
        refused(wish("until", "null"), 422, "field.missing", "until");
        refused(wish("why", "\" \""), 422, "field.missing", "why");
        refused(wish("changeless", "").replace("\"module\": \"network\",", ""), 422, "field.missing", "module");
    }

    private void refused(String wish, int status, String code, String field) {
        HttpResponse<String> answer = post(wish);
        assertThat(answer.statusCode()).as("%s: %s", wish, answer.body()).isEqualTo(status);
        assertThat(hub.json(answer).path("code").asString()).as(wish).isEqualTo(code);
        assertThat(hub.json(answer).path("field").asString()).as(wish).isEqualTo(field);
    }

    @Test
    void the_gate_opens_for_no_plan_by_it() {
        String id = "CHG-" + UUID.randomUUID();
        ChangeUpdated approved = ChangeUpdated.newBuilder(StandInWorker.approved(id, signer.plan()))
                .setAcceptance(new DriftAcceptance(
                        accepted.address(), accepted.attribute(), accepted.change(), until, accepted.why()))
                .build();
        hub.wire.publish(Topics.CHANGE_UPDATED, "acme/" + id, UUID.randomUUID(), UUID.randomUUID(), approved);
        eventually(() ->
                assertThat(hub.get("/api/cab/requests/" + id).statusCode()).isEqualTo(200));

        signer.assertProblem(
                hub.post("/api/cab/gate?changeRequestId=" + id + "&module=network&client=acme", PLAN, SMALL_PLAN),
                403,
                "gate.accepts-drift");
    }
}
