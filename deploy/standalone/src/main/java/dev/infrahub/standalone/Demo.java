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
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Posts a Terraform plan to a running hub, as a CI job would, and shows what comes back. */
public final class Demo {

    private static final String PLAN = "/demo/plan.json";
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
            new Demo(hub, System.getenv().getOrDefault("HUB_KEY", ""), http)
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
        JsonNode summary = post("/api/pipeline/summarize-plan" + FIELDS, PLAN_TYPE, plan());
        String planId = summary.path("planId").asString();
        byte[] samePlan = JSON.writeValueAsBytes(JSON.createObjectNode().put("planId", planId));
        JsonNode risk = post("/api/pipeline/risk-assessment", "application/json", samePlan);
        JsonNode rollback = post("/api/pipeline/rollback-plan", "application/json", samePlan);
        screen.title("checkout of acme in production");
        screen.summary(summary);
        screen.risk(risk);
        screen.rollback(rollback);
        screen.next(hub, planId);
    }

    private JsonNode post(String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub + path))
                .timeout(LIMIT)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .header("X-Api-Key", key)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "POST " + path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static byte[] plan() throws IOException {
        try (InputStream plan = Objects.requireNonNull(Demo.class.getResourceAsStream(PLAN), PLAN)) {
            return plan.readAllBytes();
        }
    }

    private static void fail(String reason) {
        System.err.println("hub: the demo failed: " + reason);
        System.exit(1);
    }
}
