package dev.infrahub.standalone.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Approvals through the whole path: HTTP, gateway, Kafka, cab-signer, QuantumAPI, Postgres, Kafka and back; next to bare
 * ML-DSA-65 on the same cores. Each is the first decision on a change request of its own, opened before it is measured.
 */
final class ApprovalBench {

    private static final int IN_FLIGHT = 32;
    private static final int APPROVERS = 10;
    private static final int WARM_UP = 1500;
    private static final int ALONE = 400;
    private static final int MANY = 1500;
    private static final int ROUNDS = 2;
    private static final long BARE = Duration.ofSeconds(4).toNanos();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PAYLOAD = 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final Launcher launcher;
    private final JsonNode plan;
    private final List<String> approvers;

    /** @param plan what {@code summarize-plan} answered: the plan that all changes are for */
    ApprovalBench(HttpClient http, Launcher launcher, String plan) throws IOException, InterruptedException {
        this.http = http;
        this.launcher = launcher;
        this.plan = JSON.readTree(plan);
        this.approvers = new ArrayList<>();
        for (int i = 0; i < APPROVERS; i++) {
            String wish = "{\"name\":\"bench " + i + "\",\"role\":\"approver\",\"clients\":[\"acme\"]}";
            approvers.add(JSON.readTree(post("/api/keys", launcher.key(), wish, 201))
                    .path("key")
                    .asString());
        }
    }

    /** A decision to be taken. */
    private record Open(JsonNode change, String approver) {}

    void measure(PrintStream out) throws Exception {
        BareKey bare = new BareKey(new byte[PAYLOAD]);
        int cores = Runtime.getRuntime().availableProcessors();
        Samples.of(cores, BARE, bare::sign);
        Samples.of(IN_FLIGHT, open(WARM_UP), this::approve);
        Samples floor = Samples.of(cores, BARE, bare::sign);
        Samples alone = Samples.of(1, open(ALONE), this::approve);
        Samples many = Samples.of(IN_FLIGHT, open(MANY), this::approve);
        for (int round = 1; round < ROUNDS; round++) {
            floor = floor.and(Samples.of(cores, BARE, bare::sign));
            alone = alone.and(Samples.of(1, open(ALONE), this::approve));
            many = many.and(Samples.of(IN_FLIGHT, open(MANY), this::approve));
        }
        out.printf(Locale.ROOT, "%n| approvals | p50 | p99 | a second | ratio |%n|---|---|---|---|---|%n");
        row(out, "bare ML-DSA-65, " + cores + " at a time", floor, floor);
        row(out, "hub, one at a time", alone, floor);
        row(out, "hub, " + IN_FLIGHT + " at a time", many, floor);
    }

    private static void row(PrintStream out, String name, Samples samples, Samples floor) {
        out.printf(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f ms | %.0f | %.4f × |%n",
                name,
                samples.millis(50),
                samples.millis(99),
                samples.perSecond(),
                samples.perSecond() / floor.perSecond());
    }

    private Queue<Open> open(int changes) throws InterruptedException, ExecutionException {
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
        return new Open(JSON.readTree(post("/api/cab/requests", launcher.key(), wish, 200)), approver);
    }

    private void approve(Open one) throws IOException, InterruptedException {
        String decision = JSON.createObjectNode()
                .put("changeRequestId", one.change().path("changeRequestId").asString())
                .put("module", one.change().path("module").asString())
                .put("riskLevel", one.change().path("riskLevel").asString())
                .put("planHash", one.change().path("planHash").asString())
                .toString();
        post("/api/cab/approve", one.approver(), decision, 200);
    }

    private String post(String path, String key, String body, int expected) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + launcher.port() + path))
                .timeout(LIMIT)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
