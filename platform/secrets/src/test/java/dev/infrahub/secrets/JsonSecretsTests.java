package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSecretsTests {

    private static final String ACCESS_KEY = "AKIA" + "IOSFODNN7EXAMPLQ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"%s\"",
                "[[\"%s\"]]",
                "{\"a\":{\"b\":[1,\"see %s\"]}}",
                "{\"%s\":true}",
            })
    void a_credential_is_found_wherever_it_stands(String json) {
        assertThat(areIn(json.formatted(ACCESS_KEY))).isTrue();
    }

    @Test
    void a_credential_is_found_by_the_name_it_has_also_in_a_list() {
        assertThat(areIn("{\"password\":\"correct horse battery\"}")).isTrue();
        assertThat(areIn("{\"passwords\":[\"correct horse battery\"]}")).isTrue();
        assertThat(areIn("{\"title\":\"correct horse battery\"}")).isFalse();
    }

    @Test
    void a_scanner_s_results_are_none() {
        assertThat(areIn("""
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"scanner"}},"results":[{"ruleId":"AWS-0089",
                 "level":"warning","message":{"text":"Bucket has logging disabled"},"rank":12.5,"suppressed":false,
                 "partialFingerprints":{"primaryLocationLineHash":"39fa2ee980eb94b0:1"},"guid":null}]}]}""")).isFalse();
    }

    private static boolean areIn(String json) {
        return JsonSecrets.areIn(Value.ofJson(json).orElseThrow());
    }
}
