package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExactValuesTests {

    @Test
    void exactValuesAreEqualOnlyWhereTheValuesAre() {
        assertThat(exact("10000000000000001")).isNotEqualTo(exact("10000000000000002"));
        assertThat(exact("0.1000000000000000055")).isNotEqualTo(exact("0.1"));
        assertThat(exact("1e400")).isNotEqualTo(exact("1e401")).isEqualTo(exact("10e399"));
        assertThat(exact("1e99999999999")).isNotEqualTo(exact("1e99999999998"));
        assertThat(exact("1.0")).isEqualTo(exact("1")).isEqualTo(exact("10e-1"));
        assertThat(exact("1")).isNotEqualTo(exact("\"1\""));
        assertThat(exact("{\"a\":null}")).isEqualTo(exact("{}")).isNotEqualTo(exact("{\"a\":\"\"}"));
        assertThat(exact("[null]")).isNotEqualTo(exact("[]"));
    }

    @Test
    void noStringPassesForATaggedValue() {
        String tagged = exact("10000000000000001");
        assertThat(exact(tagged)).isNotEqualTo(tagged);
        assertThat(exact(exact(tagged))).isNotEqualTo(exact(tagged));
    }

    private static String exact(String json) {
        return new String(ExactValues.canonical(Value.ofJson(json).orElseThrow()), StandardCharsets.UTF_8);
    }
}
