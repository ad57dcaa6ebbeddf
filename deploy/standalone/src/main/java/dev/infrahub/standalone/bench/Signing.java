package dev.infrahub.standalone.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
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
    private final AsymmetricCipherKeyPair pair;
    private final byte[] signature;

    Signing(HttpClient http, String endpoint, String key) throws CryptoException {
        this.http = http;
        this.endpoint = endpoint;
        this.key = key;
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), MLDSAParameters.ml_dsa_65));
        this.pair = generator.generateKeyPair();
        this.signature = sign();
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
        row(out, "sign", this::sign, () -> post("/api/v1/sign", request));
        row(out, "verify", this::verify, () -> post("/api/v1/verify", verification));
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

    private byte[] sign() throws CryptoException {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, new ParametersWithRandom(pair.getPrivate(), new SecureRandom()));
        signer.update(MESSAGE, 0, MESSAGE.length);
        return signer.generateSignature();
    }

    private boolean verify() {
        MLDSASigner signer = new MLDSASigner();
        AsymmetricKeyParameter publicKey = pair.getPublic();
        signer.init(false, publicKey);
        signer.update(MESSAGE, 0, MESSAGE.length);
        return signer.verifySignature(signature);
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
