package dev.infrahub.standalone.chaos;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.GatewayApplication;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real gateway, change requests, and approvers with keys of their own who decide over HTTP. */
final class Boardroom implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLAN_HASH = "a".repeat(64);
    private static final String CLIENT = "acme";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(125);

    final Backends.Database database = Backends.shared().newDatabase();
    final Wire wire = new Wire(Backends.shared());
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final ConfigurableApplicationContext gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> approvers;

    Boardroom(int approvers) {
        gateway = GatewayApplication.start(Backends.shared()
                .serviceArguments(
                        Service.GATEWAY,
                        database,
                        "--HUB_MACHINE_APPROVERS=true",
                        "--hub.gateway.requests-per-minute=1000000",
                        "--hub.gateway.operations-under-way=1000000"));
        this.approvers = IntStream.range(0, approvers).mapToObj(this::newKey).toList();
    }

    /** What a caller was answered. */
    record Answer(int status, JsonNode body) {

        String text(String member) {
            return body.path(member).asString("");
        }

        /** Why not. */
        String code() {
            return text("code");
        }
    }

    private String newKey(int number) {
        HttpRequest request = request("/api/keys", Backends.ADMIN_KEY)
                .POST(BodyPublishers.ofString("{\"name\":\"approver %d\",\"role\":\"approver\",\"clients\":[\"%s\"]}"
                        .formatted(number, CLIENT)))
                .build();
        Answer made = ask(request).join();
        assertThat(made.status()).as("a new key").isEqualTo(201);
        return made.text("key");
    }

    /** A change request's id: topics are shared, so no other test has it. */
    String id(String name) {
        return "CHG-" + run + "-" + name;
    }

    /** Puts a change before the board, and waits until the gateway shows it. */
    String open(String name, String risk) {
        String id = id(name);
        wire.publish(Topics.CHANGE_REQUESTED, id, UUID.randomUUID(), UUID.randomUUID(), change(id, risk));
        eventually(() -> assertThat(get("/api/cab/requests/" + id).status()).isEqualTo(200));
        return id;
    }

    private static ChangeRequested change(String id, String risk) {
        return ChangeRequested.newBuilder()
                .setChangeRequestId(id)
                .setClient(CLIENT)
                .setModule("network")
                .setEnvironment("production")
                .setPlanHash(PLAN_HASH)
                .setFingerprint("f".repeat(64))
                .setRiskLevel(risk)
                .setChangeType("normal")
                .setSummary("Adds a subnet")
                .setPrUrl("https://example.org/pr/1")
                .setRequestedBy("user:rita")
                .setRequestedByName("Rita")
                .setRequestedAt(Instant.ofEpochMilli(System.currentTimeMillis()))
                .build();
    }

    CompletableFuture<Answer> approve(String change, String risk, int approver) {
        return approve(change, risk, approver, UUID.randomUUID().toString(), LONGEST_WAIT);
    }

    /** @param patience how long this caller waits; then the future fails */
    CompletableFuture<Answer> approve(
            String change, String risk, int approver, String idempotencyKey, Duration patience) {
        String body = JSON.createObjectNode()
                .put("changeRequestId", change)
                .put("module", "network")
                .put("riskLevel", risk)
                .put("planHash", PLAN_HASH)
                .toString();
        return ask(request("/api/cab/approve", approvers.get(approver))
                .timeout(patience)
                .header("Prefer", "wait=120")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** What was asked about the change comes again, as after a crash: the same events under the same ids. */
    void deliverAgain(String change) {
        for (ConsumerRecord<String, byte[]> record : approvalsAsked(change)) {
            Map<String, String> headers = new HashMap<>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            wire.publishBytes(Topics.APPROVAL_REQUESTED, record.key(), record.value(), headers);
        }
    }

    private List<ConsumerRecord<String, byte[]>> approvalsAsked(String change) {
        return wire.records(Topics.APPROVAL_REQUESTED.name()).stream()
                .filter(record -> record.key().endsWith("/" + change))
                .toList();
    }

    Answer get(String path) {
        return ask(request(path, Backends.ADMIN_KEY).GET().build()).join();
    }

    private HttpRequest.Builder request(String path, String key) {
        String port = gateway.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LONGEST_WAIT)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json");
    }

    private CompletableFuture<Answer> ask(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), JSON.readTree(response.body())));
    }

    @Override
    public void close() {
        http.shutdownNow();
        gateway.close();
        wire.close();
    }
}
