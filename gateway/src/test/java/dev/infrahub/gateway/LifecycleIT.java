package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.gateway.StandInSigner.inBackground;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ChangeImplemented;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeReviewed;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.Topics;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A change after its approval, over HTTP. The test plays the cab-signer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleIT {

    private Hub hub;
    private StandInSigner signer;

    @BeforeAll
    void start() {
        hub = Hub.start("--HUB_MACHINE_APPROVERS=true");
        signer = StandInSigner.of(hub);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void a_pipeline_reports_what_it_applied_and_the_board_reviews_it() throws Exception {
        String id = signer.approved();
        CompletableFuture<HttpResponse<String>> implemented = inBackground(() -> ask(id, "implement", """
                {"outcome":"rolled-back","runUrl":"https://ci.example.org/7","comment":"smoke test failed"}"""));
        ConsumerRecord<String, byte[]> reported = signer.recordOf(Topics.CHANGE_IMPLEMENTED, id);
        ChangeImplemented report = signer.event(Topics.CHANGE_IMPLEMENTED, reported);
        assertThat(report.getReportedBy()).startsWith("key:");
        ChangeUpdated after = StandInWorker.implemented(StandInWorker.approved(id, signer.plan()), report);
        signer.publish(Topics.CHANGE_UPDATED, reported, after);

        JsonNode answer = ok(implemented);
        assertThat(answer.path("state").asString()).isEqualTo("implemented");
        assertThat(answer.path("implementation").path("outcome").asString()).isEqualTo("rolled-back");
        assertThat(answer.path("review").isNull()).isTrue();
        signer.assertProblem(gate(id), 403, "gate.not-approved");

        CompletableFuture<HttpResponse<String>> reviewed =
                inBackground(() -> ask(id, "review", "{\"outcome\":\"unsuccessful\",\"comment\":\"no canary\"}"));
        ConsumerRecord<String, byte[]> asked = signer.recordOf(Topics.CHANGE_REVIEWED, id);
        ChangeReviewed review = signer.event(Topics.CHANGE_REVIEWED, asked);
        signer.publish(Topics.CHANGE_UPDATED, asked, StandInWorker.reviewed(after, review));
        assertThat(ok(reviewed).path("review").path("outcome").asString()).isEqualTo("unsuccessful");

        JsonNode shown = hub.json(hub.get("/api/cab/requests/" + id));
        assertThat(shown.path("implementation").path("runUrl").asString()).isEqualTo("https://ci.example.org/7");
        assertThat(shown.path("review").path("comment").asString()).isEqualTo("no canary");
        assertThat(hub.json(hub.get("/api/cab/requests?state=implemented")).values())
                .anySatisfy(one ->
                        assertThat(one.path("changeRequestId").asString()).isEqualTo(id));
    }

    @Test
    void a_report_that_is_not_kept_is_told_with_its_status() throws Exception {
        refused("implement", "{\"outcome\":\"succeeded\"}", "change.not-approved", 409);
        refused("implement", "{\"outcome\":\"succeeded\"}", "change.implemented", 409);
        refused("implement", "{\"outcome\":\"succeeded\"}", "change.expired", 409);
        refused("review", "{\"outcome\":\"successful\"}", "change.reviewed", 409);
        refused("review", "{\"outcome\":\"successful\"}", "reviewer.is-requester", 403);
        refused("review", "{\"outcome\":\"successful\"}", "reviewer.is-reporter", 403);
    }

    private void refused(String action, String body, String code, int status) throws Exception {
        String id = signer.approved();
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> ask(id, action, body));
        ConsumerRecord<String, byte[]> asked =
                signer.recordOf(action.equals("review") ? Topics.CHANGE_REVIEWED : Topics.CHANGE_IMPLEMENTED, id);
        signer.refuse(asked, code, status == 403 ? RefusalKind.FORBIDDEN : RefusalKind.CONFLICT);
        signer.assertProblem(answer.get(30, TimeUnit.SECONDS), status, code);
    }

    @Test
    void an_approval_is_revoked_with_a_reason_and_the_gate_closes() throws Exception {
        String id = signer.approved();
        CompletableFuture<HttpResponse<String>> answer =
                inBackground(() -> ask(id, "revoke", "{\"comment\":\"the maintenance window moved\"}"));
        ConsumerRecord<String, byte[]> asked = signer.recordOf(Topics.APPROVAL_REQUESTED, id);
        ApprovalRequested event = signer.event(Topics.APPROVAL_REQUESTED, asked);
        assertThat(event)
                .extracting("decision", "comment", "planHash")
                .containsExactly(
                        "revoke", "the maintenance window moved", signer.plan().getPlanHash());
        signer.publish(Topics.APPROVAL_SIGNED, asked, StandInWorker.signed(event));
        signer.publishBeside(
                Topics.CHANGE_UPDATED,
                asked,
                ChangeUpdated.newBuilder(StandInWorker.approved(id, signer.plan()))
                        .setState("revoked")
                        .build());

        assertThat(ok(answer).path("decision").asString()).isEqualTo("revoke");
        eventually(() -> assertThat(
                        hub.json(hub.get("/api/cab/requests?state=revoked")).toString())
                .contains(id));
        signer.assertProblem(gate(id), 403, "gate.not-approved");
    }

    @Test
    void what_a_report_must_say_is_named_where_it_is_missing() throws Exception {
        String id = signer.approved();
        assertField(ask(id, "implement", "{}"), "field.missing", "outcome");
        assertField(ask(id, "implement", "{\"outcome\":\"done\"}"), "field.invalid", "outcome");
        assertField(
                ask(id, "implement", "{\"outcome\":\"failed\",\"runUrl\":\"javascript:alert(1)\"}"),
                "field.invalid",
                "runUrl");
        assertField(ask(id, "review", "{\"outcome\":\"succeeded\"}"), "field.invalid", "outcome");
        assertField(
                ask(id, "review", "{\"outcome\":\"successful\",\"reviewedBy\":\"the boss\"}"),
                "approver.contradicts",
                "reviewedBy");
        assertField(ask(id, "revoke", "{}"), "field.missing", "comment");
        for (String action : new String[] {"implement", "review", "revoke"}) {
            signer.assertProblem(
                    ask(
                            "CHG-none",
                            action,
                            "{\"outcome\":\"%s\",\"comment\":\"c\"}"
                                    .formatted(action.equals("review") ? "successful" : "succeeded")),
                    404,
                    "change.unknown");
        }
    }

    private void assertField(HttpResponse<String> response, String code, String field) {
        signer.assertProblem(response, 422, code);
        assertThat(hub.json(response).path("field").asString()).isEqualTo(field);
    }

    @Test
    void pipelines_report_and_the_board_revokes_and_reviews() {
        String id = signer.approved();
        String ci = hub.newKey("ci", "[\"acme\"]", "");
        String approver = hub.newKey("approver", "[\"acme\"]", "");

        assertThat(status(ci, id, "implement", "{\"outcome\":\"succeeded\"}")).isEqualTo(202);
        assertThat(status(ci, id, "review", "{\"outcome\":\"successful\"}")).isEqualTo(403);
        assertThat(status(ci, id, "revoke", "{\"comment\":\"no\"}")).isEqualTo(403);
        assertThat(status(approver, id, "implement", "{\"outcome\":\"succeeded\"}"))
                .isEqualTo(403);
        assertThat(status(approver, id, "review", "{\"outcome\":\"successful\"}"))
                .isEqualTo(202);
        assertThat(status(approver, id, "revoke", "{\"comment\":\"no\"}")).isEqualTo(202);
    }

    private int status(String key, String id, String action, String body) {
        return hub.send(hub.anonymousRequest("/api/cab/requests/" + id + "/" + action)
                        .header("X-Api-Key", key)
                        .header("Content-Type", JSON)
                        .header("Prefer", "respond-async")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }

    @Test
    void the_gate_opens_for_what_the_policy_approved_when_it_was_opened() throws Exception {
        String id = "CHG-" + UUID.randomUUID();
        CompletableFuture<HttpResponse<String>> opened = inBackground(() -> hub.post(
                "/api/cab/requests",
                JSON,
                "{\"planId\":\"" + signer.plan().getPlanId() + "\",\"changeRequestId\":\"" + id + "\"}"));
        ConsumerRecord<String, byte[]> asked = signer.recordOf(Topics.CHANGE_REQUESTED, id);
        ChangeRequested event = signer.event(Topics.CHANGE_REQUESTED, asked);
        assertThat(event).extracting("changeType", "riskLevel").containsExactly("standard", "low");
        signer.publish(Topics.CHANGE_UPDATED, asked, StandInWorker.approvedByPolicy(event));
        assertThat(ok(opened).path("state").asString()).isEqualTo("approved");

        CompletableFuture<HttpResponse<String>> gate = inBackground(() -> gate(id));
        signer.verify(id, true, null);
        assertThat(ok(gate).path("allowed").asBoolean()).isTrue();
    }

    private JsonNode ok(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return hub.json(response);
    }

    private HttpResponse<String> ask(String id, String action, String body) {
        return hub.post("/api/cab/requests/" + id + "/" + action, JSON, body);
    }

    private HttpResponse<String> gate(String id) {
        return hub.post("/api/cab/gate?changeRequestId=" + id + "&client=acme&module=network", PLAN, SMALL_PLAN);
    }
}
