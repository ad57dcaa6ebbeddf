package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.infrahub.quantumapilocal.Server.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else's implementation, npm's @noble/post-quantum, verifies our signatures and opens our payloads. */
class VerifierIT {

    private static final String DATA = Server.base64("an approval");
    private static final String CONTEXT = Server.base64("infrahub/cab");
    private static final String ASSOCIATED = Server.base64("workspace");
    private static final int SEED_BYTES = 64;

    /** What stands before the seed in PKCS#8: RFC 9935 section 6. */
    private static final Map<String, String> PKCS8 = Map.of(
            "ML-KEM-512", "3054020100300b060960864801650304040104428040",
            "ML-KEM-768", "3054020100300b060960864801650304040204428040",
            "ML-KEM-1024", "3054020100300b060960864801650304040304428040");

    @Test
    void noble_verifies_every_kind_of_signature_and_opens_every_kind_of_payload()
            throws IOException, InterruptedException {
        Path verifier = Path.of(System.getProperty("hub.project.root", "."), "deploy/ci/verifier");
        assumeThat(verifier.resolve("node_modules/@noble/post-quantum"))
                .as("npm ci was run in deploy/ci/verifier")
                .exists();
        List<Map<String, String>> signatures = new ArrayList<>();
        List<Map<String, String>> payloads = new ArrayList<>();
        try (Server server = Server.start()) {
            for (String algorithm : List.of("ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "SLH-DSA-128s")) {
                signatures.add(sign(server, algorithm, ""));
                signatures.add(sign(server, algorithm, CONTEXT));
            }
            for (String algorithm : List.of("ML-KEM-512", "ML-KEM-768", "ML-KEM-1024")) {
                payloads.add(encrypt(server, algorithm));
            }
        }
        assertThat(run(verifier, Map.of("signatures", signatures, "payloads", payloads)))
                .isEqualTo("8 signatures verified, 3 payloads opened");
    }

    private static Map<String, String> sign(Server server, String algorithm, String context) {
        Answer key = server.post(
                "/keys",
                "{\"name\":\"%s%s\",\"algorithm\":\"%s\"}"
                        .formatted(algorithm, context.isEmpty() ? "" : "-in-context", algorithm));
        Answer signed = server.post(
                "/sign",
                "{\"keyId\":\"%s\",\"data\":\"%s\",\"context\":\"%s\"}".formatted(key.text("id"), DATA, context));
        return Map.of(
                "algorithm",
                algorithm,
                "publicKey",
                key.json().path("publicKey").path("raw").asString(),
                "context",
                context,
                "data",
                DATA,
                "signature",
                signed.text("signature"));
    }

    /** With a key of which the verifier gets the seed. */
    private static Map<String, String> encrypt(Server server, String algorithm) {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        byte[] pkcs8 =
                HexFormat.of().parseHex(PKCS8.get(algorithm) + HexFormat.of().formatHex(seed));
        String id = server.post(
                        "/keys/import",
                        "{\"name\":\"%s\",\"algorithm\":\"%s\",\"privateKey\":\"%s\"}"
                                .formatted(algorithm, algorithm, Server.base64(pkcs8)))
                .text("id");
        String payload = server.post(
                        "/encrypt",
                        "{\"keyId\":\"%s\",\"plaintext\":\"%s\",\"associatedData\":\"%s\"}"
                                .formatted(id, DATA, ASSOCIATED))
                .text("encryptedPayload");
        return Map.of(
                "seed",
                Server.base64(seed),
                "algorithm",
                algorithm,
                "encryptedPayload",
                payload,
                "associatedData",
                ASSOCIATED,
                "plaintext",
                DATA);
    }

    private static String run(Path verifier, Object input) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("node", "verify.mjs")
                    .directory(verifier.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeThat(false).as("node is installed").isTrue();
            throw e;
        }
        try (var in = process.getOutputStream()) {
            in.write(new JsonMapper().writeValueAsBytes(input));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(Files.exists(verifier)).isTrue();
        return said.strip();
    }
}
