package dev.infrahub.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.bouncycastle.crypto.CryptoException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ML-DSA-65 signatures and verifications through QuantumAPI's HTTP, next to bare Bouncy Castle on the same cores. */
final class Signing {

    private static final int IN_FLIGHT = 32;
    private static final long WARM_UP = Duration.ofSeconds(8).toNanos();
    private static final long ROUND = Duration.ofSeconds(5).toNanos();
    private static final byte[] MESSAGE = new byte[1024];
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final String endpoint;
    private final String key;
    private final BareKey bare;

    Signing(HttpClient http, String endpoint, String key) throws CryptoException {
        this.http = http;
        this.endpoint = endpoint;
        this.key = key;
        this.bare = new BareKey(MESSAGE);
    }

    void measure(PrintStream out) throws Exception {
        String request = JSON.createObjectNode()
                .put("data", Base64.getEncoder().encodeToString(MESSAGE))
                .toString();
        JsonNode signed = JSON.readTree(post("/api/v1/sign", request));
        String verification = JSON.createObjectNode()
                .put("data", Base64.getEncoder().encodeToString(MESSAGE))
                .put("signature", signed.path("signature").asString())
                .put("keyId", signed.path("keyId").asString())
                .toString();
        out.printf(
                Locale.ROOT,
                "%n| ML-DSA-65, %d bytes | bare, a second | QuantumAPI, a second | ratio | p50 | p99 |%n|---|---|---|---|---|---|%n",
                MESSAGE.length);
        row(out, "sign", bare::sign, () -> post("/api/v1/sign", request));
        row(out, "verify", bare::verify, () -> post("/api/v1/verify", verification));
    }

    private static void row(PrintStream out, String name, Callable<?> bare, Callable<?> served)
            throws InterruptedException, ExecutionException {
        int cores = Runtime.getRuntime().availableProcessors();
        Samples.of(cores, WARM_UP / 2, bare);
        Samples.of(IN_FLIGHT, WARM_UP, served);
        Samples floor = Samples.of(cores, ROUND, bare);
        Samples hub = Samples.of(IN_FLIGHT, ROUND, served);
        floor = floor.and(Samples.of(cores, ROUND, bare));
        hub = hub.and(Samples.of(IN_FLIGHT, ROUND, served));
        out.printf(
                Locale.ROOT,
                "| %s, %d at a time | %.0f | %.0f | %.2f × | %.1f ms | %.1f ms |%n",
                name,
                IN_FLIGHT,
                floor.perSecond(),
                hub.perSecond(),
                hub.perSecond() / floor.perSecond(),
                hub.millis(50),
                hub.millis(99));
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("Content-Type", "application/json")
                .header("X-Api-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered with " + answer.statusCode());
        }
        return answer.body();
    }
}
