package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.quantumapilocal.Server.Answer;
import dev.infrahub.testkit.Eventually;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What keys do in each of their states, what they sign and encrypt, and that a repeat is answered as before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysIT {

    private static final String DATA = Server.base64("an approval");
    private static final AtomicInteger NAMES = new AtomicInteger();

    private Server server;

    @BeforeAll
    void start() {
        server = Server.start("--hub.quantumapi-local.housekeeping=200ms");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer newKey(String algorithm) {
        Answer made = server.post(
                "/keys", "{\"name\":\"key-%d\",\"algorithm\":\"%s\"}".formatted(NAMES.incrementAndGet(), algorithm));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private Answer sign(String keyId, String... headers) {
        return server.post("/sign", "{\"keyId\":\"%s\",\"data\":\"%s\"}".formatted(keyId, DATA), headers);
    }

    private JsonNode verify(String keyId, String signature, String more) {
        return server.post(
                        "/verify",
                        "{\"keyId\":\"%s\",\"data\":\"%s\",\"signature\":\"%s\"%s}"
                                .formatted(keyId, DATA, signature, more))
                .json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "SLH-DSA-128s", "Ed25519"})
    void every_signing_algorithm_signs_and_verifies_by_key_and_by_public_key(String algorithm) {
        Answer key = newKey(algorithm);
        String signature = sign(key.text("id")).text("signature");
        assertThat(verify(key.text("id"), signature, "").path("valid").asBoolean())
                .isTrue();
        JsonNode publicKey = key.json().path("publicKey");
        for (String form : List.of(
                publicKey.path("pem").toString(),
                publicKey.path("raw").toString(),
                '"' + publicKey.path("pem").asString().replaceAll("-----[A-Z ]+-----|\n", "") + '"')) {
            Answer verified = server.post(
                    "/verify",
                    "{\"publicKey\":%s,\"algorithm\":\"%s\",\"data\":\"%s\",\"signature\":\"%s\"}"
                            .formatted(form, algorithm, DATA, signature));
            assertThat(verified.json().path("valid").asBoolean())
                    .as(verified.body())
                    .isTrue();
        }
        assertThat(verify(key.text("id"), Server.base64("nonsense"), "")
                        .path("valid")
                        .asBoolean())
                .isFalse();
        assertThat(verify(key.text("id"), "&&&", "").path("valid").asBoolean()).isFalse();
    }

    @Test
    void a_context_belongs_to_the_signature() {
        String id = newKey("ML-DSA-65").text("id");
        String context = Server.base64("cab");
        String signature = server.post(
                        "/sign", "{\"keyId\":\"%s\",\"data\":\"%s\",\"context\":\"%s\"}".formatted(id, DATA, context))
                .text("signature");
        assertThat(verify(id, signature, ",\"context\":\"" + context + "\"")
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(verify(id, signature, "").path("valid").asBoolean()).isFalse();
    }

    @Test
    void who_names_no_key_gets_the_default() {
        Answer signed = server.post("/sign", "{\"data\":\"" + DATA + "\"}");
        assertThat(signed.text("algorithm")).isEqualTo("ML-DSA-65");
        JsonNode key = server.get("/keys/" + signed.text("keyId") + "?include=metadata")
                .json();
        assertThat(key.path("metadata").path("default").asBoolean()).isTrue();
        assertThat(server.delete("/keys/" + signed.text("keyId")).text("error")).isEqualTo("key.default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML-KEM-512", "ML-KEM-768", "ML-KEM-1024", "AES-256-GCM"})
    void every_encrypting_algorithm_gives_back_what_it_took(String algorithm) {
        String id = newKey(algorithm).text("id");
        Answer encrypted = server.post(
                "/encrypt",
                "{\"keyId\":\"%s\",\"plaintext\":\"größe\",\"encoding\":\"utf8\",\"associatedData\":\"%s\"}"
                        .formatted(id, Server.base64("a")));
        String payload = encrypted.text("encryptedPayload");
        Answer decrypted = server.post(
                "/decrypt",
                "{\"encryptedPayload\":\"%s\",\"encoding\":\"utf8\",\"associatedData\":\"%s\"}"
                        .formatted(payload, Server.base64("a")));
        assertThat(decrypted.text("plaintext")).as(decrypted.body()).isEqualTo("größe");
        for (String wrong : List.of(
                "{\"encryptedPayload\":\"" + payload + "\"}",
                "{\"encryptedPayload\":\"" + payload.substring(8) + "\",\"associatedData\":\"YQ==\"}",
                "{\"encryptedPayload\":\"!\"}",
                "{\"encryptedPayload\":\"" + Server.base64("QAE") + "\"}")) {
            Answer refused = server.post("/decrypt", wrong);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("error")).isEqualTo("payload.invalid");
        }
    }

    @Test
    void a_rotated_key_signs_anew_and_still_verifies_and_decrypts_what_it_made_before() {
        String id = newKey("ML-DSA-44").text("id");
        String before = sign(id).text("signature");
        Answer rotated = server.post("/keys/" + id + "/rotate", "");
        assertThat(rotated.json().path("version").asInt()).as(rotated.body()).isEqualTo(2);
        assertThat(sign(id).json().path("keyVersion").asInt()).isEqualTo(2);
        assertThat(verify(id, before, "").path("keyVersion").asInt()).isEqualTo(1);
        assertThat(verify(id, before, ",\"keyVersion\":1").path("valid").asBoolean())
                .isTrue();
        assertThat(verify(id, before, ",\"keyVersion\":2").path("valid").asBoolean())
                .isFalse();
        JsonNode versions =
                server.get("/keys/" + id + "?include=versions").json().path("versions");
        assertThat(versions.get(0).path("state").asString()).isEqualTo("active");
        assertThat(versions.get(1).path("state").asString()).isEqualTo("deprecated");
        assertThat(versions.get(1).path("publicKey").path("jwk").path("kid").asString())
                .isEqualTo(id + "#1");

        String kem = newKey("ML-KEM-768").text("id");
        String payload = server.post("/encrypt", "{\"keyId\":\"" + kem + "\",\"plaintext\":\"" + DATA + "\"}")
                .text("encryptedPayload");
        server.post("/keys/" + kem + "/rotate", "");
        Answer decrypted = server.post("/decrypt", "{\"encryptedPayload\":\"" + payload + "\"}");
        assertThat(decrypted.text("plaintext")).isEqualTo(DATA);
        assertThat(decrypted.json().path("keyVersion").asInt()).isEqualTo(1);
    }

    @Test
    void a_key_pending_deletion_does_nothing_until_it_is_restored() {
        String id = newKey("ML-DSA-65").text("id");
        String signature = sign(id).text("signature");
        Answer deleted = server.delete("/keys/" + id + "?graceDays=7");
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.text("state")).isEqualTo("pending-deletion");
        assertThat(Duration.between(Instant.now(), Instant.parse(deleted.text("deletesAt"))))
                .isBetween(Duration.ofDays(7).minusMinutes(5), Duration.ofDays(7));
        assertThat(sign(id).text("error")).isEqualTo("key.not_active");
        assertThat(sign(id).status()).isEqualTo(409);
        assertThat(verify(id, signature, "").path("error").asString()).isEqualTo("key.not_active");
        assertThat(server.post("/keys/" + id + "/rotate", "").status()).isEqualTo(409);
        assertThat(server.delete("/keys/" + id + "?graceDays=90").text("deletesAt"))
                .isEqualTo(deleted.text("deletesAt"));
        assertThat(server.get("/keys?state=pending-deletion&limit=500").body()).contains(id);

        assertThat(server.post("/keys/" + id + "/restore", "").text("state")).isEqualTo("active");
        assertThat(verify(id, signature, "").path("valid").asBoolean()).isTrue();
        assertThat(sign(id).status()).isEqualTo(200);
        assertThat(server.post("/keys/" + id + "/restore", "").text("error")).isEqualTo("key.not_pending");
    }

    @Test
    void a_key_is_erased_when_its_grace_is_over() {
        String id = newKey("ML-DSA-65").text("id");
        server.delete("/keys/" + id);
        server.sql("update keys set deletes_at = now() - interval '1 second' where id = '" + id + "'");
        Eventually.eventually(
                () -> assertThat(server.get("/keys/" + id).status()).isEqualTo(404));
        assertThat(server.rows("select key_id from key_versions where key_id = '" + id + "'"))
                .isEmpty();
        assertThat(server.rows("select action from audit where resource = 'key:" + id + "' and api_key_id is null"))
                .containsExactly("key.erase");
    }

    @Test
    void a_key_made_elsewhere_is_imported() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("ML-DSA-87").generateKeyPair();
        Answer imported = server.post(
                "/keys/import",
                "{\"name\":\"imported\",\"algorithm\":\"ML-DSA-87\",\"privateKey\":\"%s\",\"labels\":[\"byok\"]}"
                        .formatted(Server.base64(pair.getPrivate().getEncoded())));
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        String signature = sign(imported.text("id")).text("signature");
        Answer verified = server.post(
                "/verify",
                "{\"publicKey\":\"%s\",\"data\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(Server.base64(pair.getPublic().getEncoded()), DATA, signature));
        assertThat(verified.json().path("valid").asBoolean())
                .as(verified.body())
                .isTrue();
        assertThat(server.get("/keys?label=byok").json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_name_is_taken_once() {
        String first = server.post("/keys", "{\"name\":\"once\",\"keyType\":\"symmetric\"}")
                .text("id");
        Answer second = server.post("/keys", "{\"name\":\"once\",\"keyType\":\"signing\"}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("error")).isEqualTo("key.exists");
        assertThat(second.text("existingId")).isEqualTo(first);
        assertThat(server.get("/keys?name=once").json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void members_are_read_in_any_spelling() {
        String id = newKey("ML-DSA-65").text("id");
        assertThat(server.post("/sign", "{\"Data\":\"%s\",\"key_id\":\"%s\",\"Unknown\":1}".formatted(DATA, id))
                        .text("keyId"))
                .isEqualTo(id);
        Answer encrypted = server.post("/encrypt", "{\"Plaintext\":\"x\",\"Encoding\":\"utf8\"}");
        assertThat(encrypted.text("algorithm")).isEqualTo("ML-KEM-768+AES-256-GCM");
        assertThat(server.post(
                                "/decrypt",
                                "{\"EncryptedPayload\":\"%s\",\"Encoding\":\"UTF8\"}"
                                        .formatted(encrypted.text("encryptedPayload")))
                        .text("plaintext"))
                .isEqualTo("x");
    }

    @Test
    void a_repeat_under_one_idempotency_key_gets_the_first_answer_byte_for_byte() {
        String id = newKey("ML-DSA-65").text("id");
        Answer first = sign(id, "Idempotency-Key", "k1");
        Answer again = sign(id, "Idempotency-Key", "k1");
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(server.rows(
                        "select outcome from audit where action = 'sign' and resource = 'key:" + id + "' order by seq"))
                .containsExactly("ok", "repeated");
        Answer other = server.post("/sign", "{\"data\":\"AAAA\"}", "Idempotency-Key", "k1");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("error")).isEqualTo("idempotency.mismatch");
        String another = server.apiKey("encryption:write");
        assertThat(sign(id, "Idempotency-Key", "k1", "X-Api-Key", another).bytes())
                .isNotEqualTo(first.bytes());
    }

    @Test
    void what_failed_may_be_tried_again_under_its_idempotency_key() {
        Answer failed = server.post("/sign", "{\"data\":\"%\"}", "Idempotency-Key", "k2");
        assertThat(failed.status()).isEqualTo(422);
        assertThat(server.post("/sign", "{\"data\":\"AAAA\"}", "Idempotency-Key", "k2")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void concurrent_requests_under_one_idempotency_key_make_one_key() {
        List<Answer> answers = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> server.post(
                        "/keys", "{\"name\":\"concurrent\",\"keyType\":\"signing\"}", "Idempotency-Key", "k3")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.bytes()).isEqualTo(answers.getFirst().bytes());
        });
    }

    @Test
    void an_answer_is_forgotten_after_a_day() {
        String id = newKey("ML-DSA-65").text("id");
        Answer first = sign(id, "Idempotency-Key", "k4");
        server.sql("update idempotent_answers set created_at = now() - interval '25 hours' where key = 'k4'");
        assertThat(sign(id, "Idempotency-Key", "k4").bytes()).isNotEqualTo(first.bytes());
    }
}
