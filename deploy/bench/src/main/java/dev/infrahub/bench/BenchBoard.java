package dev.infrahub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The board of the measured hub, as its users meet it over HTTP: ten approvers, and changes of one plan. */
final class BenchBoard {

    /** How many ask at once where many do. */
    static final int IN_FLIGHT = 32;

    private static final int APPROVERS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final Launcher launcher;
    private final JsonNode plan;
    private final List<String> approvers = new ArrayList<>();
    private final AtomicInteger approvals = new AtomicInteger();

    /** @param plan what {@code summarize-plan} answered: the plan that all changes are for */
    BenchBoard(HttpClient http, Launcher launcher, String plan) throws IOException, InterruptedException {
        this.http = http;
        this.launcher = launcher;
        this.plan = JSON.readTree(plan);
        for (int i = 0; i < APPROVERS; i++) {
            approvers.add(newKey("approver", "acme"));
        }
    }

    String newKey(String role, String client) throws IOException, InterruptedException {
        String wish = "{\"name\":\"bench\",\"role\":\"" + role + "\",\"clients\":[\"" + client + "\"]}";
        return JSON.readTree(send(post("/api/keys", launcher.key(), wish), 201))
                .path("key")
                .asString();
    }

    /** A decision to be taken: the first on a change request of its own. */
    record Open(JsonNode change, String approver) {}

    Queue<Open> open(int changes) throws InterruptedException, ExecutionException {
        Queue<Open> opened = new ConcurrentLinkedQueue<>();
        Queue<Integer> numbers =
                new ConcurrentLinkedQueue<>(IntStream.range(0, changes).boxed().toList());
        Samples.of(IN_FLIGHT, numbers, number -> opened.add(open(approvers.get(number % APPROVERS))));
        return opened;
    }

    private Open open(String approver) throws IOException, InterruptedException {
        String wish = JSON.createObjectNode()
                .put("planId", plan.path("planId").asString())
                .put("changeRequestId", "BENCH-" + UUID.randomUUID())
                .toString();
        return new Open(JSON.readTree(send(post("/api/cab/requests", launcher.key(), wish), 200)), approver);
    }

    void approve(Open one) throws IOException, InterruptedException {
        String decision = JSON.createObjectNode()
                .put("changeRequestId", one.change().path("changeRequestId").asString())
                .put("module", one.change().path("module").asString())
                .put("riskLevel", one.change().path("riskLevel").asString())
                .put("planHash", one.change().path("planHash").asString())
                .toString();
        send(post("/api/cab/approve", one.approver(), decision), 200);
        approvals.incrementAndGet();
    }

    /** How many were taken so far. */
    int approvals() {
        return approvals.get();
    }

    /** Of the decisions that were taken, how many the compliance report knows with a signature that verifies. */
    long verified() throws IOException, InterruptedException {
        JsonNode totals = JSON.readTree(report()).path("totals");
        return totals.path("signatures").asLong() - totals.path("unverified").asLong();
    }

    /** The compliance report of everything, as JSON. */
    String report() throws IOException, InterruptedException {
        return send(to("/api/cab/report?client=acme", launcher.key()), 200);
    }

    private HttpRequest.Builder post(String path, String key, String body) {
        return to(path, key).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder to(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + launcher.port() + path))
                .timeout(LIMIT)
                .header("Prefer", "wait=" + LIMIT.toSeconds())
                .header("X-Api-Key", key);
    }

    private String send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    answer.uri().getPath() + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
