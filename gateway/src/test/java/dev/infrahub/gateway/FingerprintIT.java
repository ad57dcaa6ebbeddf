package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topics;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What a plan does has one name, however the plan is written. The test plays the worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FingerprintIT {

    private static final String SUMMARIZE = "/api/pipeline/summarize-plan";
    private static final String FIRST = change("first", "hunter2-hunter2");
    private static final String SECOND = change("second", "tr0ub4dor-and-3");

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
    void plans_in_another_order_have_another_hash_and_the_same_fingerprint() {
        PlanSubmitted one = submitted(accept(plan("1.2", "1.11.4", FIRST, SECOND)));
        PlanSubmitted other = submitted(accept(plan("1.1", "1.5.0", SECOND, FIRST)));

        assertThat(other.getPlanHash()).isNotEqualTo(one.getPlanHash());
        assertThat(other.getPlanId()).isNotEqualTo(one.getPlanId());
        assertThat(one.getFingerprint()).matches("v2:[0-9a-f]{64}");
        assertThat(other.getFingerprint()).isEqualTo(one.getFingerprint());
    }

    @Test
    void another_sensitive_value_is_another_fingerprint() {
        PlanSubmitted one = submitted(accept(plan("1.2", "1.11.4", FIRST)));
        PlanSubmitted other = submitted(accept(plan("1.2", "1.11.4", change("first", "hunter3-hunter3"))));

        assertThat(other.getFingerprint()).isNotEqualTo(one.getFingerprint());
    }

    @Test
    void text_has_no_fingerprint() {
        String body =
                "{\"module\":\"m\",\"planOutput\":\"No changes. Your infrastructure matches the configuration.\"}";

        PlanSubmitted text = submitted(operation(hub.post(SUMMARIZE, JSON, body, "Prefer", "respond-async")));

        assertThat(text.getFormat()).isEqualTo("text");
        assertThat(text.getFingerprint()).isNull();
    }

    @Test
    void answers_and_lists_hold_it() {
        UUID operation = accept(plan("1.2", "1.11.4", FIRST));
        PlanSubmitted plan = submitted(operation);
        hub.wire.answer(
                Topics.PLAN_ANALYZED,
                plan.getClient() + "/" + plan.getModule(),
                operation,
                StandInWorker.analyzed(plan));
        eventually(() -> assertThat(result(operation).path("planId").asString()).isEqualTo(plan.getPlanId()));

        String fingerprint = plan.getFingerprint();
        assertThat(result(operation).path("fingerprint").asString()).isEqualTo(fingerprint);
        JsonNode whole = hub.json(hub.get("/api/plans/" + plan.getPlanId()));
        assertThat(whole.path("fingerprint").asString()).isEqualTo(fingerprint);
        assertThat(whole.path("summary").path("fingerprint").asString()).isEqualTo(fingerprint);
        JsonNode list = hub.json(hub.get("/api/plans?module=" + plan.getModule()));
        assertThat(list.path(0).path("fingerprint").asString()).isEqualTo(fingerprint);
    }

    private static String plan(String format, String version, String... changes) {
        return """
            {"format_version":"%s","terraform_version":"%s","resource_changes":[%s]}\
            """.formatted(format, version, String.join(",", changes));
    }

    private static String change(String name, String password) {
        return """
            {"address":"terraform_data.%s","mode":"managed","type":"terraform_data","name":"%s",
             "provider_name":"terraform.io/builtin/terraform",
             "change":{"actions":["create"],"before":null,"after":{"input":"%s"},"after_unknown":{"id":true},
                       "before_sensitive":false,"after_sensitive":{"input":true}}}\
            """.formatted(name, name, password);
    }

    private UUID accept(String plan) {
        String module = "module-" + UUID.randomUUID();
        return operation(hub.post(SUMMARIZE + "?module=" + module, PLAN, plan, "Prefer", "respond-async"));
    }

    private UUID operation(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return UUID.fromString(hub.json(response).path("operationId").asString());
    }

    private JsonNode result(UUID operation) {
        return hub.json(hub.get("/api/operations/" + operation)).path("result");
    }

    private PlanSubmitted submitted(UUID operation) {
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation)).hasSize(1));
        return hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
    }
}
