package dev.infrahub.quantumapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantumApiPropertiesTests {

    private static final QuantumApiProperties.Retry RETRY =
            new QuantumApiProperties.Retry(2, Duration.ofMillis(200), Duration.ofSeconds(3));
    private static final QuantumApiProperties.Circuit CIRCUIT =
            new QuantumApiProperties.Circuit(20, 6, 50, Duration.ofSeconds(10), 2);

    private static QuantumApiProperties at(String endpoint, String key) {
        return new QuantumApiProperties(
                endpoint, key, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5), RETRY, CIRCUIT);
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://api.quantumapi.eu/api/v1",
        "https://api.quantumapi.eu, https://api.quantumapi.eu/api/v1",
        "https://api.quantumapi.eu/api/v1, https://api.quantumapi.eu/api/v1",
        "https://api.quantumapi.eu/api/v1/, https://api.quantumapi.eu/api/v1",
        "http://localhost:5282//, http://localhost:5282/api/v1",
        "https://inside.example/quantum, https://inside.example/quantum/api/v1"
    })
    void the_path_of_the_api_is_added_where_it_is_missing(String endpoint, String base) {
        assertThat(at(endpoint, "qapi_1").base()).hasToString(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "localhost:5282", "https://", "https://user:pass@x", "https://x?y", "::"})
    void what_is_no_server_is_refused_without_being_shown(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(endpoint, "qapi_1"))
                .withMessageStartingWith("hub.quantumapi.endpoint")
                .withMessageNotContaining(endpoint);
    }

    @Test
    void a_key_may_end_in_a_line_break_but_not_hold_one() {
        assertThat(at("", "qapi_1\n").apiKey()).isEqualTo("qapi_1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at("", "qapi_1\nX-Other: y"))
                .withMessageNotContaining("qapi_1");
    }

    @Test
    void the_key_is_not_printed() {
        assertThat(at("", "qapi_1")).asString().doesNotContain("qapi_1").contains("(set)");
    }
}
