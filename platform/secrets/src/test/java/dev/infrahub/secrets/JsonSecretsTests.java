package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import java.util.Map;
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
    void what_kubernetes_takes_as_text_is_secret_without_its_kind_too() {
        Value data = new Value.Members(Map.of("cfg", new Value.Text("orange-juice")));
        assertThat(JsonSecrets.areIn(new Value.Members(Map.of("string_data", data))))
                .isTrue();
        assertThat(JsonSecrets.areIn(new Value.Members(Map.of("integer_data", data))))
                .isFalse();
    }

    @Test
    void a_credential_is_found_by_the_name_it_has_also_in_a_list() {
        assertThat(areIn("{\"password\":\"correct horse battery\"}")).isTrue();
        assertThat(areIn("{\"passwords\":[\"correct horse battery\"]}")).isTrue();
        assertThat(areIn("{\"title\":\"correct horse battery\"}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":{\"value\":\"%s\"}}",
                "{\"password\":[{\"text\":\"%s\"}]}",
                "{\"secrets\":{\"a\":\"%s\"}}",
                "{\"credentials\":[{\"user\":\"app\",\"word\":\"%s\"}]}",
                "{\"api_tokens\":[\"%s\"]}",
                "{\"set_sensitive\":[{\"name\":\"a\",\"value\":\"%s\"}]}",
                "{\"name\":\"DB_PASSWORD\",\"value\":\"%s\"}",
                "{\"name\":\"DB_PASSWORD\",\"value\":{\"text\":[\"%s\"]}}",
                "{\"ParameterKey\":\"DbPassword\",\"ParameterValue\":\"%s\"}",
                "{\"key\":\"A\",\"value\":\"%s\",\"sensitive\":true}",
                "{\"kind\":\"Secret\",\"data\":{\"name\":\"%s\"}}",
                "{\"stringData\":{\"a\":\"%s\"},\"kind\":\"Secret\"}",
                "{\"type\":\"Opaque\",\"data\":{\"a\":\"%s\"}}",
                "{\"command\":[\"redis-server\",\"--requirepass\",\"%s\"]}",
                "{\"x\":[[\"--password\"],[\"%s\"]]}",
                "{\"command\":[\"mysql\"],\"args\":[\"-p%s\"]}",
                "{\"args\":[\"-u\",\"app:%s\"],\"command\":\"curl\"}",
                "{\"\uFF50assword\":\"%s\"}",
                "{\"p\u0430ssword\":\"%s\"}",
                "{\"pass\u200Bword\":\"%s\"}",
            })
    void a_secret_is_found_by_what_stands_over_it_beside_it_and_before_it(String json) {
        assertThat(areIn(json.formatted("Hunter2-Xk9q"))).isTrue();
        assertThat(areIn(json.formatted(""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password_policy\":{\"a\":\"%s\"}}",
                "{\"secret\":[{\"secret_name\":\"%s\"}]}",
                "{\"credentials\":[{\"id\":\"%s\"}]}",
                "{\"kind\":\"ConfigMap\",\"data\":{\"a\":\"%s\"}}",
                "{\"name\":\"REGION\",\"value\":\"%s\"}",
                "{\"name\":\"password\",\"type\":\"%s\"}",
                "{\"secret_id\":\"db-password\",\"policy_data\":\"%s\"}",
                "{\"key\":\"A\",\"value\":\"%s\",\"sensitive\":false}",
                "{\"command\":[\"run\",\"--port\",\"%s\"]}",
            })
    void what_only_stands_near_such_a_name_is_none(String json) {
        assertThat(areIn(json.formatted("Hunter2-Xk9q"))).isFalse();
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
