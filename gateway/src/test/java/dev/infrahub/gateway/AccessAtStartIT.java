package dev.infrahub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testing.Backends;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
    void a_key_that_the_operator_takes_back_into_use_works_and_one_that_somebody_revoked_does_not()
            throws SQLException {
        String second = "hub_another-key-for-tests-another-key-for-te";
        Backends.Database database = Backends.shared().newDatabase();
        Hub.start(database).close();
        Hub.start(database, "--hub.gateway.admin-key=" + second).close();
        try (Hub hub = Hub.start(database);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(hub.get("/api/keys").statusCode()).isEqualTo(200);
            assertThat(hub.getAs(second, "/api/keys").statusCode()).isEqualTo(401);

            String pipeline = hub.newKey("ci", "[\"acme\"]", "");
            // as when it is made while its maker is revoked: its own row is not marked
            statement.execute(
                    "update gateway.api_keys set revoked_at = now(), revoked_by = 'user:ada' where created_by ="
                            + " 'operator' and revoked_at is null");
            assertThat(hub.getAs(pipeline, "/api/plans").statusCode()).isEqualTo(401);
        }
        try (Hub hub = Hub.start(database)) {
            assertThat(hub.get("/api/keys").statusCode()).isEqualTo(401);
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
