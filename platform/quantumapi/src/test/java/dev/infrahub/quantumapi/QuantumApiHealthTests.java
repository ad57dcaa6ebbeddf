package dev.infrahub.quantumapi;

import static dev.infrahub.quantumapi.Stage.answers;
import static dev.infrahub.quantumapi.Stage.resets;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** What is known of QuantumAPI before anybody needs it. */
class QuantumApiHealthTests {

    private static final Stage.Act HEALTHY = answers(200, "{\"status\":\"healthy\"}");
    private static final Stage.Act NO_KEYS = answers(200, "{\"data\":[]}");
    private static final Stage.Act REFUSED = answers(401, "{\"error\":\"key_unknown\"}");

    private final Stage stage = new Stage();
    private final HttpQuantumApi api = new HttpQuantumApi(
            new QuantumApiProperties(
                    stage.url(),
                    "qapi_key",
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    new QuantumApiProperties.Retry(0, Duration.ofMillis(1), Duration.ofSeconds(1)),
                    new QuantumApiProperties.Circuit(100, 100, 50, Duration.ofSeconds(1), 1)),
            ObservationRegistry.NOOP,
            new SimpleMeterRegistry());
    private final QuantumApiHealth health = new QuantumApiHealth(api);

    @AfterEach
    void close() throws IOException {
        api.close();
        stage.close();
    }

    @Test
    void a_key_that_is_refused_is_known_at_the_first_look_and_what_to_do() {
        looks(HEALTHY, REFUSED, HEALTHY);

        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(detail())
                .isEqualTo("QuantumAPI refuses the hub's key for GET /keys: 401 key_unknown."
                        + " Check QUANTUMAPI_KEY and its scopes; another key counts after a restart.");
    }

    @Test
    void one_that_is_accepted_later_is_known_too() {
        looks(HEALTHY, REFUSED, HEALTHY);
        for (int i = 0; i < QuantumApiHealth.LOOKS_AFTER_REFUSAL; i++) {
            looks(HEALTHY);
            assertThat(status()).isEqualTo(Status.DOWN);
        }
        assertThat(paths()).filteredOn(path -> path.contains("/keys")).hasSize(1);

        looks(HEALTHY, NO_KEYS, HEALTHY);

        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void absent_it_is_away_and_its_key_is_asked_for_once_it_is_back() {
        looks(resets());
        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(detail()).startsWith("QuantumAPI is away");

        looks(HEALTHY, REFUSED, HEALTHY);
        assertThat(detail()).contains("QUANTUMAPI_KEY");
    }

    @Test
    void who_asks_for_health_asks_nothing_of_quantumapi_and_a_good_key_is_asked_for_once() {
        assertThat(status()).isEqualTo(Status.UNKNOWN);
        assertThat(stage.requests()).isEmpty();
        looks(HEALTHY, NO_KEYS, HEALTHY);
        assertThat(paths())
                .containsExactly(
                        "/api/v1/health", "/api/v1/keys?name=infrahub-health&limit=500&offset=0", "/api/v1/health");

        for (int i = 0; i < 10; i++) {
            assertThat(status()).isEqualTo(Status.UP);
        }
        looks(HEALTHY);

        assertThat(paths()).hasSize(4).endsWith("/api/v1/health");
    }

    private void looks(Stage.Act... acts) {
        stage.plays(acts);
        health.look();
    }

    private List<String> paths() {
        return stage.requests().stream()
                .map(request -> request.line().split(" ", -1)[1])
                .toList();
    }

    private Status status() {
        return health.health().getStatus();
    }

    private String detail() {
        return String.valueOf(health.health().getDetails().get("detail"));
    }
}
