package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What went through Kafka is told to whom it concerns, and what services gave up on to who runs the hub. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Hub hub = Hub.start();

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void the_events_of_a_request_are_told_to_its_client_alone() {
        HttpResponse<String> accepted = hub.post(
                "/api/pipeline/summarize-plan?module=network&client=acme",
                Hub.PLAN,
                Hub.SMALL_PLAN,
                "Prefer",
                "respond-async",
                "traceparent",
                "00-" + TRACE + "-00f067aa0ba902b7-01");
        UUID operation = UUID.fromString(hub.json(accepted).path("operationId").asString());
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation)).hasSize(1));
        PlanSubmitted plan = hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
        hub.wire.answer(Topics.PLAN_ANALYZED, "acme/network", operation, StandInWorker.analyzed(plan));

        eventually(() -> assertThat(topics(hub.get("/api/events?operation=" + operation)))
                .containsExactly("plan.analyzed", "plan.submitted"));
        JsonNode asked = hub.json(hub.get("/api/events?operation=" + operation + "&topic=plan.submitted"))
                .path(0);
        assertThat(asked.path("client").asString()).isEqualTo("acme");
        assertThat(asked.path("operationId").asString()).isEqualTo(operation.toString());
        assertThat(asked.path("traceId").asString()).isEqualTo(TRACE);
        assertThat(topics(hub.get("/api/events?trace=" + TRACE))).contains("plan.submitted");
        // what is heard is told with the trace that it came in
        assertThat(hub.json(hub.get("/api/events?operation=" + operation + "&topic=plan.analyzed"))
                        .path(0)
                        .path("traceId")
                        .asString())
                .matches("[0-9a-f]{32}");
        assertThat(topics(hub.getAs(hub.newKey("auditor", "[\"acme\"]", ""), "/api/events")))
                .contains("plan.analyzed", "plan.submitted");
        String other = hub.newKey("admin", "[\"globex\"]", "");
        for (String query : List.of("", "?client=acme", "?operation=" + operation, "?trace=" + TRACE)) {
            assertThat(hub.json(hub.getAs(other, "/api/events" + query)))
                    .as(query)
                    .isEmpty();
        }
    }

    @Test
    void a_failure_is_of_the_client_whose_request_failed() {
        UUID operation = UUID.fromString(hub.json(hub.post(
                        "/api/pipeline/summarize-plan?module=failing&client=failing",
                        Hub.PLAN,
                        Hub.SMALL_PLAN,
                        "Prefer",
                        "respond-async"))
                .path("operationId")
                .asString());
        hub.wire.answer(
                Topics.OPERATION_FAILED,
                "failing/failing",
                operation,
                new OperationFailed(
                        operation.toString(), "plan.unreadable", "No plan.", "invalid", false, "plan.submitted", null));

        String reader = hub.newKey("auditor", "[\"failing\"]", "");
        eventually(() -> assertThat(topics(hub.getAs(reader, "/api/events?topic=operation.failed")))
                .containsExactly("operation.failed"));
    }

    @Test
    void they_are_read_page_by_page_the_newest_first() {
        for (int i = 0; i < 5; i++) {
            hub.post(
                    "/api/pipeline/summarize-plan?module=m" + i + "&client=paged",
                    Hub.PLAN,
                    Hub.SMALL_PLAN,
                    "Prefer",
                    "respond-async");
        }
        Stream.Builder<String> times = Stream.builder();
        Set<String> ids = new HashSet<>();
        int pages = 0;
        String next = "/api/events?client=paged&topic=plan.submitted&limit=2";
        while (!next.isEmpty()) {
            HttpResponse<String> page = hub.get(next);
            hub.json(page).forEach(line -> {
                times.add(line.path("at").asString());
                ids.add(line.path("id").asString());
            });
            next = page.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse("");
            pages++;
        }
        List<String> read = times.build().toList();
        assertThat(pages).isEqualTo(3);
        assertThat(read).hasSize(5).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(ids).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topic=plans",
                "topic=drift.detected",
                "topic=chat.progressed",
                "operation=1",
                "trace=" + TRACE + "0",
                "trace=%00",
                "cursor=x",
                "limit=0"
            })
    void what_cannot_be_looked_for_is_refused_by_name(String query) {
        HttpResponse<String> answer = hub.get("/api/events?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(hub.json(answer).path("field").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void what_is_given_up_is_told_to_who_may_see_all_clients() {
        UUID event = UUID.randomUUID();
        UUID operation = UUID.fromString(hub.json(hub.post(
                        "/api/pipeline/summarize-plan?module=dead&client=acme",
                        Hub.PLAN,
                        Hub.SMALL_PLAN,
                        "Prefer",
                        "respond-async"))
                .path("operationId")
                .asString());
        hub.wire.publishBytes(
                Topics.PLAN_ANALYZED,
                "a-key-that-is-a-secret",
                "no event, a value that is a secret".getBytes(StandardCharsets.UTF_8),
                Map.of("ce_id", event.toString(), "correlation-id", operation.toString()));

        JsonNode letter = letterOf(event);
        assertThat(letter.path("topic").asString()).isEqualTo("plan.analyzed");
        assertThat(letter.path("service").asString()).isEqualTo("gateway");
        assertThat(letter.path("code").asString()).isEqualTo("event.unreadable");
        assertThat(letter.path("operationId").asString()).isEqualTo(operation.toString());
        assertThat(letter.path("offset").isIntegralNumber()).isTrue();
        assertThat(letter.path("place").asString())
                .startsWith("plan.analyzed-dlt/" + letter.path("partition").asInt() + "/");
        assertThat(letter.toString()).doesNotContain("a-secret", "is a secret");
        // the gateway's own failure, which it hears as well
        eventually(() -> assertThat(hub.json(hub.get("/api/events?topic=operation.failed&operation=" + operation)))
                .hasSize(1));
        for (String key : List.of(hub.newKey("admin", "[\"acme\"]", ""), hub.newKey("auditor", "[\"*\"]", ""))) {
            assertThat(hub.getAs(key, "/api/dead-letters").statusCode()).isEqualTo(403);
        }
        assertThat(hub.json(hub.get("/api/dead-letters?service=cab-signer"))).isEmpty();
        assertThat(hub.get("/api/dead-letters?service=nobody").statusCode()).isEqualTo(400);
    }

    /** Whoever may write there could write anything. */
    @Test
    void headers_that_have_no_form_are_not_told_and_stop_nothing() {
        UUID event = UUID.randomUUID();
        Map<String, byte[]> headers = new HashMap<>(Map.of(
                "dlt-code", "\0<script>".getBytes(StandardCharsets.UTF_8),
                "kafka_dlt-original-offset", new byte[] {1},
                "kafka_dlt-original-consumer-group", "\0nobody".getBytes(StandardCharsets.UTF_8),
                "correlation-id", new byte[] {0, (byte) 0xff},
                "traceparent", "00-\0\0-".getBytes(StandardCharsets.UTF_8)));
        bury(Topics.PLAN_SUBMITTED, headers);
        headers.clear();
        headers.put("ce_id", event.toString().getBytes(StandardCharsets.UTF_8));
        headers.put("traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-01").getBytes(StandardCharsets.UTF_8));
        headers.put(
                "kafka_dlt-original-offset",
                ByteBuffer.allocate(Long.BYTES).putLong(41).array());
        headers.put("kafka_dlt-original-consumer-group", "plan-analyzer".getBytes(StandardCharsets.UTF_8));
        bury(Topics.PLAN_SUBMITTED, headers);

        JsonNode letter = letterOf(event);
        assertThat(letter.path("offset").asLong()).isEqualTo(41);
        assertThat(letter.path("service").asString()).isEqualTo("plan-analyzer");
        assertThat(letter.path("traceId").asString()).isEqualTo(TRACE);
        List<JsonNode> both = hub.json(hub.get("/api/dead-letters?topic=plan.submitted")).values().stream()
                .toList();
        assertThat(both).hasSize(2);
        assertThat(both.getLast().propertyNames()).containsExactlyInAnyOrder("at", "topic", "partition", "place");
    }

    private void bury(Topic<?> topic, Map<String, byte[]> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.deadLetters(), 0, "key", new byte[0]);
        headers.forEach((name, value) -> record.headers().add(name, value));
        hub.wire.publish(record);
    }

    private JsonNode letterOf(UUID event) {
        eventually(() -> assertThat(hub.get("/api/dead-letters").body()).contains(event.toString()));
        return hub.json(hub.get("/api/dead-letters")).values().stream()
                .filter(letter -> letter.path("id").asString().equals(event.toString()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> topics(HttpResponse<String> events) {
        assertThat(events.statusCode()).as(events.body()).isEqualTo(200);
        return hub.json(events).values().stream()
                .map(line -> line.path("topic").asString())
                .toList();
    }
}
