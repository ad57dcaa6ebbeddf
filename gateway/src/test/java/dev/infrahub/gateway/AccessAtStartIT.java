package dev.infrahub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testing.Backends;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What a gateway makes of the credentials it is started with; one gateway at a time. */
class AccessAtStartIT {

    @Test
    void the_operators_key_takes_the_place_of_the_one_before() {
        String second = "hub_another-key-for-tests-another-key-for-te";
        Backends.Database database = Backends.shared().newDatabase();
        String pipeline;
        try (Hub hub = Hub.start(database)) {
            assertThat(hub.get("/api/keys").statusCode()).isEqualTo(200);
            pipeline = hub.newKey("ci", "[\"acme\"]", "");
        }
        try (Hub hub = Hub.start(database, "--hub.gateway.admin-key=" + second)) {
            assertThat(hub.getAs(second, "/api/keys").statusCode()).isEqualTo(200);
            assertThat(hub.get("/api/keys").statusCode()).isEqualTo(401);
            // what the operator made with the former one goes on
            assertThat(hub.getAs(pipeline, "/api/plans").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_identity_provider_that_is_away_is_not_a_bad_token() {
        try (IdentityProvider provider = new IdentityProvider();
                Hub hub = Hub.start(
                        "--OIDC_METADATA_URL=" + provider.metadataUrl(),
                        "--OIDC_AUDIENCE=" + IdentityProvider.AUDIENCE)) {
            provider.beAway(true);
            HttpResponse<String> answer = get(hub, provider.token(_ -> {}));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(hub.json(answer).path("code").asString()).isEqualTo("oidc.unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();

            provider.beAway(false);
            assertThat(get(hub, provider.token(_ -> {})).statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> get(Hub hub, String token) {
        return hub.send(hub.anonymousRequest("/api/plans")
                .header("Authorization", "Bearer " + token)
                .build());
    }
}
