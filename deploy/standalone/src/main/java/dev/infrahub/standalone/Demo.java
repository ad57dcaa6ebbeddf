package dev.infrahub.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes a Terraform plan through a running hub, as a pipeline and a change board would, and shows what comes back. */
public final class Demo {

    private static final String PLAN = "/demo/plan.json";
    private static final String OTHER_PLAN = "/demo/dev-plan.json";
    private static final String JSON_TYPE = "application/json";
    private static final String PLAN_TYPE = "application/vnd.hashicorp.terraform.plan+json";
    private static final String FIELDS = "?module=checkout&client=acme&environment=production";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final String hub;
    private final HttpClient http;

    private final String key;

    private Demo(String hub, String key, HttpClient http) {
        this.hub = hub;
        this.key = key;
        this.http = http;
    }

    static void main(String[] args) {
        String hub = args.length > 0 ? args[0] : "http://127.0.0.1:5100";
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            new Demo(hub, System.getenv().getOrDefault("HUB_ADMIN_KEY", ""), http)
                    .show(new DemoScreen(Style.ofTerminal(), System.out));
        } catch (IOException e) {
            fail("no answer from " + hub + ": " + e);
        } catch (InterruptedException _) {
            fail("interrupted");
        } catch (IllegalStateException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void show(DemoScreen screen) throws IOException, InterruptedException {
        JsonNode summary = post("/api/pipeline/summarize-plan" + FIELDS, PLAN_TYPE, resource(PLAN));
        String planId = summary.path("planId").asString();
        byte[] samePlan = JSON.writeValueAsBytes(JSON.createObjectNode().put("planId", planId));
        JsonNode risk = post("/api/pipeline/risk-assessment", JSON_TYPE, samePlan);
        JsonNode rollback = post("/api/pipeline/rollback-plan", JSON_TYPE, samePlan);
        screen.title("checkout of acme in production");
        screen.summary(summary);
        screen.risk(risk);
        screen.rollback(rollback);
        board(screen, planId);
        screen.next(hub, planId);
    }

    /** The change goes before the board; who asked may not approve; others sign; the gate opens for this plan alone. */
    private void board(DemoScreen screen, String planId) throws IOException, InterruptedException {
        JsonNode change = post(
                "/api/cab/requests", JSON_TYPE, bytes(JSON.createObjectNode().put("planId", planId)));
        screen.change(change);
        byte[] decision = bytes(JSON.createObjectNode()
                .put("changeRequestId", change.path("changeRequestId").asString())
                .put("module", change.path("module").asString())
                .put("riskLevel", change.path("riskLevel").asString())
                .put("planHash", change.path("planHash").asString()));
        screen.refused("approved by who asked", refused("/api/cab/approve", JSON_TYPE, decision));
        for (int i = 1; i <= change.path("approvalsNeeded").asInt(); i++) {
            screen.approval(expect(200, send("/api/cab/approve", JSON_TYPE, decision, approver(i))));
        }
        String id = change.path("changeRequestId").asString();
        screen.verification(get("/api/cab/verify/" + id));
        String gate = "/api/cab/gate" + FIELDS + "&changeRequestId=" + id;
        screen.gate(post(gate, PLAN_TYPE, resource(PLAN)));
        screen.refused("apply another plan", refused(gate, PLAN_TYPE, resource(OTHER_PLAN)));
    }

    /** A key of an approver of its own, good for an hour. */
    private String approver(int number) throws IOException, InterruptedException {
        ObjectNode wish = JSON.createObjectNode()
                .put("name", "demo approver " + number)
                .put("role", "approver")
                .put("expiresAt", Instant.now().plus(Duration.ofHours(1)).toString());
        wish.putArray("clients").add("acme");
        return expect(201, send("/api/keys", JSON_TYPE, bytes(wish), key))
                .path("key")
                .asString();
    }

    private JsonNode post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return expect(200, send(path, type, body, key));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return expect(200, http.send(request(path, key).GET().build(), BodyHandlers.ofString()));
    }

    /** What must not work. */
    private JsonNode refused(String path, String type, byte[] body) throws IOException, InterruptedException {
        return expect(403, send(path, type, body, key));
    }

    private HttpResponse<String> send(String path, String type, byte[] body, String credential)
            throws IOException, InterruptedException {
        HttpRequest request = request(path, credential)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String credential) {
        return HttpRequest.newBuilder(URI.create(hub + path))
                .timeout(LIMIT)
                .header("Accept", JSON_TYPE)
                .header("X-Api-Key", credential);
    }

    private static JsonNode expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(
                    answer.request().uri() + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static byte[] bytes(JsonNode json) {
        return JSON.writeValueAsBytes(json);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream plan = Objects.requireNonNull(Demo.class.getResourceAsStream(name), name)) {
            return plan.readAllBytes();
        }
    }

    private static void fail(String reason) {
        System.err.println("hub: the demo failed: " + reason);
        System.exit(1);
    }
}
