package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.infrahub.schemas.ApproverProof;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People come with a token of their organisation's identity provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcIT {

    private final IdentityProvider provider = new IdentityProvider();
    private Hub hub;

    @BeforeAll
    void start() {
        hub = Hub.start(
                "--hub.gateway.failures-per-minute=10000",
                "--OIDC_METADATA_URL=" + provider.metadataUrl(),
                "--OIDC_AUDIENCE=" + IdentityProvider.AUDIENCE);
    }

    @AfterAll
    void stop() {
        hub.close();
        provider.close();
    }

    @Test
    void a_key_that_a_person_makes_ends_within_a_year() {
        String token =
                provider.token(claims -> claims.claim("roles", List.of("admin")).claim("clients", List.of("*")));
        HttpResponse<String> made = hub.send(hub.anonymousRequest("/api/keys")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"n\",\"role\":\"ci\",\"clients\":[\"acme\"]}"))
                .build());

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(java.time.Instant.parse(hub.json(made).path("expiresAt").asString()))
                .isBetween(
                        java.time.Instant.now().plus(java.time.Duration.ofDays(364)),
                        java.time.Instant.now().plus(java.time.Duration.ofDays(365)));
    }

    @Test
    void a_good_token_gives_its_roles_for_its_clients() {
        String engineer = provider.token(_ -> {});

        assertThat(get("/api/plans", engineer).statusCode()).isEqualTo(200);
        assertThat(get("/api/keys", engineer).statusCode()).isEqualTo(403);
        HttpResponse<String> foreign =
                hub.send(hub.anonymousRequest("/api/pipeline/summarize-plan?module=m&client=globex")
                        .header("Authorization", "Bearer " + engineer)
                        .header("Content-Type", Hub.PLAN)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(Hub.SMALL_PLAN))
                        .build());
        assertThat(foreign.statusCode()).isEqualTo(403);
    }

    @Test
    void a_token_without_roles_is_known_and_may_nothing() {
        assertThat(get("/api/plans", provider.token(claims -> claims.claim("roles", null)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/api/plans", provider.token(claims -> claims.claim("roles", "guest approver")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_token_that_is_not_for_us_not_now_or_not_from_there_is_refused() {
        Map<String, String> bad = Map.of(
                "another audience", provider.token(claims -> claims.audience("another")),
                "another issuer", provider.token(claims -> claims.issuer("https://elsewhere.example")),
                "expired",
                        provider.token(claims ->
                                claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                "never expires", provider.token(claims -> claims.expirationTime(null)),
                "not yet",
                        provider.token(claims ->
                                claims.notBeforeTime(Date.from(Instant.now().plusSeconds(600)))),
                "nobody", provider.token(claims -> claims.subject(null)),
                "another's key", IdentityProvider.sign(claims(), IdentityProvider.newKey()),
                "unsigned", new PlainJWT(claims()).serialize(),
                "a shared secret", sharedSecret(),
                "no token", "not.a.token");

        bad.forEach((what, token) -> {
            HttpResponse<String> answer = get("/api/plans", token);
            assertThat(answer.statusCode()).as(what).isEqualTo(401);
            assertThat(hub.json(answer).path("code").asString()).as(what).isEqualTo("token.invalid");
            assertThat(answer.body()).as(what).doesNotContain(token);
        });
    }

    /** Whatever is sent as a token is the sender's fault, and counts. */
    @Test
    void no_malformed_token_is_taken_for_an_outage_of_the_provider() {
        String good = provider.token(_ -> {});
        assertThat(get("/api/plans", good).statusCode()).isEqualTo(200);

        assertThat(MalformedTokens.of(good)).hasSizeGreaterThan(200).allSatisfy((what, token) -> {
            HttpResponse<String> answer = get("/api/plans", token);
            assertThat(answer.statusCode()).as(what).isEqualTo(401);
            assertThat(hub.json(answer).path("code").asString()).as(what).isEqualTo("token.invalid");
        });
    }

    @Test
    void only_a_provider_that_cannot_be_reached_is_an_outage() {
        String good = provider.token(_ -> {});
        provider.rotateKey();
        String newer = provider.token(_ -> {});
        provider.beAway(true);
        try {
            HttpResponse<String> answer = get("/api/plans", newer);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(hub.json(answer).path("code").asString()).isEqualTo("oidc.unavailable");
            assertThat(get("/api/plans", MalformedTokens.encrypted("k")).statusCode())
                    .isEqualTo(401);
        } finally {
            provider.beAway(false);
        }
        assertThat(get("/api/plans", newer).statusCode()).isEqualTo(200);
        assertThat(get("/api/plans", good).statusCode()).isEqualTo(401);
    }

    @Test
    void a_claim_cannot_smuggle_in_a_client() {
        String token = provider.token(claims -> claims.claim("clients", List.of("acme\nglobex", "a b")));

        assertThat(hub.json(get("/api/plans", token))).isEmpty();
        assertThat(get("/api/pipeline/summarize-plan", token).statusCode()).isEqualTo(405);
    }

    @Test
    void keys_of_the_provider_may_change() {
        assertThat(get("/api/plans", provider.token(_ -> {})).statusCode()).isEqualTo(200);
        String old = provider.token(_ -> {});

        provider.rotateKey();

        assertThat(get("/api/plans", provider.token(_ -> {})).statusCode()).isEqualTo(200);
        assertThat(get("/api/plans", old).statusCode()).isEqualTo(401);
    }

    @Test
    void an_application_passes_a_user_on_and_neither_may_more_than_the_other() {
        String backstage = hub.newKey("engineer", "[\"acme\"]", "");
        String admin =
                provider.token(claims -> claims.claim("roles", List.of("admin")).claim("clients", List.of("*")));

        assertThat(through(backstage, admin, "/api/plans").statusCode()).isEqualTo(200);
        assertThat(through(backstage, admin, "/api/keys").statusCode()).isEqualTo(403);
        assertThat(through("hub_not-a-key", admin, "/api/plans").statusCode()).isEqualTo(401);
        assertThat(through(backstage, "not.a.token", "/api/plans").statusCode()).isEqualTo(401);
        assertThat(hub.json(hub.get("/api/audit?outcome=denied")).values()).anySatisfy(line -> {
            assertThat(line.path("caller").asString()).startsWith("user:u-1@");
            assertThat(line.path("through").asString()).startsWith("key:");
        });
    }

    @Test
    void a_key_that_is_made_through_an_application_ends_with_it_and_asks_within_its_limit() throws SQLException {
        HttpResponse<String> given = hub.post(
                "/api/keys",
                JSON,
                "{\"name\":\"app\",\"role\":\"admin\",\"clients\":[\"acme\"],\"requestsPerMinute\":9}");
        String application = hub.json(given).path("key").asString();
        String id = hub.json(given).path("id").asString();
        String admin =
                provider.token(claims -> claims.claim("roles", List.of("admin")).claim("clients", List.of("*")));
        String made = madeThrough(application, admin, id);
        String other = madeThrough(application, admin, id);

        long passed = IntStream.range(0, 20)
                .filter(n -> hub.getAs(n % 2 == 0 ? made : other, "/api/plans").statusCode() == 200)
                .count();
        assertThat(passed).isBetween(8L, 11L);

        assertThat(hub.sendAs(Backends.ADMIN_KEY, "DELETE", "/api/keys/" + id, JSON, "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(hub.getAs(made, "/api/plans").statusCode()).isEqualTo(401);
        assertThat(hub.json(hub.get("/api/keys")).values())
                .filteredOn(key -> key.path("createdThrough").asString("").equals("key:" + id))
                .hasSize(2)
                .allSatisfy(key -> assertThat(key.path("revokedAt").asString()).isNotEmpty());
        // whatever its own row says
        try (Connection connection = hub.database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update gateway.api_keys set revoked_at = null where created_through = 'key:" + id + "'");
        }
        assertThat(hub.getAs(made, "/api/plans").statusCode()).isEqualTo(401);
    }

    private String madeThrough(String application, String token, String id) {
        HttpResponse<String> made = hub.send(hub.anonymousRequest("/api/keys")
                .header("X-Api-Key", application)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", JSON)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"n\",\"role\":\"ci\",\"clients\":[\"acme\"]}"))
                .build());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(hub.json(made).path("createdThrough").asString()).isEqualTo("key:" + id);
        return hub.json(made).path("key").asString();
    }

    @Test
    void people_decide_on_changes_and_api_keys_do_not() {
        String key = hub.newKey("approver", "[\"acme\"]", "");
        String decision = "{\"changeRequestId\":\"CHG-1\",\"module\":\"m\",\"riskLevel\":\"low\"}";

        HttpResponse<String> machine = hub.sendAs(key, "POST", "/api/cab/approve", JSON, decision);
        HttpResponse<String> person = hub.send(hub.anonymousRequest("/api/cab/approve")
                .header("Authorization", "Bearer " + provider.token(claims -> claims.claim("roles", "approver")))
                .header("Content-Type", JSON)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(decision))
                .build());

        assertThat(machine.statusCode()).isEqualTo(403);
        assertThat(hub.json(machine).path("code").asString()).isEqualTo("approver.is-machine");
        for (String action : List.of("reject", "revoke", "review")) {
            HttpResponse<String> other = hub.sendAs(
                    key,
                    "POST",
                    "/api/cab/requests/CHG-1/" + action,
                    JSON,
                    "{\"comment\":\"c\",\"outcome\":\"successful\"}");
            assertThat(hub.json(other).path("code").asString()).as(action).isEqualTo("approver.is-machine");
        }
        assertThat(hub.json(person).path("code").asString()).isEqualTo("change.unknown");
    }

    @Test
    void how_somebody_proved_who_they_are_is_told_with_their_decision() throws Exception {
        StandInSigner signer = StandInSigner.of(hub);
        Instant signedIn = Instant.parse("2026-11-28T08:00:00Z");
        String strong = provider.token(claims -> claims.claim("roles", "approver")
                .claim("auth_time", signedIn.getEpochSecond())
                .claim("amr", List.of("pwd", "hwk", "x".repeat(300)))
                .claim("acr", "phrh"));

        ApproverProof proof = decided(signer, strong, "");

        assertThat(proof.getMethod()).isEqualTo("oidc");
        assertThat(proof.getIssuer()).isEqualTo(provider.issuer());
        assertThat(proof.getSubject()).isEqualTo("u-1");
        assertThat(proof.getAuthenticatedAt()).isEqualTo(signedIn);
        assertThat(proof.getAuthenticatedAtClaim()).isEqualTo("auth_time");
        assertThat(proof.getMethods()).containsExactly("pwd", "hwk");
        assertThat(proof.getContextClass()).isEqualTo("phrh");
        assertThat(proof.getKeyId()).isNull();

        Instant issued = Instant.parse("2026-11-28T09:00:00Z");
        String weak = provider.token(claims -> claims.claim("roles", "approver").issueTime(Date.from(issued)));
        String backstage = hub.newKey("approver", "[\"acme\"]", "");
        ApproverProof passedOn = decided(signer, weak, backstage);
        assertThat(passedOn.getAuthenticatedAt()).isEqualTo(issued);
        assertThat(passedOn.getAuthenticatedAtClaim()).isEqualTo("iat");
        assertThat(passedOn.getMethods()).isEmpty();
        assertThat(hub.json(hub.get("/api/keys")).values()).anySatisfy(key -> {
            assertThat(key.path("id").asString()).isEqualTo(passedOn.getKeyId());
            assertThat(backstage).startsWith(key.path("prefix").asString());
        });

        // no time that the provider did not tell is made up
        String timeless =
                provider.token(claims -> claims.claim("roles", "approver").issueTime(null));
        ApproverProof without = decided(signer, timeless, "");
        assertThat(without.getAuthenticatedAt()).isNull();
        assertThat(without.getAuthenticatedAtClaim()).isNull();
    }

    /** What is published when somebody approves. */
    private ApproverProof decided(StandInSigner signer, String token, String key) {
        String id = signer.approved();
        java.net.http.HttpRequest.Builder request = hub.anonymousRequest("/api/cab/approve")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", JSON)
                .header("Prefer", "respond-async");
        if (!key.isEmpty()) {
            request.header("X-Api-Key", key);
        }
        HttpResponse<String> answer = hub.send(request.POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        """
                        {"changeRequestId":"%s","module":"network","riskLevel":"low","planHash":"%s"}""".formatted(id, signer.plan().getPlanHash())))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        ApproverProof proof = signer.event(Topics.APPROVAL_REQUESTED, signer.recordOf(Topics.APPROVAL_REQUESTED, id))
                .getProof();
        return Objects.requireNonNull(proof);
    }

    private HttpResponse<String> get(String path, String token) {
        return hub.send(hub.anonymousRequest(path)
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private HttpResponse<String> through(String key, String token, String path) {
        return hub.send(hub.anonymousRequest(path)
                .header("X-Api-Key", key)
                .header("Authorization", "Bearer " + token)
                .header("Accept", JSON)
                .build());
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience(IdentityProvider.AUDIENCE)
                .subject("u-1")
                .claim("roles", List.of("admin"))
                .claim("clients", List.of("*"))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
    }

    private String sharedSecret() {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims());
            jwt.sign(new MACSigner("a secret that is long enough for HS256"));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
