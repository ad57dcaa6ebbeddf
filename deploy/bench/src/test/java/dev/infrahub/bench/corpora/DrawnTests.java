package dev.infrahub.bench.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-f0-9]{32}",
                "sk_(?:live|test)_[A-Za-z0-9_=-]{20,24}",
                "\\d{3}-\\w+",
                "a?b*c\\.d[\\w.-]{2}",
                "(x|y[0-9]{2}){3}z",
                "[0-9]{4,}"
            })
    void matches_its_expression(String expression) {
        Random random = new Random(7);
        for (int n = 0; n < 50; n++) {
            assertThat(Drawn.of(expression, random))
                    .hasValueSatisfying(text -> assertThat(text).matches(expression));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-z", "(a", "a{x}", "a)"})
    void is_not_of_what_is_no_expression_of_these(String expression) {
        assertThat(Drawn.of(expression, new Random(7))).isEmpty();
    }

    @Test
    void is_the_same_of_the_same_seed() {
        assertThat(Drawn.of("[a-z]{40}", new Random(3))).isEqualTo(Drawn.of("[a-z]{40}", new Random(3)));
    }
}
