package dev.infrahub.ai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer is taken where it is exactly what was asked for. */
class PartsTests {

    private static final Set<String> NAMES = Set.of("summary", "risk");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"summary\":\"a\",\"risk\":\"b\"}",
                " {\"risk\":\"b\",\"summary\":\"a\"}\n",
                "```json\n{\"summary\":\"a\",\"risk\":\"b\"}\n```",
            })
    void as_it_was_asked_for(String answer) {
        assertThat(Parts.of(answer, NAMES)).contains(Map.of("summary", "a", "risk", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "Sure! {\"summary\":\"a\",\"risk\":\"b\"}",
                "{\"summary\":\"a\"}",
                "{\"summary\":\"a\",\"risk\":\"b\",\"level\":\"low\"}",
                "{\"summary\":\"a\",\"risk\":7}",
                "{\"summary\":\"a\",\"risk\":null}",
                "{\"summary\":\"a\",\"risk\":\"  \"}",
                "{\"summary\":\"a\",\"risk\":\"b\",\"risk\":\"c\"}",
                "{\"summary\":\"a\",\"risk\":\"b\"} {}",
                "{\"summary\":\"a\",\"risk\":\"b",
                "```",
                "{\"summary\":\"a\\u0000\",\"risk\":\"b\"}",
                "{\"summary\":\"a\\ud800\",\"risk\":\"b\"}",
            })
    void anything_else_is_no_answer(String answer) {
        assertThat(Parts.of(answer, NAMES)).isEmpty();
    }

    @Test
    void no_answer_is_none() {
        assertThat(Parts.of(null, NAMES)).isEmpty();
    }
}
