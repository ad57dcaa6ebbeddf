package dev.infrahub.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextTests {

    @Test
    void goes_to_a_page_of_ours() {
        assertThat(Next.of("/changes/CHG%2F1?client=acme")).isEqualTo("/changes/CHG%2F1?client=acme");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "/\tevil",
                "/\n/evil.example",
                "javascript:alert(1)",
                "plans",
                "/sign-out",
                "/a b",
                "/%zz"
            })
    void goes_home_for_anything_else(String asked) {
        assertThat(Next.of(asked)).isEqualTo("/");
    }
}
