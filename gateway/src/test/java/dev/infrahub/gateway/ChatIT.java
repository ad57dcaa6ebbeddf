package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.ComponentSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Questions, documents and code, as the gateway hands them on and answers them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatIT {

    private static final String CHAT = "/api/infra/chat";
    private static final String PASSWORD = "kX9v" + "Lq2mZr7w";

    private final HttpClient http = HttpClient.newHttpClient();
    private Hub hub;
    private String engineer;

    @BeforeAll
    void start() {
        hub = Hub.start();
        engineer = hub.newKey("engineer", "[\"acme\"]", "");
    }

    @AfterAll
    void stop() {
        hub.close();
        http.close();
    }

    private JsonNode accepted(String path, String body) {
        HttpResponse<String> answer = hub.send(hub.anonymousRequest(path)
                .header("X-Api-Key", engineer)
                .header("Content-Type", JSON)
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return hub.json(answer);
    }

    private static UUID id(JsonNode accepted) {
        return UUID.fromString(accepted.path("operationId").asString());
    }

    private ChatAsked asked(UUID operation) {
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.CHAT_ASKED, operation)).hasSize(1));
        return hub.wire.eventsOf(Topics.CHAT_ASKED, operation).getFirst();
    }

    @Test
    void a_question_says_who_asks_and_what_may_be_told_and_is_signed() {
        UUID operation = id(accepted(CHAT, "{\"message\":\"What drifted?\"}"));

        ChatAsked asked = asked(operation);
        assertThat(asked.getIsNew()).isTrue();
        assertThat(asked.getReader().getName()).startsWith("key:");
        assertThat(asked.getReader().getAllClients()).isFalse();
        assertThat(asked.getReader().getClients()).containsExactly("acme");
        assertThat(asked.getReader().getPermissions())
                .contains("plans:read", "changes:read")
                .doesNotContain("audit:read");
        assertThat(hub.wire.records(Topics.CHAT_ASKED.name()))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(Wire.isBelieved(record)).isTrue());
    }

    @Test
    void of_all_clients_only_the_one_that_is_named_is_told_of() {
        UUID all = id(hub.json(hub.post(CHAT, JSON, "{\"message\":\"a\"}", "Prefer", "respond-async")));
        UUID one = id(
                hub.json(hub.post(CHAT, JSON, "{\"message\":\"a\",\"client\":\"acme\"}", "Prefer", "respond-async")));

        assertThat(asked(all).getReader().getAllClients()).isTrue();
        assertThat(asked(one).getReader().getAllClients()).isFalse();
        assertThat(asked(one).getReader().getClients()).containsExactly("acme");
    }

    @Test
    void an_answer_is_for_who_asked_and_for_nobody_else_of_the_client() {
        UUID operation = id(accepted(CHAT, "{\"message\":\"What drifted?\"}"));
        hub.wire.answer(Topics.CHAT_ANSWERED, "c", operation, StandInWorker.answered("acme"));

        eventually(() -> assertThat(
                        hub.getAs(engineer, "/api/operations/" + operation).body())
                .contains("Nothing drifted."));
        String colleague = hub.newKey("engineer", "[\"acme\"]", "");
        assertThat(hub.getAs(colleague, "/api/operations/" + operation).body())
                .contains("completed")
                .doesNotContain("Nothing drifted.");
    }

    @Test
    void what_is_told_before_the_answer_is_streamed_in_order_and_then_the_answer() {
        CompletableFuture<HttpResponse<Stream<String>>> streamed = http.sendAsync(
                hub.anonymousRequest(CHAT)
                        .header("X-Api-Key", engineer)
                        .header("Content-Type", JSON)
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString("{\"message\":\"told as it comes\"}"))
                        .build(),
                BodyHandlers.ofLines());
        UUID operation = operationOf("told as it comes");
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> read =
                streamed.thenAcceptAsync(answer -> answer.body().forEach(lines::add));
        for (int number = 1; number <= 3; number++) {
            String text = "piece " + number;
            hub.wire.publish(
                    Topics.CHAT_PROGRESSED,
                    "c",
                    UUID.randomUUID(),
                    operation,
                    StandInWorker.progressed("acme", number, text));
            eventually(() -> assertThat(lines).anyMatch(line -> line.startsWith("data:") && line.contains(text)));
        }
        // several before anybody has looked: a wake-up that brings nothing new ends nothing
        for (int number = 4; number <= 9; number++) {
            hub.wire.publish(
                    Topics.CHAT_PROGRESSED,
                    "c",
                    UUID.randomUUID(),
                    operation,
                    StandInWorker.progressed("acme", number, "piece " + number));
        }
        eventually(() -> assertThat(lines).anyMatch(line -> line.contains("piece 9")));
        List<String> takenUp = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> readOn = http.sendAsync(
                        hub.anonymousRequest("/api/operations/" + operation + "/events")
                                .header("X-Api-Key", engineer)
                                .header("Last-Event-ID", "7")
                                .GET()
                                .build(),
                        BodyHandlers.ofLines())
                .thenAcceptAsync(answer -> answer.body().forEach(takenUp::add));
        eventually(() -> assertThat(takenUp).anyMatch(line -> line.contains("piece 9")));
        hub.wire.answer(Topics.CHAT_ANSWERED, "c", operation, StandInWorker.answered("acme"));
        read.join();
        readOn.join();
        // so that it goes on from there where it breaks off before anything more is told
        assertThat(takenUp.stream().filter(line -> line.startsWith("id:")))
                .containsExactly("id:7", "id:8", "id:9", "id:completed");
        assertThat(takenUp.stream().filter(line -> line.startsWith("event:")))
                .startsWith("event:accepted", "event:progress");

        assertThat(lines.stream().filter(line -> line.startsWith("event:")))
                .startsWith("event:accepted", "event:progress")
                .endsWith("event:progress", "event:completed")
                .hasSize(1 + 9 + 1);
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("data:"))
                        .toList()
                        .getLast())
                .contains("Nothing drifted.");
        // who comes late is told all of it
        assertThat(hub.getAs(engineer, "/api/operations/" + operation + "/events")
                        .body())
                .contains("piece 1", "piece 3", "Nothing drifted.");
        String colleague = hub.newKey("engineer", "[\"acme\"]", "");
        assertThat(hub.getAs(colleague, "/api/operations/" + operation + "/events")
                        .body())
                .contains("completed")
                .doesNotContain("piece", "Nothing drifted.");
    }

    private UUID operationOf(String message) {
        List<UUID> found = new ArrayList<>();
        eventually(() -> {
            hub.wire.records(Topics.CHAT_ASKED.name()).stream()
                    .map(record -> UUID.fromString(
                            Wire.header(record, "correlation-id").orElseThrow()))
                    .filter(id -> hub.wire
                            .eventsOf(Topics.CHAT_ASKED, id)
                            .getFirst()
                            .getMessage()
                            .equals(message))
                    .forEach(found::add);
            assertThat(found).isNotEmpty();
        });
        return found.getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /api/enrich           | {}                                          | files
                    /api/enrich           | {"files":[]}                                | files
                    /api/scaffold         | {"description":" "}                         | description
                    /api/review           | {"prTitle":"x"}                             | diff
                    /api/index-doc        | {"entityRef":"component:a","docPath":"a"}   | content
                    /api/ask              | {"question":""}                             | question
                    """)
    void what_is_required_and_not_there_is_told_as_the_published_contract_has_it(
            String path, String body, String field) {
        HttpResponse<String> answer = hub.post(path, JSON, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(hub.json(answer).path("field").asString()).isEqualTo(field);
        assertThat(hub.json(answer).path("error").asString()).startsWith(field + " is required");
    }

    @Test
    void credentials_are_taken_out_of_what_is_handed_in_and_refused_in_what_is_asked() {
        UUID component = id(accepted(
                "/api/enrich",
                "{\"files\":[{\"path\":\"main.tf\",\"content\":\"password = \\\"" + PASSWORD + "\\\"\"}]}"));
        UUID review = id(accepted(
                "/api/review",
                "{\"diff\":\"--- a/m.tf\\n+++ b/m.tf\\n@@ -1 +1 @@\\n-a\\n+password = \\\"" + PASSWORD + "\\\"\\n\"}"));

        eventually(() -> assertThat(hub.wire.eventsOf(Topics.COMPONENT_SUBMITTED, component))
                .singleElement()
                .extracting(ComponentSubmitted::toString)
                .asString()
                .contains("main.tf")
                .doesNotContain(PASSWORD));
        eventually(() -> assertThat(hub.wire.eventsOf(Topics.REVIEW_REQUESTED, review))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.toString()).doesNotContain(PASSWORD);
                    assertThat(event.getSecrets()).hasSize(1);
                    assertThat(event.getSecrets().getFirst().getLine()).isEqualTo(1);
                }));
        assertThat(hub.json(hub.post(CHAT, JSON, "{\"message\":\"is password = '" + PASSWORD + "' safe?\"}"))
                        .path("code")
                        .asString())
                .isEqualTo("field.secret");
    }

    @Test
    void a_document_is_taken_out_as_an_event_under_its_key_and_who_asked_is_audited() {
        String path = "/api/index-doc?entityRef=component:a&docPath=a.md";
        HttpResponse<String> accepted = hub.send(hub.anonymousRequest(path)
                .header("X-Api-Key", engineer)
                .header("Prefer", "respond-async")
                .DELETE()
                .build());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        UUID operation = id(hub.json(accepted));

        eventually(() -> assertThat(hub.wire.eventsOf(Topics.DOCUMENT_SUBMITTED, operation))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getClient()).isEqualTo("acme");
                    assertThat(event.getContent()).isEmpty();
                    assertThat(hub.get("/api/audit").body())
                            .contains("DELETE /api/index-doc", event.getDocumentId())
                            .doesNotContain("a.md");
                }));
        assertThat(hub.wire.records(Topics.DOCUMENT_SUBMITTED.name()))
                .extracting(ConsumerRecord::key)
                .contains("acme/component:a/a.md");
        hub.wire.answer(Topics.DOCUMENT_INDEXED, "acme", operation, StandInWorker.indexed("acme"));
        eventually(() -> assertThat(result(operation).propertyNames())
                .containsExactlyInAnyOrder("documentId", "client", "entityRef", "docPath", "chunksIndexed"));
    }

    @Test
    void that_a_document_was_taken_out_is_told_to_its_client_whosever_clients_the_caller_s_are() {
        HttpResponse<String> accepted =
                hub.send(hub.anonymousRequest("/api/index-doc?entityRef=component:b&docPath=b.md&client=acme")
                        .header("X-Api-Key", hub.newKey("engineer", "[\"acme\", \"globex\"]", ""))
                        .header("Prefer", "respond-async")
                        .DELETE()
                        .build());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        UUID operation = id(hub.json(accepted));
        eventually(() -> assertThat(hub.wire.eventsOf(Topics.DOCUMENT_SUBMITTED, operation))
                .hasSize(1));
        String document = hub.wire
                .eventsOf(Topics.DOCUMENT_SUBMITTED, operation)
                .getFirst()
                .getDocumentId();

        assertThat(hub.getAs(hub.newKey("auditor", "[\"acme\"]", ""), "/api/audit")
                        .body())
                .contains(document);
        assertThat(hub.getAs(hub.newKey("auditor", "[\"globex\"]", ""), "/api/audit")
                        .body())
                .doesNotContain(document);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ?docPath=a                                | 400 | field.missing     | entityRef
                    ?entityRef=component:a&docPath=%20        | 400 | field.missing     | docPath
                    ?entityRef=component:a&docPath=a%0Ab      | 400 | parameter.invalid | docPath
                    ?entityRef=component:a&docPath=a&client=! | 400 | parameter.invalid | client
                    ?entityRef=a&docPath=a&client=globex      | 403 | client.forbidden  | client
                    """)
    void what_names_no_document_of_the_callers_takes_none_out(String query, int status, String code, String field) {
        HttpResponse<String> answer = hub.sendAs(engineer, "DELETE", "/api/index-doc" + query, JSON, "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(hub.json(answer).path("code").asString()).isEqualTo(code);
        assertThat(hub.json(answer).path("field").asString()).isEqualTo(field);
    }

    @Test
    void published_members_and_ai_answer_and_nothing_else() {
        UUID asked = id(accepted("/api/ask", "{\"question\":\"how?\"}"));
        hub.wire.answer(Topics.QUESTION_ANSWERED, "acme", asked, StandInWorker.documents("acme"));
        UUID indexed =
                id(accepted("/api/index-doc", "{\"entityRef\":\"component:a\",\"docPath\":\"a\",\"content\":\"a\"}"));
        hub.wire.answer(Topics.DOCUMENT_INDEXED, "acme", indexed, StandInWorker.indexed("acme"));

        eventually(
                () -> assertThat(result(asked).propertyNames()).containsExactlyInAnyOrder("answer", "sources", "ai"));
        assertThat(result(asked).path("sources").path(0).propertyNames())
                .containsExactlyInAnyOrder("entityRef", "docPath", "similarity");
        eventually(() -> assertThat(result(indexed).propertyNames()).containsExactly("chunksIndexed"));
    }

    private JsonNode result(UUID operation) {
        return hub.json(hub.getAs(engineer, "/api/operations/" + operation)).path("result");
    }
}
