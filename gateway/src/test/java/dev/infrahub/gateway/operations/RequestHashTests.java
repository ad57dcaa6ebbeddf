package dev.infrahub.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RequestHashTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/api/cab/requests/CHG-1/reject";

    private static String hash(String caller, String path, Object body) {
        return RequestHash.of(OperationKind.DECIDE_CHANGE, caller, path, body);
    }

    private static String hash(Object body) {
        return hash("key:1", PATH, body);
    }

    @Test
    void it_is_a_sha256_in_hex() {
        // sha256sum of the four lines
        assertThat(hash(Map.of("comment", "no")))
                .isEqualTo("964d1d64f884483e9451146e42a7a0d57e0f1a5d3b022ee12c1cfd9c3d140b61");
    }

    @Test
    void another_body_comment_path_kind_or_caller_is_another_request() {
        assertThat(List.of(
                        hash(Map.of("comment", "no")),
                        hash(Map.of("comment", "No")),
                        hash(Map.of("comment", "no", "approvedBy", "me")),
                        hash(Map.of()),
                        hash("key:1", PATH.replace('1', '2'), Map.of("comment", "no")),
                        hash("key:2", PATH, Map.of("comment", "no")),
                        RequestHash.of(OperationKind.REVIEW_CHANGE, "key:1", PATH, Map.of("comment", "no"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void however_the_json_is_written_it_is_the_same_request() {
        String one = hash(JSON.readTree("{\"a\": 1, \"b\": [0.5, \"\\u00e4\"]}"));

        assertThat(hash(JSON.readTree("{\"b\":[5e-1,\"\u00e4\"],\"a\":1.0}"))).isEqualTo(one);
        assertThat(hash(JSON.readTree("{\"b\":[\"\u00e4\",0.5],\"a\":1}"))).isNotEqualTo(one);
    }

    @Test
    void ids_that_hold_what_separates_them_are_not_taken_for_others() {
        assertThat(List.of(
                        hash("user:a:b", "/c", Map.of()),
                        hash("user:a", "/b:/c", Map.of()),
                        hash("user:a\n/b", "/c", Map.of()),
                        hash("user:a", "/b", Map.of("c", "d\n{}")),
                        hash("user:a", "/b", Map.of("c", "d")),
                        hash("user:a\n/b\n{\"c\":\"d\"}", "/c", Map.of()),
                        hash("user:a", "/b", List.of("c:d")),
                        hash("user:a", "/b", List.of("c", "d"))))
                .doesNotHaveDuplicates();
    }
}
