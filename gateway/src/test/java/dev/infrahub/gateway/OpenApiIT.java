package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.contract.Takes;
import dev.infrahub.gateway.contract.TakesPlan;
import dev.infrahub.http.RequestReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What /openapi.json says, held against itself and against what the gateway does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

    private Hub hub;
    private JsonNode document;
    private final Map<String, JsonNode> operations = new TreeMap<>();

    @BeforeAll
    void start() {
        hub = Hub.start();
        document = hub.json(hub.get("/openapi.json"));
        JsonNode paths = document.path("paths");
        paths.propertyNames()
                .forEach(path -> paths.path(path)
                        .propertyNames()
                        .forEach(method -> operations.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                paths.path(path).path(method))));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void every_operation_is_explained() {
        assertThat(operations).isNotEmpty();
        operations.forEach((name, operation) -> {
            assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
            assertThat(operation.path("tags")).as(name).hasSize(1);
            operation
                    .path("parameters")
                    .forEach(parameter -> assertThat(
                                    parameter.path("description").asString("").split(":", 2))
                            .as(name + " " + parameter.path("name"))
                            .allMatch(text -> !text.isBlank()));
        });
    }

    @Test
    void every_answer_has_a_schema_whose_members_are_described_and_an_example_of_just_these() {
        List<String> wrong = new ArrayList<>();
        operations.forEach((name, operation) -> answer(operation).ifPresent(content -> {
            assertThat(content.isEmpty()).as(name).isFalse();
            content.properties().forEach(media -> {
                JsonNode schema = media.getValue().path("schema");
                String where = name + " " + media.getKey();
                wrong.addAll(undescribed(where, schema));
                if (!schema.has("type")) {
                    wrong.add(where + " has no schema");
                } else if (media.getValue().has("example")) {
                    SchemaMatch.differences(schema, media.getValue().path("example"))
                            .forEach(difference -> wrong.add(where + difference));
                } else if (!schema.path("format").asString("").equals("binary")) {
                    wrong.add(where + " has no example");
                }
            });
        }));
        assertThat(wrong).isEmpty();
    }

    /** Of the one good answer; nothing for one without a body. */
    private static Optional<JsonNode> answer(JsonNode operation) {
        JsonNode responses = operation.path("responses");
        return responses.has("204")
                ? Optional.empty()
                : Optional.of(
                        responses.path(responses.has("201") ? "201" : "200").path("content"));
    }

    private static List<String> undescribed(String where, JsonNode schema) {
        return schema.path("type").asString("").equals("array")
                ? undescribed(where + "[]", schema.path("items"))
                : schema.path("properties").properties().stream()
                        .flatMap(member -> {
                            String name = where + "." + member.getKey();
                            String told = member.getValue().path("description").asString("");
                            return Stream.concat(
                                    told.isBlank() || told.contains("As in ") ? Stream.of(name) : Stream.empty(),
                                    undescribed(name, member.getValue()).stream());
                        })
                        .toList();
    }

    @Test
    void a_list_of_objects_says_what_its_items_are() {
        operations.forEach((name, operation) -> answer(operation).ifPresent(content -> {
            JsonNode schema = content.path(JSON).path("schema");
            if (schema.path("type").asString("").equals("array")) {
                assertThat(schema.path("items").path("properties").isEmpty())
                        .as(name)
                        .isFalse();
            }
        }));
    }

    @Test
    void every_request_has_a_described_schema_and_an_example_that_is_accepted() {
        RequestReader reader = hub.bean(RequestReader.class);
        List<String> taking = new ArrayList<>();
        endpoints()
                .forEach((name, endpoint) -> requestRecord(endpoint).ifPresent(record -> {
                    JsonNode media =
                            operation(name).path("requestBody").path("content").path(JSON);
                    JsonNode example = media.path("example");
                    assertThat(SchemaMatch.differences(media.path("schema"), example))
                            .as(name)
                            .isEmpty();
                    assertThat(undescribed(name, media.path("schema"))).isEmpty();
                    assertThat(reader.read(example.toString().getBytes(StandardCharsets.UTF_8), record))
                            .as(name)
                            .isNotNull();
                    taking.add(name);
                }));
        assertThat(taking).hasSize(22);
    }

    @Test
    void what_a_request_must_hold_is_what_the_reader_asks_for() {
        JsonNode schema = request("POST /api/cab/approve");

        assertThat(schema.path("required").values().stream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("changeRequestId", "module", "riskLevel");
        assertThat(schema.path("properties").path("riskLevel").path("enum")).hasSize(4);
        assertThat(schema.path("properties").path("comment").path("maxLength").asInt())
                .isEqualTo(4000);
        assertThat(schema.path("properties").path("module").path("maxLength").asInt())
                .isEqualTo(255);
        assertThat(schema.path("properties").path("planHash").path("pattern").asString())
                .isEqualTo("^(?:[0-9a-f]{64})$");
        JsonNode name =
                request("POST /api/scaffold-terraform").path("properties").path("name");
        assertThat(name.path("maxLength").asInt()).isEqualTo(63);
        assertThat(name.has("maxItems")).isFalse();
        assertThat(request("POST /api/keys")
                        .path("properties")
                        .path("requestsPerMinute")
                        .path("minimum")
                        .asInt())
                .isEqualTo(1);
    }

    private JsonNode request(String name) {
        return operation(name).path("requestBody").path("content").path(JSON).path("schema");
    }

    @Test
    void the_example_of_a_plan_is_accepted() {
        endpoints().forEach((name, endpoint) -> {
            if (endpoint.hasMethodAnnotation(TakesPlan.class) && !name.contains("gate")) {
                JsonNode content = operation(name).path("requestBody").path("content");
                assertThat(hub.post(
                                        name.substring("POST ".length()),
                                        JSON,
                                        content.path(JSON).path("example").toString(),
                                        "Prefer",
                                        "respond-async")
                                .statusCode())
                        .as(name)
                        .isEqualTo(202);
                assertThat(hub.post(
                                        name.substring("POST ".length()) + "?module=network",
                                        Hub.PLAN,
                                        content.path(Hub.PLAN).path("example").toString(),
                                        "Prefer",
                                        "respond-async")
                                .statusCode())
                        .as(name)
                        .isEqualTo(202);
            }
        });
    }

    @Test
    void a_problem_is_described_once_and_is_what_the_gateway_answers() {
        operations.forEach((name, operation) -> operation
                .path("responses")
                .properties()
                .forEach(response -> {
                    if (response.getKey().compareTo("400") >= 0) {
                        assertThat(response.getValue().path("$ref").asString(""))
                                .as(name)
                                .isEqualTo("#/components/responses/" + response.getKey());
                    }
                }));
        JsonNode problem = document.path("components").path("schemas").path("Problem");
        JsonNode example = document.path("components")
                .path("responses")
                .path("422")
                .path("content")
                .path("application/problem+json")
                .path("example");
        JsonNode answered = hub.json(hub.post("/api/keys", JSON, "{}"));

        assertThat(SchemaMatch.differences(problem, example)).isEmpty();
        assertThat(SchemaMatch.differences(problem, answered)).isEmpty();
        assertThat(undescribed("problem", problem)).isEmpty();
    }

    @Test
    void what_takes_a_body_says_how_bodies_are_refused() {
        operations.forEach((name, operation) -> {
            for (String status : List.of("408", "413", "415")) {
                assertThat(operation.path("responses").has(status))
                        .as(name + " " + status)
                        .isEqualTo(operation.has("requestBody"));
            }
        });
    }

    @Test
    void what_lists_and_keys_answer_matches_their_schemas() {
        hub.newKey("ci", "[\"acme\"]", "");
        for (String path : List.of("/api/keys", "/api/audit", "/api/operations", "/api/cab/log", "/api/plans")) {
            assertThat(SchemaMatch.differences(
                            answer(operation("GET " + path))
                                    .orElseThrow()
                                    .path(JSON)
                                    .path("schema"),
                            hub.json(hub.get(path))))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void no_type_of_ours_shows() {
        assertThat(document.path("components").path("schemas").propertyNames()).containsExactly("Problem");
        assertThat(document.toString())
                .doesNotContain("Asking", "Listing", "exchange", "ServerHttp", "Clients", "Topic ");
    }

    private JsonNode operation(String name) {
        return Objects.requireNonNull(operations.get(name), name);
    }

    private Map<String, HandlerMethod> endpoints() {
        Map<String, HandlerMethod> all = new TreeMap<>();
        hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, endpoint) -> mapping.getPatternsCondition()
                        .getPatterns()
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> all.put(method + " " + path, endpoint))));
        all.keySet().retainAll(operations.keySet());
        return all;
    }

    private static Optional<Class<? extends Record>> requestRecord(HandlerMethod endpoint) {
        Takes takes = endpoint.getMethodAnnotation(Takes.class);
        return takes != null
                ? Optional.of(takes.value())
                : Arrays.stream(endpoint.getMethodParameters())
                        .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                        .findFirst()
                        .map(parameter -> parameter.getParameterType().asSubclass(Record.class));
    }
}
