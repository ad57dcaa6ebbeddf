package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.quantumapilocal.Server.Answer;
import java.net.http.HttpRequest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be used gets an answer that names the field and the fix. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final String CERTIFICATE = "{\"publicKey\":\"%s\",\"principals\":%s,\"identity\":\"i\"%s}";
    private static final String USER_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKn7xkXbnVNYA4ZsDLFnsm8FFzBEYBxZ14rZTFMFAXHs";

    private Server server;

    @BeforeAll
    void start() {
        server = Server.start();
        server.post("/secrets", "{\"name\":\"taken\",\"value\":\"v\"}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    record Bad(
            String method,
            String path,
            String body,
            int status,
            String error,
            @Nullable String field) {

        @Override
        public String toString() {
            return method + " " + path + " " + (body.length() > 100 ? body.substring(0, 100) + "…" : body) + " -> "
                    + status + " " + error;
        }
    }

    private static Bad post(String path, String body, int status, String error, @Nullable String field) {
        return new Bad("POST", path, body, status, error, field);
    }

    private static Bad get(String path, int status, String error, @Nullable String field) {
        return new Bad("GET", path, "", status, error, field);
    }

    private static Bad certificate(String key, String principals, String more, String field) {
        return post("/ssh/certificates", CERTIFICATE.formatted(key, principals, more), 422, "field.invalid", field);
    }

    static Stream<Bad> bad() {
        return Stream.of(
                        bodies(),
                        keys(),
                        signatures(),
                        encryption(),
                        secrets(),
                        apiKeys(),
                        certificates(),
                        parameters())
                .flatMap(table -> table);
    }

    private static Stream<Bad> bodies() {
        return Stream.of(
                post("/sign", "data=x", 400, "body.not_json", null),
                post("/sign", "[1]", 400, "body.not_object", null),
                post("/sign", "{\"data\":\"AA==\"", 400, "body.not_json", null),
                post("/sign", "{\"data\":\"AA==\"}{}", 400, "body.not_json", null),
                post("/sign", "{\"data\":\"AA==\",\"data\":\"AA==\"}", 400, "body.not_json", null),
                post("/sign", "{\"keyId\":\"a\",\"key_id\":\"b\"}", 400, "body.duplicate", null),
                post("/sign", "{\"x\":" + "[".repeat(100_000), 400, "body.not_json", null),
                post("/sign", "{\"data\":\"" + "A".repeat(9_000_000) + "\"}", 413, "body.too_large", null),
                post("/sign", "", 422, "field.missing", "data"),
                post("/nothing", "{}", 404, "not_found", null),
                new Bad("PATCH", "/keys", "{}", 405, "method_not_allowed", null));
    }

    private static Stream<Bad> keys() {
        return Stream.of(
                post("/keys", "{\"keyType\":\"signing\"}", 422, "field.missing", "name"),
                post("/keys", "{\"name\":\"a\"}", 422, "field.missing", "keyType"),
                post("/keys", "{\"name\":\" a\",\"keyType\":\"signing\"}", 422, "field.invalid", "name"),
                post("/keys", "{\"name\":7,\"keyType\":\"signing\"}", 422, "field.invalid", "name"),
                post("/keys", "{\"name\":\"a\",\"keyType\":\"hmac\"}", 422, "field.invalid", "keyType"),
                post("/keys", "{\"name\":\"a\",\"algorithm\":\"RSA-2048\"}", 422, "field.invalid", "algorithm"),
                post(
                        "/keys",
                        "{\"name\":\"a\",\"keyType\":\"signing\",\"algorithm\":\"ML-KEM-768\"}",
                        422,
                        "field.invalid",
                        "keyType"),
                post(
                        "/keys",
                        "{\"name\":\"a\",\"keyType\":\"signing\",\"labels\":\"x\"}",
                        422,
                        "field.invalid",
                        "labels"),
                post(
                        "/keys",
                        "{\"name\":\"a\",\"keyType\":\"signing\",\"labels\":[\"a b\"]}",
                        422,
                        "field.invalid",
                        "labels"),
                post("/keys", "{\"name\":\"default-signing\",\"keyType\":\"signing\"}", 409, "key.exists", "name"),
                post(
                        "/keys/import",
                        "{\"name\":\"a\",\"algorithm\":\"ML-DSA-65\"}",
                        422,
                        "field.missing",
                        "privateKey"),
                post(
                        "/keys/import",
                        "{\"name\":\"a\",\"algorithm\":\"ML-DSA-65\",\"privateKey\":\"AAAA\"}",
                        422,
                        "field.invalid",
                        "privateKey"),
                post(
                        "/keys/import",
                        "{\"name\":\"a\",\"algorithm\":\"AES-256-GCM\",\"privateKey\":\"AAAA\"}",
                        422,
                        "field.invalid",
                        "privateKey"),
                new Bad(
                        "DELETE",
                        "/keys/00000000-0000-4000-8000-000000000000?graceDays=1",
                        "",
                        422,
                        "field.invalid",
                        "graceDays"));
    }

    private static Stream<Bad> signatures() {
        return Stream.of(
                post("/sign", "{\"data\":\"%%%\"}", 422, "field.invalid", "data"),
                post("/sign", "{\"data\":\"AA==\",\"keyId\":\"x\"}", 422, "field.invalid", "keyId"),
                post(
                        "/sign",
                        "{\"data\":\"AA==\",\"keyId\":\"00000000-0000-4000-8000-000000000000\"}",
                        404,
                        "not_found",
                        "keyId"),
                post(
                        "/sign",
                        "{\"data\":\"AA==\",\"context\":\"" + Server.base64(new byte[256]) + "\"}",
                        422,
                        "field.invalid",
                        "context"),
                post("/verify", "{\"data\":\"AA==\"}", 422, "field.missing", "signature"),
                post(
                        "/verify",
                        "{\"data\":\"AA==\",\"signature\":\"AA==\",\"publicKey\":\"AAAA\"}",
                        422,
                        "field.invalid",
                        "publicKey"),
                post(
                        "/verify",
                        "{\"data\":\"AA==\",\"signature\":\"AA==\",\"publicKey\":\"-----BEGIN PUBLIC KEY-----\"}",
                        422,
                        "field.invalid",
                        "publicKey"),
                post(
                        "/verify",
                        "{\"data\":\"AA==\",\"signature\":\"AA==\",\"publicKey\":\"AA==\",\"keyId\":\"x\"}",
                        422,
                        "field.invalid",
                        "publicKey"),
                post(
                        "/verify",
                        "{\"data\":\"AA==\",\"signature\":\"AA==\",\"keyVersion\":0}",
                        422,
                        "field.invalid",
                        "keyVersion"),
                post(
                        "/verify",
                        "{\"data\":\"AA==\",\"signature\":\"AA==\",\"keyVersion\":9}",
                        404,
                        "not_found",
                        "keyVersion"));
    }

    private static Stream<Bad> encryption() {
        return Stream.of(
                post("/encrypt", "{}", 422, "field.missing", "plaintext"),
                post("/encrypt", "{\"plaintext\":\"%\"}", 422, "field.invalid", "plaintext"),
                post("/encrypt", "{\"plaintext\":\"AA==\",\"encoding\":\"hex\"}", 422, "field.invalid", "encoding"),
                post("/decrypt", "{}", 422, "field.missing", "encryptedPayload"),
                post("/decrypt", "{\"encryptedPayload\":\"AAAA\"}", 422, "payload.invalid", "encryptedPayload"));
    }

    private static Stream<Bad> secrets() {
        return Stream.of(
                post("/secrets", "{\"name\":\"a\"}", 422, "field.missing", "value"),
                post("/secrets", "{\"value\":\"a\"}", 422, "field.missing", "name"),
                post("/secrets", "{\"name\":\"taken\",\"value\":\"a\"}", 409, "secret.exists", "name"),
                post(
                        "/secrets",
                        "{\"name\":\"a\",\"value\":\"" + "a".repeat(65_537) + "\"}",
                        413,
                        "secret.too_large",
                        "value"),
                new Bad("PUT", "/secrets/00000000-0000-4000-8000-000000000000", "{}", 422, "field.missing", "value"),
                get("/secrets/no-uuid", 404, "not_found", null),
                get("/secrets/00000000-0000-4000-8000-000000000000?include=key", 422, "field.invalid", "include"));
    }

    private static Stream<Bad> apiKeys() {
        return Stream.of(
                post("/apikeys", "{\"name\":\"a\"}", 422, "field.missing", "scopes"),
                post("/apikeys", "{\"name\":\"a\",\"scopes\":[]}", 422, "field.missing", "scopes"),
                post("/apikeys", "{\"name\":\"a\",\"scopes\":[\"all\"]}", 422, "field.invalid", "scopes[0]"),
                post(
                        "/apikeys",
                        "{\"name\":\"a\",\"scopes\":[\"keys:read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
                        422,
                        "field.invalid",
                        "expiresAt"),
                post(
                        "/apikeys",
                        "{\"name\":\"a\",\"scopes\":[\"keys:read\"],\"rateLimitPerMinute\":0}",
                        422,
                        "field.invalid",
                        "rateLimitPerMinute"),
                post(
                        "/apikeys",
                        "{\"name\":\"a\",\"scopes\":[\"keys:read\"],\"allowedCidrs\":[\"localhost\"]}",
                        422,
                        "field.invalid",
                        "allowedCidrs[0]"));
    }

    private static Stream<Bad> certificates() {
        return Stream.of(
                post("/ssh/ca", "{\"name\":\"a\",\"algorithm\":\"ssh-rsa\"}", 422, "field.invalid", "algorithm"),
                post("/ssh/ca", "{\"name\":\"a\",\"algorithm\":\"ML-DSA-44\"}", 422, "field.invalid", "algorithm"),
                post("/ssh/ca", "{\"name\":\"a\",\"algorithm\":[]}", 422, "field.invalid", "algorithm"),
                certificate("ssh-mldsa44-ed25519@openssh.com AAAA", "[\"deploy\"]", "", "publicKey"),
                certificate("ssh-dss AAAA", "[\"deploy\"]", "", "publicKey"),
                certificate("ssh-ed25519 AAAA", "[\"deploy\"]", "", "publicKey"),
                certificate(USER_KEY, "[\"de,ploy\"]", "", "principals"),
                post(
                        "/ssh/certificates",
                        CERTIFICATE.formatted(USER_KEY, "[]", ""),
                        422,
                        "field.missing",
                        "principals"),
                certificate(USER_KEY, "[\"deploy\"]", ",\"ttlSeconds\":28801", "ttlSeconds"),
                certificate(
                        USER_KEY,
                        "[\"deploy\"]",
                        ",\"validAfter\":\"+1000000000-12-31T23:59:59.999999999Z\"",
                        "validAfter"),
                certificate(
                        USER_KEY,
                        "[\"deploy\"]",
                        ",\"validBefore\":\"+1000000000-12-31T23:59:59.999999999Z\"",
                        "validBefore"),
                certificate(USER_KEY, "[\"deploy\"]", ",\"validBefore\":\"2020-01-01T00:00:00Z\"", "validBefore"),
                certificate(
                        USER_KEY,
                        "[\"deploy\"]",
                        ",\"validAfter\":\"2020-01-01T00:00:00Z\",\"ttlSeconds\":60",
                        "validBefore"),
                certificate(
                        USER_KEY,
                        "[\"deploy\"]",
                        ",\"ttlSeconds\":60,\"validBefore\":\"2020-01-01T00:00:00Z\"",
                        "ttlSeconds"),
                certificate(USER_KEY, "[\"deploy\"]", ",\"extensions\":[\"permit-all\"]", "extensions"),
                certificate(USER_KEY, "[\"deploy\"]", ",\"criticalOptions\":{\"x\":\"y\"}", "criticalOptions"),
                certificate(
                        USER_KEY,
                        "[\"deploy\"]",
                        ",\"criticalOptions\":{\"source-address\":\"everywhere\"}",
                        "criticalOptions"),
                certificate(USER_KEY, "[\"deploy\"]", "", "caId"));
    }

    private static Stream<Bad> parameters() {
        return Stream.of(
                get("/keys?limit=0", 422, "field.invalid", "limit"),
                get("/keys?limit=501", 422, "field.invalid", "limit"),
                get("/keys?offset=x", 422, "field.invalid", "offset"),
                get("/keys?state=gone", 422, "field.invalid", "state"),
                get("/keys?algorithm=DES", 422, "field.invalid", "algorithm"),
                get("/audit?since=yesterday", 422, "field.invalid", "since"),
                get("/audit?apiKeyId=me", 422, "field.invalid", "apiKeyId"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void what_cannot_be_used_is_refused_by_name(Bad bad) {
        Answer answer = server.call(bad.method(), bad.path(), bad.body());
        assertThat(answer.status()).as(answer.body()).isEqualTo(bad.status());
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(bad.error());
        assertThat(answer.json().path("field").asString(null)).as(answer.body()).isEqualTo(bad.field());
        assertThat(answer.json().path("status").asInt()).isEqualTo(bad.status());
        assertThat(answer.text("detail")).endsWith(".");
    }

    @Test
    void another_content_type_and_a_bad_idempotency_key_are_refused() {
        Answer form = server.send(HttpRequest.newBuilder(server.uri("/api/v1/sign"))
                .header("X-Api-Key", Server.ADMIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("data=x"))
                .build());
        assertThat(form.status()).isEqualTo(415);
        assertThat(server.post("/sign", "{\"data\":\"AA==\"}", "Idempotency-Key", "k".repeat(256))
                        .text("field"))
                .isEqualTo("Idempotency-Key");
    }
}
