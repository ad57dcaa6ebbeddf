package dev.infrahub.verify;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.cabsigner.CabSignerApplication;
import dev.infrahub.gateway.GatewayApplication;
import dev.infrahub.plananalyzer.PlanAnalyzerApplication;
import dev.infrahub.quantumapilocal.QuantumApiLocalApplication;
import dev.infrahub.schemas.Service;
import dev.infrahub.testing.Backends;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole hub, to be asked over HTTP as anybody would; every change takes two approvers. */
final class RunningHub implements AutoCloseable {

    private static final String QUANTUM_KEY = "qapi_" + "A".repeat(43);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ConfigurableApplicationContext> services;
    private final String url;
    private final List<String> approvers;

    private RunningHub() {
        ConfigurableApplicationContext quantumApi = quantumApi();
        Backends.Database database = Backends.shared().newDatabase();
        ConfigurableApplicationContext gateway = GatewayApplication.start(
                Backends.shared().serviceArguments(Service.GATEWAY, database, "--HUB_MACHINE_APPROVERS=true"));
        ConfigurableApplicationContext analyzer = PlanAnalyzerApplication.start(Backends.shared()
                .serviceArguments(Service.PLAN_ANALYZER, Backends.shared().newDatabase()));
        ConfigurableApplicationContext signer = CabSignerApplication.start(patient(Backends.shared()
                .serviceArguments(
                        Service.CAB_SIGNER,
                        Backends.shared().newDatabase(),
                        "--hub.quantumapi.endpoint=" + local(quantumApi),
                        "--hub.quantumapi.api-key=" + QUANTUM_KEY,
                        "--hub.cab-signer.approvals.low=2")));
        this.services = List.of(gateway, analyzer, signer, quantumApi);
        this.url = local(gateway);
        this.approvers = List.of(newKey("adam"), newKey("eve"));
    }

    static RunningHub start() {
        return new RunningHub();
    }

    private static ConfigurableApplicationContext quantumApi() {
        Backends.Database database = Backends.shared().newDatabase();
        return QuantumApiLocalApplication.start(
                "--POSTGRES_HOST=" + database.host(),
                "--POSTGRES_PORT=" + database.port(),
                "--POSTGRES_DB=" + database.name(),
                "--POSTGRES_USER=" + database.user(),
                "--POSTGRES_PASSWORD=" + database.password(),
                "--QUANTUMAPI_PORT=0",
                "--QUANTUMAPI_BOOTSTRAP_KEY=" + QUANTUM_KEY,
                "--QUANTUMAPI_MASTER_KEY=first:" + Base64.getEncoder().encodeToString(new byte[32]));
    }

    /** Who gives up early could be signed for later, which the cab-signer does not start with. */
    private static String[] patient(String[] arguments) {
        return Stream.concat(
                        Arrays.stream(arguments).filter(argument -> !argument.contains("give-up-after")),
                        Stream.of("--hub.events.give-up-after=2m"))
                .toArray(String[]::new);
    }

    private static String local(ConfigurableApplicationContext service) {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    private String newKey(String name) {
        return post(
                        Backends.ADMIN_KEY,
                        "/api/keys",
                        "{\"name\":\"" + name + "\",\"role\":\"approver\",\"clients\":[\"acme\"]}")
                .path("key")
                .asString();
    }

    private static String plan(String input) {
        return """
            {"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[
              {"address":"terraform_data.a","mode":"managed","type":"terraform_data","name":"a",
               "provider_name":"terraform.io/builtin/terraform",
               "change":{"actions":["create"],"before":null,"after":{"input":"%s"},"after_unknown":{"id":true},
                         "before_sensitive":false,"after_sensitive":{}}}]}\
            """.formatted(input);
    }

    /** A change before the board, and the plan that it is about. */
    record Open(String id, String module, String planId, String planHash, String riskLevel) {}

    /** Returns the change request's id. */
    String approvedChange(String module) {
        Open change = open(module);
        approve(change);
        return change.id();
    }

    Open open(String module) {
        JsonNode plan = post(
                Backends.ADMIN_KEY,
                "/api/pipeline/summarize-plan",
                "{\"module\":\"" + module + "\",\"client\":\"acme\",\"environment\":\"production\",\"plan\":"
                        + plan(module) + "}");
        String planId = plan.path("planId").asString();
        String id = "CHG-" + UUID.randomUUID();
        JsonNode change = post(
                Backends.ADMIN_KEY,
                "/api/cab/requests",
                "{\"planId\":\"" + planId + "\",\"changeRequestId\":\"" + id + "\"}");
        return new Open(
                id,
                module,
                planId,
                plan.path("planHash").asString(),
                change.path("riskLevel").asString());
    }

    void approve(Open change) {
        for (String approver : approvers) {
            post(approver, "/api/cab/approve", """
                {"changeRequestId":"%s","module":"%s","riskLevel":"%s","planId":"%s","comment":"fine – ✓"}\
                """.formatted(
                            change.id(), change.module(), change.riskLevel(), change.planId()));
        }
    }

    /** What a pipeline that is about to apply the change's plan is answered. */
    int gate(Open change) {
        return answer(HttpRequest.newBuilder(URI.create(url + "/api/cab/gate?client=acme&environment=production&module="
                                + change.module() + "&changeRequestId=" + change.id()))
                        .header("X-Api-Key", Backends.ADMIN_KEY)
                        .header("Content-Type", "application/vnd.hashicorp.terraform.plan+json")
                        .POST(HttpRequest.BodyPublishers.ofString(plan(change.module()))))
                .statusCode();
    }

    void implement(String changeRequestId) {
        post(
                Backends.ADMIN_KEY,
                "/api/cab/requests/" + changeRequestId + "/implement",
                "{\"outcome\":\"succeeded\",\"comment\":\"applied\"}");
    }

    /** The answer of sealing. */
    JsonNode seal(String changeRequestId) {
        return post(Backends.ADMIN_KEY, "/api/cab/seal-evidence", """
            {"changeRequestId":"%s","planSummary":"Adds a thing – ✓","riskAssessment":{"level":"low","score":0.5},
             "prUrl":"https://example.org/pr/1","scanResults":{"version":"2.1.0","runs":[]},
             "testResults":[{"name":"t","seconds":1.25e-3,"passed":true}]}\
            """.formatted(changeRequestId));
    }

    /** By its link, without an account. */
    String download(JsonNode sealed, String more) {
        return send(HttpRequest.newBuilder(
                URI.create(url + sealed.path("downloadUrl").asString() + more)));
    }

    /** As soon as a tree head is out that has the decisions in it. */
    String verification(String changeRequestId) {
        eventually(() -> assertThat(get("/api/cab/verify/" + changeRequestId)).contains("\"valid\":true"));
        return get("/api/cab/verify/" + changeRequestId);
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).header("X-Api-Key", Backends.ADMIN_KEY));
    }

    private JsonNode post(String key, String path, String body) {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url + path))
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    private String send(HttpRequest.Builder request) {
        HttpResponse<String> response = answer(request);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return response.body();
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        services.forEach(ConfigurableApplicationContext::close);
        http.close();
    }
}
