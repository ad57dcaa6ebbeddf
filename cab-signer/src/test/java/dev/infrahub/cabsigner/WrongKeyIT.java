package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.Service;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Cable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cab-signer whose key QuantumAPI refuses says so before anybody approves anything. */
class WrongKeyIT {

    @Test
    void a_wrong_key_is_told_in_health_and_no_reason_not_to_work() throws Exception {
        try (LocalQuantumApi quantumApi = new LocalQuantumApi().start();
                Cable cable =
                        Cable.to("127.0.0.1", URI.create(quantumApi.endpoint()).getPort());
                ConfigurableApplicationContext signer = CabSignerApplication.start(BoardFixture.arguments(
                        Backends.shared()
                                .serviceArguments(
                                        Service.CAB_SIGNER, Backends.shared().newDatabase()),
                        "--hub.quantumapi.endpoint=http://" + cable.host() + ":" + cable.port(),
                        "--hub.quantumapi.look-every=200ms",
                        "--hub.quantumapi.api-key=qapi_" + "B".repeat(43)))) {
            eventually(() -> assertThat(detail(signer))
                    .startsWith("QuantumAPI refuses the hub's key for GET /keys: 401")
                    .contains("Check QUANTUMAPI_KEY"));
            assertThat(get(signer, "/actuator/health/readiness").statusCode()).isEqualTo(200);

            cable.cut();

            eventually(() -> assertThat(detail(signer)).startsWith("QuantumAPI is away"));
        }
    }

    private static String detail(ConfigurableApplicationContext signer) throws IOException, InterruptedException {
        JsonNode health =
                new JsonMapper().readTree(get(signer, "/actuator/health").body());
        JsonNode quantumApi = health.path("components").path("quantumApi");
        assertThat(quantumApi.path("status").asString()).isEqualTo("DOWN");
        return quantumApi.path("details").path("detail").asString();
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext signer, String path)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String port = signer.getEnvironment().getProperty("local.server.port");
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
