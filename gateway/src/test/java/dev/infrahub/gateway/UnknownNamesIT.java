package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every parameter and member of /openapi.json, each with a letter amiss: refused, by its name, with the one that was meant. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownNamesIT {

    private static final JsonMapper MAPPER = new JsonMapper();

    private record Operation(String method, String path, JsonNode contract) {

        List<String> query() {
            return contract.path("parameters").values().stream()
                    .filter(parameter -> parameter.path("in").asString().equals("query"))
                    .map(parameter -> parameter.path("name").asString())
                    .toList();
        }

        JsonNode media(String type) {
            return contract.path("requestBody").path("content").path(type);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final List<Operation> operations = new ArrayList<>();
    private Hub hub;

    @BeforeAll
    void start() {
        hub = Hub.start(
                new TestLog().grow(1).trusted(),
                "--hub.gateway.requests-per-minute=1000000",
                "--hub.gateway.default-wait=0s",
                "--HUB_MACHINE_APPROVERS=true");
        JsonNode paths = hub.json(hub.get("/openapi.json")).path("paths");
        paths.propertyNames()
                .forEach(path -> paths.path(path)
                        .properties()
                        .forEach(method -> operations.add(
                                new Operation(method.getKey().toUpperCase(Locale.ROOT), path, method.getValue()))));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void a_parameter_that_is_misspelt_is_refused_and_the_right_one_named() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            for (String name : operation.query()) {
                String amiss = amiss(name);
                HttpResponse<String> answer = ask(operation, "?" + amiss + "=production", PLAN, SMALL_PLAN);
                if (!isProblem(answer, 400, "parameter.unknown", amiss, name)) {
                    wrong.add(operation + " " + amiss + ": " + answer.statusCode() + " " + answer.body());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void an_endpoint_takes_no_parameter_of_which_its_contract_says_nothing() {
        TreeSet<String> all = operations.stream()
                .flatMap(operation -> operation.query().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        all.add("foo");
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            for (String name : all) {
                boolean isLink = operation.query().contains("token");
                if (!isLink && !operation.query().contains(name)) {
                    HttpResponse<String> answer = ask(operation, "?" + name + "=1", PLAN, SMALL_PLAN);
                    if (!isProblem(answer, 400, "parameter.unknown", name, "")) {
                        wrong.add(operation + " " + name + ": " + answer.statusCode() + " " + answer.body());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_member_that_is_misspelt_is_refused_and_the_right_one_named() {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Operation operation : operations) {
            JsonNode media = operation.media(JSON);
            for (String name : media.path("schema").path("properties").propertyNames()) {
                ObjectNode body = (ObjectNode) media.path("example").deepCopy();
                String amiss = amiss(name);
                JsonNode value = body.path(name).isMissingNode() ? body.stringNode("production") : body.remove(name);
                body.set(amiss, value);
                HttpResponse<String> answer =
                        ask(operation, "?" + needed(operation), JSON, MAPPER.writeValueAsString(body));
                asked++;
                if (!isProblem(answer, 422, "field.unknown", amiss, name)) {
                    wrong.add(operation + " " + amiss + ": " + answer.statusCode() + " " + answer.body());
                }
            }
        }
        assertThat(asked).isGreaterThan(40);
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_stands_in_the_query_beside_a_json_object_is_refused() {
        String body = "{\"module\":\"network\",\"plan\":" + SMALL_PLAN + "}";
        for (Operation operation : operations) {
            if (!operation.media(PLAN).isMissingNode()) {
                HttpResponse<String> answer =
                        ask(operation, "?environment=production&" + needed(operation), JSON, body);
                assertThat(isProblem(answer, 400, "parameter.unknown", "environment", ""))
                        .as(operation + " " + answer.body())
                        .isTrue();
            }
        }
    }

    @Test
    void what_is_no_name_of_ours_is_not_said_again() {
        String secret = "hub_9f8e7d6c5b4a";
        HttpResponse<String> query = hub.get("/api/plans?" + secret + "=1");
        HttpResponse<String> member = hub.post("/api/keys", JSON, "{\"" + secret + "\":1}");

        assertThat(isProblem(query, 400, "parameter.unknown", "query", "module"))
                .isTrue();
        assertThat(member.statusCode()).isEqualTo(422);
        assertThat(query.body() + member.body()).doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource({"respond-asnyc, respond-async", "respondasync, respond-async", "wiat=10, wait"})
    void a_preference_that_is_misspelt_is_refused(String said, String meant) {
        HttpResponse<String> answer =
                hub.post("/api/pipeline/summarize-plan?module=network", PLAN, SMALL_PLAN, "Prefer", said);

        assertThat(isProblem(answer, 400, "prefer.invalid", "Prefer", meant + " may be meant"))
                .as(answer.body())
                .isTrue();
    }

    @Test
    void a_preference_that_others_know_is_left_alone() {
        assertThat(hub.post(
                                "/api/pipeline/summarize-plan?module=network",
                                PLAN,
                                SMALL_PLAN,
                                "Prefer",
                                "handling=lenient, respond-async")
                        .statusCode())
                .isEqualTo(202);
    }

    private boolean isProblem(HttpResponse<String> answer, int status, String code, String field, String named) {
        if (answer.statusCode() != status) {
            return false;
        }
        JsonNode problem = hub.json(answer);
        Map<String, String> said = Map.of(
                "code",
                problem.path("code").asString(),
                "field",
                problem.path("field").asString(""));
        return said.equals(Map.of("code", code, "field", field))
                && problem.path("detail").asString().contains(named);
    }

    private HttpResponse<String> ask(Operation operation, String query, String type, String body) {
        String path = operation.path().replace("{id}", "CHG-1").replace("{module}", "network");
        boolean takesBody = operation.contract().has("requestBody");
        String sent = operation.media(type).isMissingNode()
                ? MAPPER.writeValueAsString(operation.media(JSON).path("example"))
                : body;
        return hub.send(hub.request(path + query)
                .header("Content-Type", operation.media(type).isMissingNode() ? JSON : type)
                .method(operation.method(), takesBody ? BodyPublishers.ofString(sent) : BodyPublishers.noBody())
                .build());
    }

    private static String needed(Operation operation) {
        return operation.query().contains("changeRequestId") ? "changeRequestId=CHG-1" : "";
    }

    /** Without its second letter. */
    private static String amiss(String name) {
        return name.charAt(0) + name.substring(2);
    }
}
