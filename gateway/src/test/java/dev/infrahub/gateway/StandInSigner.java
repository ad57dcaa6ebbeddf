package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.json.Json;
import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import dev.infrahub.testing.Wire;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The cab-signer as the test plays it: hears what the gateway asks and answers as it is told to. */
record StandInSigner(Hub hub, PlanSubmitted plan) {

    /** With a plan that is analysed. */
    static StandInSigner of(Hub hub) {
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
        PlanSubmitted plan = hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
        hub.wire.answer(Topics.PLAN_ANALYZED, "acme/network", operation, StandInWorker.analyzed(plan));
        eventually(() -> assertThat(hub.get("/api/plans/" + plan.getPlanId()).statusCode())
                .isEqualTo(200));
        return new StandInSigner(hub, plan);
    }

    /** Returns the id of a change request that is pending. */
    String open() throws Exception {
        String id = "CHG-" + UUID.randomUUID();
        CompletableFuture<HttpResponse<String>> answer = inBackground(() -> hub.post(
                "/api/cab/requests",
                JSON,
                "{\"planId\":\"" + plan.getPlanId() + "\",\"changeRequestId\":\"" + id + "\"}"));
        ConsumerRecord<String, byte[]> asked = recordOf(Topics.CHANGE_REQUESTED, id);
        ChangeRequested event = event(Topics.CHANGE_REQUESTED, asked);
        publish(Topics.CHANGE_UPDATED, asked, StandInWorker.opened(event, 1));
        HttpResponse<String> opened = answer.get(30, TimeUnit.SECONDS);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        return id;
    }

    /** Returns the id of a change request that is approved. */
    String approved() {
        String id = "CHG-" + UUID.randomUUID();
        hub.wire.publish(
                Topics.CHANGE_UPDATED,
                "acme/" + id,
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.approved(id, plan));
        eventually(() ->
                assertThat(hub.get("/api/cab/requests/" + id).statusCode()).isEqualTo(200));
        return id;
    }

    void verify(String id, boolean isValid, @Nullable String reason) {
        ConsumerRecord<String, byte[]> asked = recordOf(Topics.VERIFICATION_REQUESTED, id);
        VerificationRequested event = event(Topics.VERIFICATION_REQUESTED, asked);
        publish(
                Topics.APPROVAL_VERIFIED,
                asked,
                new ApprovalVerified(
                        event.getChangeRequestId(),
                        "acme",
                        true,
                        isValid,
                        reason,
                        approval(event.getChangeRequestId(), plan)));
    }

    private static String approval(String id, PlanSubmitted approved) {
        return new Json()
                .with("changeRequestId", id)
                .with("client", approved.getClient())
                .with("expiresAt", Instant.now().plusSeconds(600))
                .with("module", approved.getModule())
                .with("environment", approved.getEnvironment())
                .with("planHash", approved.getPlanHash())
                .with("fingerprint", approved.getFingerprint())
                .with("state", "approved")
                .text();
    }

    /** As the cab-signer would, but for its signature: that it is genuine. */
    void verifyUnsigned(String id) {
        ConsumerRecord<String, byte[]> asked = recordOf(Topics.VERIFICATION_REQUESTED, id);
        answerUnsigned(
                Topics.APPROVAL_VERIFIED,
                asked,
                new ApprovalVerified(id, "acme", true, true, null, approval(id, plan)));
    }

    /** Answers as anybody could who may write to the topic; returns the event's id. */
    <T extends SpecificRecord> UUID answerUnsigned(Topic<T> topic, ConsumerRecord<String, byte[]> asked, T value) {
        UUID event = UUID.randomUUID();
        hub.wire.publishBytes(
                topic,
                asked.key(),
                hub.wire.encode(topic, value),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", event.toString(),
                        "ce_time", Instant.now().toString(),
                        "correlation-id", operationOf(asked).toString(),
                        "operation-relation", "answers"));
        return event;
    }

    /** What a worker says that refuses. */
    void refuse(ConsumerRecord<String, byte[]> asked, String code, RefusalKind kind) {
        publish(
                Topics.OPERATION_FAILED,
                asked,
                new OperationFailed(
                        operationOf(asked).toString(), code, "No.", kind.text(), false, asked.topic(), null));
    }

    void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(hub.json(response).path("code").asString()).isEqualTo(code);
    }

    static CompletableFuture<HttpResponse<String>> inBackground(Supplier<HttpResponse<String>> request) {
        return CompletableFuture.supplyAsync(request);
    }

    List<ConsumerRecord<String, byte[]>> recordsOf(Topic<?> topic, String id) {
        return hub.wire.records(topic.name()).stream()
                .filter(record -> ("acme/" + id).equals(record.key()))
                .toList();
    }

    ConsumerRecord<String, byte[]> recordOf(Topic<?> topic, String id) {
        eventually(() -> assertThat(recordsOf(topic, id)).isNotEmpty());
        return recordsOf(topic, id).getLast();
    }

    <T extends SpecificRecord> T event(Topic<T> topic, ConsumerRecord<String, byte[]> record) {
        return hub.wire.eventsOf(topic, operationOf(record)).getFirst();
    }

    <T extends SpecificRecord> void publish(Topic<T> topic, ConsumerRecord<String, byte[]> asked, T value) {
        hub.wire.answer(topic, asked.key(), operationOf(asked), value);
    }

    /** What belongs to what was asked, and does not answer it. */
    <T extends SpecificRecord> void publishBeside(Topic<T> topic, ConsumerRecord<String, byte[]> asked, T value) {
        hub.wire.publish(topic, asked.key(), UUID.randomUUID(), operationOf(asked), value);
    }

    static UUID operationOf(ConsumerRecord<?, ?> record) {
        return UUID.fromString(Wire.header(record, "correlation-id").orElseThrow());
    }
}
