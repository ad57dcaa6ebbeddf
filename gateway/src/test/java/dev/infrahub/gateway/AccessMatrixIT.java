package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.gateway.Hub.PLAN;
import static dev.infrahub.gateway.Hub.SMALL_PLAN;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Role;
import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.access.VerificationLinks.Opens;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Every endpoint, asked by every role and by nobody, about a client of its own and about a foreign one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {

    private static final List<String> ROLES = List.of("ci", "engineer", "approver", "auditor", "admin");
    private static final List<String> WRITERS = List.of("ci", "engineer", "admin");
    private static final List<String> APPROVERS = List.of("approver", "admin");
    private static final List<String> ADMIN = List.of("admin");
    private static final String REVOKE = "POST /api/ssh/certificates/{id}/revoke";
    private static final List<String> AUDITORS = List.of("auditor", "admin");

    /** Who may call what; an endpoint that is missing here fails the test. */
    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("POST", "/api/pipeline/summarize-plan", WRITERS),
            new Endpoint("POST", "/api/pipeline/risk-assessment", WRITERS),
            new Endpoint("POST", "/api/pipeline/rollback-plan", WRITERS),
            new Endpoint("POST", "/api/pipeline/diagnose", WRITERS),
            new Endpoint("POST", "/api/scaffold-terraform", WRITERS),
            new Endpoint("GET", "/api/plans", ROLES),
            new Endpoint("GET", "/api/plans/{id}", ROLES),
            new Endpoint("POST", "/api/drift/analyze", WRITERS),
            new Endpoint("POST", "/api/drift/acceptances", WRITERS),
            new Endpoint("GET", "/api/drift/results", ROLES),
            new Endpoint("GET", "/api/drift/results/{module}/history", ROLES),
            new Endpoint("GET", "/api/drift/causes", ROLES),
            new Endpoint("POST", "/api/scan-secrets", WRITERS),
            new Endpoint("GET", "/api/secrets/results", ROLES),
            new Endpoint("GET", "/api/operations", ROLES),
            new Endpoint("GET", "/api/operations/{id}", ROLES),
            new Endpoint("GET", "/api/operations/{id}/events", ROLES),
            new Endpoint("GET", "/api/events", ROLES),
            new Endpoint("GET", "/api/dead-letters", ADMIN),
            new Endpoint("POST", "/api/cab/requests", WRITERS),
            new Endpoint("GET", "/api/cab/requests", ROLES),
            new Endpoint("GET", "/api/cab/requests/{id}", ROLES),
            new Endpoint("POST", "/api/cab/requests/{id}/reject", APPROVERS),
            new Endpoint("POST", "/api/cab/requests/{id}/revoke", APPROVERS),
            new Endpoint("POST", "/api/cab/requests/{id}/implement", WRITERS),
            new Endpoint("POST", "/api/cab/requests/{id}/review", APPROVERS),
            new Endpoint("POST", "/api/cab/approve", APPROVERS),
            new Endpoint("GET", "/api/cab/verify/{id}", ROLES),
            new Endpoint("POST", "/api/cab/gate", ROLES),
            new Endpoint("POST", "/api/cab/seal-evidence", WRITERS),
            new Endpoint("GET", "/api/cab/evidence", ROLES),
            new Endpoint("GET", "/api/cab/evidence/{id}", ROLES),
            new Endpoint("GET", "/api/cab/keys", ROLES),
            new Endpoint("POST", "/api/ssh/issue", List.of("engineer", "admin")),
            new Endpoint("GET", "/api/ssh/certificates", ROLES),
            new Endpoint("GET", "/api/ssh/certificates/{id}", ROLES),
            new Endpoint("GET", "/api/ssh/revocations", ROLES),
            // the certificate is the engineer's own
            new Endpoint("POST", "/api/ssh/certificates/{id}/revoke", List.of("engineer", "approver", "admin")),
            new Endpoint("GET", "/api/ssh/ca", ROLES),
            new Endpoint("GET", "/api/ssh/krl", ROLES),
            new Endpoint("GET", "/api/cab/report", ROLES),
            new Endpoint("GET", "/api/cab/log", ROLES),
            new Endpoint("GET", "/api/cab/log/heads", ROLES),
            new Endpoint("GET", "/api/cab/log/inclusion", ROLES),
            new Endpoint("GET", "/api/cab/log/consistency", ROLES),
            new Endpoint("GET", "/api/governance/usage", ROLES),
            new Endpoint("GET", "/api/governance/costs", ROLES),
            new Endpoint("GET", "/api/governance/features", ROLES),
            new Endpoint("GET", "/api/governance/policies", ROLES),
            new Endpoint("PUT", "/api/governance/policies", ADMIN),
            new Endpoint("POST", "/api/infra/chat", ROLES),
            new Endpoint("POST", "/api/index-doc", WRITERS),
            new Endpoint("DELETE", "/api/index-doc", WRITERS),
            new Endpoint("POST", "/api/ask", ROLES),
            new Endpoint("POST", "/api/enrich", ROLES),
            new Endpoint("POST", "/api/scaffold", ROLES),
            new Endpoint("POST", "/api/review", ROLES),
            new Endpoint("POST", "/api/incident/analyze", ROLES),
            new Endpoint("GET", "/api/audit", AUDITORS),
            new Endpoint("GET", "/api/keys", ADMIN),
            new Endpoint("POST", "/api/keys", ADMIN),
            new Endpoint("DELETE", "/api/keys/{id}", ADMIN),
            new Endpoint("GET", "/api/me", ROLES));

    /** Where each request proves itself by a signature, and nobody needs a credential. */
    private static final List<String> SIGNED = List.of("POST /webhooks/github");

    private record Endpoint(String method, String path, List<String> roles) {

        /** Whether it is about all clients at once, so that who belongs to one alone may not. */
        boolean isAboutAll() {
            return method.equals("PUT") || path.equals("/api/dead-letters");
        }

        String pathOf(String id) {
            return path.replace("{id}", id).replace("{module}", "network");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What there is of one client. */
    private record Client(
            String name,
            String planId,
            String operation,
            String keyId,
            String certificateId,
            EvidenceSealed evidence,
            Map<String, String> keys) {

        String key(String role) {
            return Objects.requireNonNull(keys.get(role), role);
        }
    }

    private Hub hub;
    private Client acme;
    private Client globex;
    /** Keys for all clients, by role. */
    private final Map<String, String> forAll = new LinkedHashMap<>();

    @BeforeAll
    void start() {
        TestLog log = new TestLog().grow(1);
        hub = Hub.start(
                log.trusted(),
                "--hub.gateway.failures-per-minute=10000",
                "--hub.gateway.default-wait=0s",
                "--HUB_MACHINE_APPROVERS=true");
        // as if told just now, for as long as the test runs
        hub.wire.publish(
                Topics.SSH_AUTHORITY_UPDATED,
                "ssh-ed25519",
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.authority("list", 1, Instant.now().plus(Duration.ofHours(1))));
        acme = client("acme");
        globex = client("globex");
        ROLES.forEach(role -> forAll.put(role, hub.newKey(role, "[\"*\"]", "")));
        TestLog.publish(hub.wire, log.head());
        eventually(
                () -> assertThat(hub.get("/api/cab/log/inclusion?leafIndex=0").statusCode())
                        .isEqualTo(200));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private Client client(String name) {
        UUID operation = UUID.fromString(hub.json(hub.post(
                        "/api/pipeline/summarize-plan?module=network&client=" + name,
                        PLAN,
                        SMALL_PLAN,
                        "Prefer",
                        "respond-async"))
                .path("operationId")
                .asString());
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation)).hasSize(1));
        PlanSubmitted plan = hub.wire.eventsOf(Topics.PLAN_SUBMITTED, operation).getFirst();
        hub.wire.answer(Topics.PLAN_ANALYZED, name + "/network", operation, StandInWorker.analyzed(plan));
        eventually(() -> assertThat(hub.get("/api/plans/" + plan.getPlanId()).statusCode())
                .isEqualTo(200));
        Map<String, String> keys = new LinkedHashMap<>();
        ROLES.forEach(role -> keys.put(role, hub.newKey(role, "[\"" + name + "\"]", "")));
        hub.wire.publish(
                Topics.CHANGE_UPDATED,
                "CHG-" + name,
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.approved("CHG-" + name, plan));
        eventually(() -> assertThat(hub.get("/api/cab/requests/CHG-" + name).statusCode())
                .isEqualTo(200));
        hub.wire.publish(
                Topics.DRIFT_ANALYZED,
                name + "/network",
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.drifted(name));
        eventually(() ->
                assertThat(hub.get("/api/drift/results?client=" + name).body()).contains("aws_sqs_queue.jobs"));
        hub.wire.publish(
                Topics.AI_USED,
                name,
                UUID.randomUUID(),
                StandInWorker.used(name).build());
        eventually(
                () -> assertThat(hub.get("/api/governance/usage?client=" + name).body())
                        .contains("plan-summary"));
        EvidenceSealed evidence = StandInWorker.sealed("CHG-" + name, name);
        hub.wire.publish(Topics.EVIDENCE_SEALED, "CHG-" + name, UUID.randomUUID(), UUID.randomUUID(), evidence);
        hub.wire.publish(
                Topics.APPROVAL_SIGNED,
                "CHG-" + name,
                UUID.randomUUID(),
                UUID.randomUUID(),
                StandInWorker.signed(StandInWorker.asked("CHG-" + name, name)));
        eventually(() -> assertThat(
                        hub.get("/api/cab/evidence/" + evidence.getEvidenceId()).statusCode())
                .isEqualTo(200));
        return new Client(
                name,
                plan.getPlanId(),
                operation.toString(),
                spareKey(name),
                StandInWorker.certificateOf(hub, name, Objects.requireNonNull(keys.get("engineer"))),
                evidence,
                keys);
    }

    private String spareKey(String client) {
        return hub.json(hub.post(
                        "/api/keys", JSON, "{\"name\":\"spare\",\"role\":\"ci\",\"clients\":[\"" + client + "\"]}"))
                .path("id")
                .asString();
    }

    @Test
    void the_matrix_holds_every_endpoint() {
        JsonNode paths = hub.json(hub.get("/openapi.json")).path("paths");
        TreeSet<String> documented = new TreeSet<>();
        paths.propertyNames()
                .forEach(path -> paths.path(path)
                        .propertyNames()
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(Stream.concat(ENDPOINTS.stream().map(Endpoint::toString), SIGNED.stream()))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void the_matrix_is_what_each_endpoint_says_it_needs() {
        Map<String, List<String>> said = new TreeMap<>();
        hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, endpoint) -> Optional.ofNullable(endpoint.getMethodAnnotation(Needs.class))
                        .ifPresent(needs -> mapping.getPatternsCondition()
                                .getPatterns()
                                .forEach(path -> mapping.getMethodsCondition()
                                        .getMethods()
                                        .forEach(method -> said.put(method + " " + path, rolesWith(needs))))));
        // who may revoke depends on whose certificate it is: here it is the engineer's own
        assertThat(said.put(REVOKE, List.of("engineer", "approver", "admin"))).isEqualTo(ROLES);

        assertThat(ENDPOINTS)
                .allSatisfy(endpoint -> assertThat(said.get(endpoint.toString()))
                        .as(endpoint.toString())
                        .containsExactlyInAnyOrderElementsOf(endpoint.roles()));
        assertThat(said).hasSameSizeAs(ENDPOINTS);
    }

    private static List<String> rolesWith(Needs needs) {
        return Arrays.stream(Role.values())
                .filter(role -> role.permissions().containsAll(List.of(needs.value())))
                .map(Role::text)
                .toList();
    }

    @Test
    void a_link_opens_what_it_is_for_and_nothing_else() {
        VerificationLinks links = hub.bean(VerificationLinks.class);
        String evidence = links.path(Opens.EVIDENCE.of(acme.evidence().getEvidenceId()));
        String token = evidence.substring(evidence.indexOf('?'));

        assertThat(hub.send(hub.anonymousRequest(evidence).build()).statusCode())
                .isEqualTo(200);
        // 202: let in, and nobody there to verify it
        assertThat(hub.send(hub.anonymousRequest(links.path(Opens.APPROVAL.of("acme", "CHG-acme")))
                                .build())
                        .statusCode())
                .isEqualTo(202);
        for (Endpoint endpoint : ENDPOINTS) {
            if (!evidence.startsWith(endpoint.path().replace("{id}", ""))
                    || !endpoint.path().endsWith("/{id}")) {
                String path = endpoint.pathOf(acme.evidence().getEvidenceId());
                assertThat(hub.send(hub.anonymousRequest(path + token)
                                        .method(endpoint.method(), BodyPublishers.noBody())
                                        .build())
                                .statusCode())
                        .as(endpoint.toString())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void the_contract_tells_how_to_present_a_credential_and_nothing_of_how_we_carry_it() {
        JsonNode openapi = hub.json(hub.get("/openapi.json"));

        assertThat(openapi.path("components").path("securitySchemes").propertyNames())
                .containsExactlyInAnyOrder("apiKey", "token");
        assertThat(openapi.path("security")).hasSize(2);
        assertThat(openapi.toString()).doesNotContain("\"access\"", "\"exchange\"", "authorities");
    }

    @Test
    void each_role_may_do_what_the_matrix_says_and_nothing_else() {
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : ENDPOINTS) {
            for (String role : ROLES) {
                String key = endpoint.isAboutAll() ? Objects.requireNonNull(forAll.get(role)) : acme.key(role);
                int status = ask(endpoint, key, acme).statusCode();
                boolean isAllowed = endpoint.roles().contains(role);
                // 503: let in, and nobody there to verify an approval
                boolean isLetIn = status / 100 == 2 || status == 503;
                if (isAllowed != isLetIn || (!isAllowed && status != 403)) {
                    wrong.add(endpoint + " by " + role + " was answered with " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothing_of_a_foreign_client_is_seen_or_touched_by_any_role() {
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : ENDPOINTS) {
            for (String role : ROLES) {
                HttpResponse<String> answer = ask(endpoint, acme.key(role), globex);
                boolean isList =
                        endpoint.method().equals("GET") && !endpoint.path().contains("{id}");
                boolean isKept = (isList && answer.statusCode() == 200)
                        ? !answer.body()
                                .contains(endpoint.path().equals("/api/audit") ? "\"client\":\"globex" : "globex")
                        : answer.statusCode() == 403 || answer.statusCode() == 404;
                if (!isKept) {
                    wrong.add(endpoint + " by " + role + " was answered with " + answer.statusCode() + " "
                            + answer.body());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(hub.getAs(globex.key("ci"), "/api/plans").statusCode()).isEqualTo(200);
    }

    @Test
    void nobody_is_answered_without_a_good_credential() {
        for (Endpoint endpoint : ENDPOINTS) {
            String path = endpoint.pathOf(acme.planId());
            HttpResponse<String> anonymous = hub.send(hub.anonymousRequest(path)
                    .method(endpoint.method(), BodyPublishers.noBody())
                    .build());
            assertThat(anonymous.statusCode()).as(endpoint.toString()).isEqualTo(401);
            assertThat(anonymous.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(hub.json(anonymous).path("code").asString()).isEqualTo("credential.missing");
            assertThat(ask(endpoint, "hub_nobody-has-this-key", acme).statusCode())
                    .as(endpoint.toString())
                    .isEqualTo(401);
        }
        for (String path : List.of("/openapi.json", "/asyncapi.json", "/actuator/prometheus", "/nothing", "/")) {
            assertThat(hub.send(hub.anonymousRequest(path).build()).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    void health_alone_is_open() {
        for (String path : List.of("/healthz", "/actuator/health/liveness", "/actuator/health/readiness")) {
            assertThat(hub.send(hub.anonymousRequest(path).build()).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(hub.getAs(acme.key("ci"), "/actuator/prometheus").statusCode())
                .isEqualTo(403);
        assertThat(hub.getAs(acme.key("auditor"), "/actuator/prometheus").statusCode())
                .isEqualTo(200);
    }

    @Test
    void asking_for_the_head_alone_opens_nothing() {
        String scraper = hub.newKey("auditor", "[\"acme\"]", ",\"scopes\":[\"metrics:read\"]");
        int status = hub.send(hub.anonymousRequest("/api/plans/" + acme.planId())
                        .header("X-Api-Key", scraper)
                        .HEAD()
                        .build())
                .statusCode();

        assertThat(status).isEqualTo(403);
    }

    @Test
    void postgres_itself_hides_foreign_rows_from_a_query_that_forgets_to_ask() throws SQLException {
        for (String table : List.of(
                "views where kind = 'plan'",
                "views where kind = 'ssh-certificate'",
                "views where kind = 'evidence'",
                "ai_usage",
                "operations",
                "events")) {
            assertThat(clientsIn(table, "")).isEmpty();
            assertThat(clientsIn(table, "clients:acme")).containsExactly("acme");
            assertThat(clientsIn(table, "clients:acme\nglobex")).containsExactly("acme", "globex");
            assertThat(clientsIn(table, "clients:")).isEmpty();
            assertThat(clientsIn(table, "clients:*")).contains("acme", "globex");
        }
        assertThat(clientsIn("(select unnest(clients) as client from gateway.api_keys) k", "clients:acme"))
                .containsExactly("acme");
    }

    private List<String> clientsIn(String table, String setting) throws SQLException {
        try (Connection connection = hub.database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = gateway");
            statement.execute("set hub.clients = '" + setting + "'");
            List<String> clients = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select distinct client from " + table + " order by 1")) {
                while (rows.next()) {
                    clients.add(rows.getString(1));
                }
            }
            return clients;
        }
    }

    private HttpResponse<String> ask(Endpoint endpoint, String key, Client about) {
        String path = endpoint.path();
        return switch (endpoint.toString()) {
            case "POST /api/keys" ->
                hub.sendAs(
                        key,
                        "POST",
                        path,
                        JSON,
                        "{\"name\":\"n\",\"role\":\"ci\",\"clients\":[\"" + about.name() + "\"]}");
            case "DELETE /api/keys/{id}" -> {
                String id = about.equals(acme) ? spareKey("acme") : about.keyId();
                yield hub.sendAs(key, "DELETE", "/api/keys/" + id, JSON, "");
            }
            case "GET /api/plans/{id}" -> hub.getAs(key, "/api/plans/" + about.planId());
            case "GET /api/operations/{id}", "GET /api/operations/{id}/events" ->
                hub.getAs(key, path.replace("{id}", about.operation()));
            case "GET /api/cab/requests/{id}", "GET /api/cab/verify/{id}" ->
                hub.getAs(key, path.replace("{id}", "CHG-" + about.name()));
            case "POST /api/cab/seal-evidence" ->
                hub.sendAs(key, "POST", path, JSON, "{\"changeRequestId\":\"CHG-" + about.name() + "\"}");
            case "GET /api/cab/evidence/{id}" ->
                hub.getAs(key, path.replace("{id}", about.evidence().getEvidenceId()));
            case "GET /api/cab/evidence" -> hub.getAs(key, path + "?client=" + about.name());
            case "POST /api/cab/requests/{id}/reject",
                    "POST /api/cab/requests/{id}/revoke",
                    "POST /api/cab/requests/{id}/implement",
                    "POST /api/cab/requests/{id}/review" ->
                hub.sendAs(key, "POST", path.replace("{id}", "CHG-" + about.name()), JSON, """
                        {"outcome":"%s","comment":"c"}""".formatted(
                                path.endsWith("review") ? "successful" : "failed"));
            case "POST /api/cab/approve" ->
                hub.sendAs(key, "POST", path, JSON, """
                        {"changeRequestId":"CHG-%s","module":"network","riskLevel":"low","planId":"%s"}""".formatted(about.name(), about.planId()));
            case "POST /api/cab/gate" ->
                hub.sendAs(
                        key,
                        "POST",
                        path + "?changeRequestId=CHG-" + about.name(),
                        JSON,
                        "{\"planId\":\"" + about.planId() + "\"}");
            case "POST /api/ssh/issue" ->
                hub.sendAs(key, "POST", path, JSON, """
                        {"publicKey":"%s","reason":"test","client":"%s"}""".formatted(StandInWorker.PUBLIC_KEY, about.name()));
            case "GET /api/ssh/certificates/{id}" -> hub.getAs(key, path.replace("{id}", about.certificateId()));
            case "POST /api/ssh/certificates/{id}/revoke" ->
                hub.sendAs(key, "POST", path.replace("{id}", about.certificateId()), JSON, "{\"reason\":\"test\"}");
            case "GET /api/cab/log/inclusion" -> hub.getAs(key, path + "?leafIndex=0");
            case "GET /api/cab/log/consistency" -> hub.getAs(key, path + "?first=1");
            case "POST /api/drift/analyze" -> hub.sendAs(key, "POST", path, JSON, """
                        {"module":"network","client":"%s","plan":{"format_version":"1.2","resource_changes":[]}}""".formatted(about.name()));
            case "POST /api/pipeline/diagnose" -> hub.sendAs(key, "POST", path, JSON, """
                        {"module":"network","client":"%s","logs":"Error: Cycle: a.b, c.d"}""".formatted(about.name()));
            case "POST /api/scaffold-terraform" -> hub.sendAs(key, "POST", path, JSON, """
                        {"description":"an S3 bucket","client":"%s"}""".formatted(about.name()));
            case "POST /api/scan-secrets" -> hub.sendAs(key, "POST", path, JSON, """
                        {"module":"network","client":"%s","files":[{"path":"main.tf","content":"a = 1"}]}""".formatted(about.name()));
            case "POST /api/infra/chat" -> hub.sendAs(key, "POST", path, JSON, """
                        {"message":"What drifted?","client":"%s"}""".formatted(about.name()));
            case "POST /api/index-doc" -> hub.sendAs(key, "POST", path, JSON, """
                        {"entityRef":"component:default/a","docPath":"a.md","content":"a","client":"%s"}""".formatted(about.name()));
            case "DELETE /api/index-doc" ->
                hub.sendAs(
                        key,
                        "DELETE",
                        path + "?entityRef=component:default/a&docPath=a.md&client=" + about.name(),
                        JSON,
                        "");
            case "POST /api/ask" -> hub.sendAs(key, "POST", path, JSON, """
                        {"question":"how?","client":"%s"}""".formatted(about.name()));
            case "POST /api/enrich" -> hub.sendAs(key, "POST", path, JSON, """
                        {"files":[{"path":"a.tf","content":"a = 1"}],"client":"%s"}""".formatted(about.name()));
            case "POST /api/scaffold" -> hub.sendAs(key, "POST", path, JSON, """
                        {"description":"an API","client":"%s"}""".formatted(about.name()));
            case "POST /api/review" -> hub.sendAs(key, "POST", path, JSON, """
                        {"diff":"+a","client":"%s"}""".formatted(about.name()));
            case "POST /api/incident/analyze" -> hub.sendAs(key, "POST", path, JSON, """
                        {"alertTitle":"down","client":"%s"}""".formatted(about.name()));
            case "PUT /api/governance/policies" -> hub.sendAs(key, "PUT", path, JSON, """
                        {"team":"*","action":"*","enabled":true}""");
            case "POST /api/drift/acceptances" ->
                hub.sendAs(key, "POST", path, JSON, """
                        {"module":"network","client":"%s","address":"aws_sqs_queue.jobs","attribute":"policy",
                         "until":"%s","why":"test"}""".formatted(
                                about.name(), Instant.now().plus(Duration.ofDays(1))));
            case "GET /api/drift/results/{module}/history" ->
                hub.getAs(key, endpoint.pathOf("") + "?client=" + about.name());
            case "GET /api/plans",
                    "GET /api/drift/results",
                    "GET /api/secrets/results",
                    "GET /api/cab/requests",
                    "GET /api/ssh/certificates",
                    "GET /api/operations",
                    "GET /api/events",
                    "GET /api/governance/usage",
                    "GET /api/governance/costs",
                    "GET /api/governance/features",
                    "GET /api/cab/report" -> hub.getAs(key, path + "?client=" + about.name());
            default ->
                endpoint.method().equals("GET")
                        ? hub.getAs(key, path)
                        : hub.sendAs(key, "POST", path, JSON, "{\"planId\":\"" + about.planId() + "\"}");
        };
    }
}
