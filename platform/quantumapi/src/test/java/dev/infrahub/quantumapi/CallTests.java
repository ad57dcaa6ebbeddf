package dev.infrahub.quantumapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTests {

    private static final Call POST = Call.post("/sign", Map.of("data", "payload"));

    @Test
    void only_an_idempotency_key_makes_a_change_repeatable() {
        assertThat(POST.repeatable()).isFalse();
        assertThat(POST.once(null).repeatable()).isFalse();
        assertThat(POST.once("event-1").repeatable()).isTrue();
        assertThat(Call.put("/secrets/{id}", Map.of(), 1).repeatable()).isFalse();
        assertThat(Call.get("/keys").repeatable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX-Api-Key: b", "é"})
    void an_idempotency_key_is_printable_ascii(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> POST.once(key));
    }

    @Test
    void it_is_named_by_its_path_alone() {
        assertThat(Call.get("/keys?name={name}", "a").name()).isEqualTo("GET /keys");
    }

    @Test
    void its_body_is_not_printed() {
        assertThat(POST).asString().doesNotContain("payload");
    }
}
