package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.Topics;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ids of change requests, over HTTP: each client has its own, and what is taken as one works wherever an id goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {

    private static final String BOTH = "INC-7";
    private static final String OF_ACME = "INC-8";
    private static final String NOBODYS = "INC-9";
    private static final int TIMED = 25;

    /** Take no id that has a slash in it. */
    private static final List<String> OPENING = List.of("POST /api/cab/requests", "POST /api/drift/acceptances");

    private Hub hub;
    private StandInSigner signer;
    private String acme = "";
    private String globex = "";
    private String several = "";

    @BeforeAll
    void start() {
        hub = Hub.start("--HUB_MACHINE_APPROVERS=true", "--hub.gateway.failures-per-minute=10000");
        signer = StandInSigner.of(hub);
        tell("acme", BOTH);
        tell("globex", BOTH);
        tell("acme", OF_ACME);
        tellDrift("acme");
        tellDrift("globex");
        acme = hub.newKey("admin", "[\"acme\"]", "");
        globex = hub.newKey("admin", "[\"globex\"]", "");
        several = hub.newKey("admin", "[\"acme\",\"globex\"]", "");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private void tell(String client, String id) {
        ChangeUpdated change = ChangeUpdated.newBuilder(StandInWorker.approved(id, signer.plan()))
                .setClient(client)
                .build();
        hub.wire.publish(Topics.CHANGE_UPDATED, client + "/" + id, UUID.randomUUID(), UUID.randomUUID(), change);
        eventually(() ->
                assertThat(hub.get(path(id) + "?client=" + client).statusCode()).isEqualTo(200));
    }

    private void tellDrift(String client) {
        hub.wire.publish(
                Topics.DRIFT_ANALYZED,
                client + "/network",
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.drifted(client));
        eventually(
                () -> assertThat(hub.get("/api/drift/results?client=" + client).body())
                        .contains("aws_sqs_queue.jobs"));
    }

    private static String path(String id) {
        return "/api/cab/requests/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** How each endpoint that takes an id of a change request is asked about one. */
    private Map<String, BiFunction<String, String, HttpResponse<String>>> questions() {
        String plan = "client=globex&module=network";
        Map<String, BiFunction<String, String, HttpResponse<String>>> questions = new LinkedHashMap<>();
        questions.put("GET /api/cab/requests/{id}", (key, id) -> hub.getAs(key, path(id)));
        questions.put("POST /api/cab/requests/{id}/reject", (key, id) -> post(key, path(id) + "/reject", "{}"));
        questions.put(
                "POST /api/cab/requests/{id}/revoke",
                (key, id) -> post(key, path(id) + "/revoke", "{\"comment\":\"no\"}"));
        questions.put(
                "POST /api/cab/requests/{id}/implement",
                (key, id) -> post(key, path(id) + "/implement", "{\"outcome\":\"failed\"}"));
        questions.put(
                "POST /api/cab/requests/{id}/review",
                (key, id) -> post(key, path(id) + "/review", "{\"outcome\":\"successful\"}"));
        questions.put(
                "GET /api/cab/verify/{id}", (key, id) -> send(key, "GET", path(id).replace("requests", "verify"), ""));
        questions.put(
                "POST /api/cab/approve", (key, id) -> post(key, "/api/cab/approve", """
                {"changeRequestId":"%s","module":"network","riskLevel":"low","planHash":"%s"}""".formatted(id, "0".repeat(64))));
        questions.put(
                "POST /api/cab/seal-evidence",
                (key, id) -> post(key, "/api/cab/seal-evidence", "{\"changeRequestId\":\"" + id + "\"}"));
        questions.put(
                "POST /api/cab/gate",
                (key, id) -> hub.sendAs(
                        key,
                        "POST",
                        "/api/cab/gate?" + plan + "&changeRequestId=" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                        PLAN,
                        SMALL_PLAN));
        questions.put(
                "GET /api/cab/evidence",
                (key, id) -> hub.getAs(
                        key, "/api/cab/evidence?changeRequestId=" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
        questions.put(
                "GET /api/ssh/certificates",
                (key, id) -> hub.getAs(
                        key, "/api/ssh/certificates?changeRequestId=" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
        // opened, or asked for; what becomes of it is the cab-signer's to say: its TwoClientsIT
        questions.put(
                "POST /api/cab/requests",
                (key, id) -> post(
                        key, "/api/cab/requests", """
                {"planId":"%s","changeRequestId":"%s"}""".formatted(signer.plan().getPlanId(), id)));
        questions.put(
                "POST /api/drift/acceptances",
                (key, id) -> post(key, "/api/drift/acceptances", """
                {"module":"network","address":"aws_sqs_queue.jobs","attribute":"policy",
                 "until":"%s","why":"test","changeRequestId":"%s"}""".formatted(
                                Instant.now().plus(Duration.ofDays(1)), id)));
        questions.put(
                "POST /api/ssh/issue",
                (key, id) -> post(key, "/api/ssh/issue", """
                {"publicKey":"%s","reason":"test","changeRequestId":"%s"}""".formatted(StandInWorker.PUBLIC_KEY, id)));
        return questions;
    }

    private HttpResponse<String> post(String key, String path, String body) {
        return send(key, "POST", path, body);
    }

    private HttpResponse<String> send(String key, String method, String path, String body) {
        return hub.send(hub.anonymousRequest(path)
                .header("X-Api-Key", key)
                .header("Content-Type", JSON)
                .header("Prefer", "respond-async")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void every_endpoint_that_takes_an_id_is_asked_here() {
        TreeSet<String> taking = new TreeSet<>();
        hub.json(hub.get("/openapi.json"))
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    boolean isAbout = path.getKey().matches("/api/cab/(requests|verify)/[{]id}.*")
                            || method.getValue()
                                    .path("parameters")
                                    .valueStream()
                                    .anyMatch(parameter ->
                                            parameter.path("name").asString().equals("changeRequestId"))
                            || method.getValue().path("requestBody").toString().contains("\"changeRequestId\":{");
                    if (isAbout) {
                        taking.add(method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }));

        assertThat(questions().keySet()).containsExactlyInAnyOrderElementsOf(taking);
    }

    @Test
    void another_clients_change_is_answered_as_one_that_nobody_has() {
        questions().forEach((endpoint, ask) -> {
            HttpResponse<String> foreign = ask.apply(globex, OF_ACME);
            HttpResponse<String> unknown = ask.apply(globex, NOBODYS);
            assertThat(told(foreign)).as(endpoint).isEqualTo(told(unknown));
            assertThat(foreign.body()).as(endpoint).doesNotContain("acme");
        });
        assertThat(hub.getAs(acme, path(OF_ACME)).statusCode()).isEqualTo(200);
    }

    /** Status, headers and body, but for what is made anew for every answer. */
    private String told(HttpResponse<String> answer) {
        String headers = String.join(",", new TreeSet<>(answer.headers().map().keySet()));
        JsonNode body = hub.json(answer);
        if (body instanceof ObjectNode object) {
            object.remove(List.of("traceId", "operationId", "location"));
        }
        return answer.statusCode() + " " + headers + " " + body;
    }

    @Test
    void it_takes_no_longer_either() {
        List<Long> foreign = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        IntStream.range(0, TIMED).forEach(_ -> {
            foreign.add(timed(() -> hub.getAs(globex, path(OF_ACME))));
            unknown.add(timed(() -> hub.getAs(globex, path(NOBODYS))));
        });

        assertThat(Math.abs(median(foreign) - median(unknown)))
                .as("microseconds, of %d", median(unknown))
                .isLessThan(Math.max(5_000, median(unknown)));
    }

    private static long timed(Runnable question) {
        long before = System.nanoTime();
        question.run();
        return (System.nanoTime() - before) / 1000;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void who_has_several_clients_says_whose() {
        questions().forEach((endpoint, ask) -> {
            if (endpoint.contains("{id}")
                    || endpoint.equals("POST /api/cab/approve")
                    || endpoint.equals("POST /api/cab/seal-evidence")) {
                HttpResponse<String> answer = ask.apply(several, BOTH);
                signer.assertProblem(answer, 409, "change.ambiguous");
                assertThat(hub.json(answer).path("field").asString())
                        .as(endpoint)
                        .isEqualTo("client");
            }
        });
        assertThat(client(hub.getAs(several, path(BOTH) + "?client=globex"))).isEqualTo("globex");
        assertThat(client(hub.getAs(several, path(BOTH) + "?client=acme"))).isEqualTo("acme");
        assertThat(client(hub.getAs(several, path(OF_ACME)))).isEqualTo("acme");
        assertThat(client(hub.getAs(acme, path(BOTH)))).isEqualTo("acme");
        signer.assertProblem(hub.getAs(globex, path(BOTH) + "?client=acme"), 404, "change.unknown");
        signer.assertProblem(hub.getAs(several, path(BOTH) + "?client=a%20b"), 400, "parameter.invalid");
        for (String action : List.of("reject", "revoke")) {
            assertThat(post(several, path(BOTH) + "/" + action + "?client=globex", "{\"comment\":\"no\"}")
                            .statusCode())
                    .isEqualTo(202);
        }
        eventually(() -> assertThat(hub.wire.records(Topics.APPROVAL_REQUESTED.name()))
                .extracting(org.apache.kafka.clients.consumer.ConsumerRecord::key)
                .contains("globex/" + BOTH));
    }

    private String client(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return hub.json(answer).path("client").asString();
    }

    @Test
    void what_is_no_id_is_refused_at_the_door_with_what_is() {
        for (String wrong :
                List.of("a/b", "infra/7", "/", "a b", "ä", ".a", "a%2Fb", "a\\\\b", "a?b", "x".repeat(101))) {
            HttpResponse<String> refused = hub.post(
                    "/api/cab/requests", JSON, """
                    {"planId":"%s","changeRequestId":"%s"}""".formatted(signer.plan().getPlanId(), wrong));
            signer.assertProblem(refused, 422, "field.invalid");
            assertThat(hub.json(refused).path("detail").asString()).contains("letters, digits and ._:#-", "1 to 100");
        }
    }

    /** Every character that an id may have, in the middle and at the end, and the longest. */
    @Test
    void what_is_taken_as_an_id_works_in_every_path() {
        String letters = IntStream.rangeClosed('0', 'z')
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Stream.of(letters, "A.b_c:d#e-f", "x..y", "a#", "a:", "a-", "a.", "a_", "0", "x".repeat(100))
                .forEach(this::roundTrip);
    }

    /** What was taken before is still shown, rejected and revoked. */
    @Test
    void an_id_of_before_with_a_slash_is_reached_with_the_slash_encoded() {
        tell("acme", "infra/7/b");
        roundTrip("infra/7/b");
        tell("acme", "infra//7");
        roundTrip("infra//7");
        assertThat(hub.getAs(acme, "/api/cab/requests/infra/7/b").statusCode()).isEqualTo(404);
    }

    private void roundTrip(String id) {
        if (!id.contains("/")) {
            HttpResponse<String> opened =
                    post(acme, "/api/cab/requests", """
                    {"planId":"%s","changeRequestId":"%s"}""".formatted(signer.plan().getPlanId(), id));
            assertThat(opened.statusCode()).as(opened.body()).isEqualTo(202);
        }
        tell("acme", id);
        questions().forEach((endpoint, ask) -> {
            HttpResponse<String> answer =
                    ask.apply(acme, OPENING.contains(endpoint) ? "X-" + OPENING.indexOf(endpoint) : id);
            assertThat(answer.statusCode())
                    .as("%s of %s: %s", endpoint, id, answer.body())
                    .isIn(endpoint.equals("POST /api/cab/gate") ? List.of(403) : List.of(200, 202, 409));
        });
        assertThat(hub.json(hub.getAs(acme, path(id))).path("changeRequestId").asString())
                .isEqualTo(id);
        assertThat(hub.sendAs(
                                acme,
                                "POST",
                                "/api/cab/gate?module=storage&changeRequestId="
                                        + URLEncoder.encode(id, StandardCharsets.UTF_8),
                                PLAN,
                                SMALL_PLAN)
                        .body())
                .contains("gate.other-module");
    }

    @Test
    void ids_that_the_hub_makes_do_not_meet() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(_ -> post(
                        acme,
                        "/api/cab/requests",
                        "{\"planId\":\"" + signer.plan().getPlanId() + "\"}"))
                .map(answer ->
                        UUID.fromString(hub.json(answer).path("operationId").asString()))
                .map(operation -> {
                    eventually(() -> assertThat(hub.wire.eventsOf(Topics.CHANGE_REQUESTED, operation))
                            .hasSize(1));
                    return hub.wire
                            .eventsOf(Topics.CHANGE_REQUESTED, operation)
                            .getFirst()
                            .getChangeRequestId();
                })
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(id).matches("CHG-[0-9A-F]{16}"));
    }
}
