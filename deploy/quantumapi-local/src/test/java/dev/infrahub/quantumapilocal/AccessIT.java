package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.quantumapilocal.Server.Answer;
import dev.infrahub.quantumapilocal.domain.Scope;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every endpoint by every scope; and what a credential may be limited to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final String NOBODY = "qapi_" + "N".repeat(43);
    private static final String ID = "00000000-0000-4000-8000-000000000000";

    private Server server;
    private final Map<Scope, String> keys = new EnumMap<>(Scope.class);

    @BeforeAll
    void start() {
        server = Server.start();
        Scope.all().forEach(scope -> keys.put(scope, server.apiKey(scope.text())));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    record Endpoint(String method, String path, Scope scope, String action) {

        @Override
        public String toString() {
            return method + " " + path + " for " + scope.text();
        }
    }

    static Stream<Endpoint> endpoints() {
        return Stream.of(
                new Endpoint("POST", "/keys", Scope.KEYS_WRITE, "key.create"),
                new Endpoint("POST", "/keys/import", Scope.KEYS_WRITE, "key.import"),
                new Endpoint("POST", "/keys/" + ID + "/rotate", Scope.KEYS_WRITE, "key.rotate"),
                new Endpoint("POST", "/keys/" + ID + "/restore", Scope.KEYS_WRITE, "key.restore"),
                new Endpoint("DELETE", "/keys/" + ID, Scope.KEYS_WRITE, "key.delete"),
                new Endpoint("GET", "/keys", Scope.KEYS_READ, "key.list"),
                new Endpoint("GET", "/keys/" + ID, Scope.KEYS_READ, "key.read"),
                new Endpoint("POST", "/sign", Scope.ENCRYPTION_WRITE, "sign"),
                new Endpoint("POST", "/verify", Scope.ENCRYPTION_WRITE, "verify"),
                new Endpoint("POST", "/encrypt", Scope.ENCRYPTION_WRITE, "encrypt"),
                new Endpoint("POST", "/decrypt", Scope.ENCRYPTION_WRITE, "decrypt"),
                new Endpoint("POST", "/secrets", Scope.SECRETS_WRITE, "secret.create"),
                new Endpoint("PUT", "/secrets/" + ID, Scope.SECRETS_WRITE, "secret.update"),
                new Endpoint("DELETE", "/secrets/" + ID, Scope.SECRETS_WRITE, "secret.delete"),
                new Endpoint("GET", "/secrets", Scope.SECRETS_READ, "secret.list"),
                new Endpoint("GET", "/secrets/" + ID, Scope.SECRETS_READ, "secret.read"),
                new Endpoint("GET", "/secrets/" + ID + "?include=value", Scope.SECRETS_READ, "secret.read-value"),
                new Endpoint("GET", "/secrets/" + ID + "/versions", Scope.SECRETS_READ, "secret.versions"),
                new Endpoint("POST", "/ssh/ca", Scope.SSH_WRITE, "ssh-ca.create"),
                new Endpoint("GET", "/ssh/ca", Scope.SSH_READ, "ssh-ca.list"),
                new Endpoint("GET", "/ssh/ca/" + ID, Scope.SSH_READ, "ssh-ca.read"),
                new Endpoint("GET", "/ssh/ca/" + ID + "/krl", Scope.SSH_READ, "ssh-krl.read"),
                new Endpoint("POST", "/ssh/certificates", Scope.SSH_WRITE, "ssh-certificate.issue"),
                new Endpoint("GET", "/ssh/certificates", Scope.SSH_READ, "ssh-certificate.list"),
                new Endpoint("GET", "/ssh/certificates/" + ID, Scope.SSH_READ, "ssh-certificate.read"),
                new Endpoint("POST", "/ssh/certificates/" + ID + "/revoke", Scope.SSH_WRITE, "ssh-certificate.revoke"),
                new Endpoint("GET", "/audit", Scope.AUDIT_READ, "audit.read"),
                new Endpoint("POST", "/apikeys", Scope.API_KEYS_WRITE, "apikey.create"),
                new Endpoint("GET", "/apikeys", Scope.API_KEYS_READ, "apikey.list"),
                new Endpoint("DELETE", "/apikeys/" + ID, Scope.API_KEYS_WRITE, "apikey.revoke"));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void an_endpoint_serves_its_scope_alone_and_every_try_is_in_the_audit_trail(Endpoint endpoint) {
        String body = endpoint.method().equals("POST") || endpoint.method().equals("PUT") ? "{}" : "";
        Answer unknown = call(endpoint, body, NOBODY);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text("error")).isEqualTo("unauthorized");
        assertTold(unknown, endpoint, "denied", null);

        for (Scope scope : Scope.all()) {
            Answer answer = call(endpoint, body, Objects.requireNonNull(keys.get(scope)));
            if (scope == endpoint.scope()) {
                // what is asked for is not there or says nothing, but it was let in
                assertThat(answer.status()).as(answer.body()).isIn(200, 404, 422);
                assertTold(answer, endpoint, answer.status() == 200 ? "ok" : "refused", scope);
            } else {
                assertThat(answer.status()).as(scope + " " + answer.body()).isEqualTo(403);
                assertThat(answer.text("error")).isEqualTo("insufficient_scope");
                assertThat(answer.text("requiredScope"))
                        .isEqualTo(endpoint.scope().text());
                assertTold(answer, endpoint, "denied", scope);
            }
        }
    }

    private Answer call(Endpoint endpoint, String body, String key) {
        return server.call(endpoint.method(), endpoint.path(), body, "X-Api-Key", key);
    }

    private void assertTold(Answer answer, Endpoint endpoint, String outcome, @Nullable Scope by) {
        List<String> rows = server.rows("select action || ' ' || outcome || ' ' || (api_key_id is not null) from audit"
                + " where request_id = '" + answer.header("X-Request-Id") + "'");
        assertThat(rows).containsExactly(endpoint.action() + " " + outcome + " " + (by != null));
    }

    @Test
    void every_path_of_the_server_is_in_the_table_above() {
        Answer openapi =
                server.send(HttpRequest.newBuilder(server.uri("/openapi.json")).build());
        List<String> served = openapi.json().path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .filter(call -> !call.endsWith("/health"))
                .toList();
        List<String> tried = endpoints()
                .map(endpoint -> endpoint.method() + " /api/v1"
                        + endpoint.path().replace(ID, "{id}").replaceAll("\\?.*", ""))
                .distinct()
                .toList();
        assertThat(tried).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void a_credential_comes_in_either_header_and_with_any_prefix() {
        assertThat(server.get("/keys", "Authorization", "Bearer " + keys.get(Scope.KEYS_READ))
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/keys", "Authorization", "bearer  " + keys.get(Scope.KEYS_READ))
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/keys", "Authorization", "Basic abc").status()).isEqualTo(401);
        assertThat(server.get("/health", "X-Api-Key", NOBODY).status()).isEqualTo(200);
    }

    @Test
    void a_revoked_key_is_refused_at_once() {
        Answer made = server.post("/apikeys", "{\"name\":\"short-lived\",\"scopes\":[\"keys:read\"]}");
        assertThat(made.text("key")).matches("qapi_[A-Za-z0-9_-]{43}");
        assertThat(made.text("prefix")).isEqualTo(made.text("key").substring(0, 8));
        assertThat(server.get("/keys", "X-Api-Key", made.text("key")).status()).isEqualTo(200);
        assertThat(server.delete("/apikeys/" + made.text("id")).status()).isEqualTo(204);
        assertThat(server.get("/keys", "X-Api-Key", made.text("key")).status()).isEqualTo(401);
    }

    @Test
    void an_expired_key_is_refused() {
        Answer made = server.post(
                "/apikeys",
                "{\"name\":\"old\",\"scopes\":[\"keys:read\"],\"expiresAt\":\"%s\"}"
                        .formatted(Instant.now().plusSeconds(3600)));
        assertThat(server.get("/keys", "X-Api-Key", made.text("key")).status()).isEqualTo(200);
        server.sql("update api_keys set expires_at = now() - interval '1 second' where id = '" + made.text("id") + "'");
        assertThat(server.get("/keys", "X-Api-Key", made.text("key")).status()).isEqualTo(401);
    }

    @Test
    void a_key_calls_no_oftener_than_it_may() {
        Answer made =
                server.post("/apikeys", "{\"name\":\"slow\",\"scopes\":[\"keys:read\"],\"rateLimitPerMinute\":2}");
        List<Answer> answers = Stream.generate(() -> server.get("/keys", "X-Api-Key", made.text("key")))
                .limit(5)
                .toList();
        // the minute may turn once in between
        Answer last = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(last.text("error")).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    void a_key_is_taken_from_its_addresses_alone() {
        Answer away = server.post(
                "/apikeys", "{\"name\":\"away\",\"scopes\":[\"keys:read\"],\"allowedCidrs\":[\"10.0.0.0/8\"]}");
        Answer refused = server.get("/keys", "X-Api-Key", away.text("key"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("error")).isEqualTo("address_not_allowed");
        assertThat(server.get("/keys", "X-Api-Key", away.text("key"), "X-Forwarded-For", "10.0.0.1")
                        .status())
                .isEqualTo(403);
        Answer here = server.post(
                "/apikeys",
                "{\"name\":\"here\",\"scopes\":[\"keys:read\"],\"allowedCidrs\":[\"10.0.0.0/8\",\"127.0.0.0/8\",\"::1\"]}");
        assertThat(server.get("/keys", "X-Api-Key", here.text("key")).status()).isEqualTo(200);
    }

    @Test
    void a_key_makes_no_mightier_one() {
        String maker = server.apiKey("apikeys:write", "keys:read");
        assertThat(server.post("/apikeys", "{\"name\":\"x\",\"scopes\":[\"keys:read\"]}", "X-Api-Key", maker)
                        .status())
                .isEqualTo(201);
        Answer refused = server.post("/apikeys", "{\"name\":\"x\",\"scopes\":[\"secrets:read\"]}", "X-Api-Key", maker);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("requiredScope")).isEqualTo("secrets:read");
    }

    @Test
    void lists_show_no_credential() {
        server.apiKey("keys:read");
        JsonNode listed = server.get("/apikeys?limit=500").json();
        assertThat(listed.path("total").asInt()).isEqualTo(listed.path("data").size());
        assertThat(listed.toString()).doesNotContain("\"key\"").doesNotContain(Server.ADMIN);
    }
}
