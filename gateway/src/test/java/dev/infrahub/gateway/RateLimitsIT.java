package dev.infrahub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How often a credential may ask, and an address without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitsIT {

    private final IdentityProvider provider = new IdentityProvider();
    private Hub hub;

    @BeforeAll
    void start() {
        hub = Hub.start(
                "--hub.gateway.failures-per-minute=5",
                "--hub.gateway.trusted-proxies=1",
                "--hub.gateway.cors-origins=https://backstage.example",
                "--OIDC_METADATA_URL=" + provider.metadataUrl(),
                "--OIDC_AUDIENCE=" + IdentityProvider.AUDIENCE);
    }

    @AfterAll
    void stop() {
        hub.close();
        provider.close();
    }

    @Test
    void a_credential_that_asks_too_often_is_told_to_wait_and_the_others_are_not() {
        String fast = hub.newKey("ci", "[\"acme\"]", ",\"requestsPerMinute\":3");
        String other = hub.newKey("ci", "[\"acme\"]", ",\"requestsPerMinute\":3");

        List<HttpResponse<String>> answers = IntStream.range(0, 6)
                .mapToObj(_ -> hub.getAs(fast, "/api/plans"))
                .toList();

        assertThat(answers.stream().map(HttpResponse::statusCode)).containsExactly(200, 200, 200, 429, 429, 429);
        HttpResponse<String> refused = answers.getLast();
        assertThat(hub.json(refused).path("code").asString()).isEqualTo("rate.limited");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(hub.getAs(other, "/api/plans").statusCode()).isEqualTo(200);
        assertThat(hub.json(hub.get("/api/audit?outcome=denied")).values().stream()
                        .filter(line -> line.path("code").asString().equals("rate.limited"))
                        .filter(line -> line.path("caller").asString("").startsWith("key:")))
                .as("a flood of refusals is one line")
                .hasSize(1);
    }

    @Test
    void an_address_that_tries_credentials_is_slowed_down_and_who_shares_it_is_not_kept_out() {
        List<Integer> statuses = IntStream.range(0, 12)
                .mapToObj(i -> hub.getAs("hub_guess_" + i, "/api/plans").statusCode())
                .toList();

        assertThat(statuses).startsWith(401).endsWith(429);
        assertThat(hub.get("/api/plans").statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_no_token_counts_and_a_person_at_the_same_address_comes_in() {
        assertThat(token(provider.token(_ -> {}))).isEqualTo(200);

        List<Integer> statuses = IntStream.range(0, 12)
                .mapToObj(n -> token(MalformedTokens.encrypted("key-" + n)))
                .toList();

        assertThat(statuses).startsWith(401).endsWith(429);
        assertThat(token(provider.token(claims -> claims.subject("u-2")))).isEqualTo(200);
    }

    private int token(String token) {
        return hub.send(hub.anonymousRequest("/api/plans")
                        .header("Authorization", "Bearer " + token)
                        .header("X-Forwarded-For", "192.0.2.7")
                        .build())
                .statusCode();
    }

    @Test
    void answers_carry_the_headers_that_keep_browsers_safe() {
        HttpResponse<String> answer = hub.get("/api/plans");

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void pages_of_the_configured_origin_may_ask_and_no_others() {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            assertThat(preflight("https://backstage.example", method)
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://backstage.example");
        }
        HttpResponse<String> other = preflight("https://elsewhere.example", "GET");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private HttpResponse<String> preflight(String origin, String method) {
        return hub.send(hub.anonymousRequest("/api/plans")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "x-api-key")
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());
    }
}
