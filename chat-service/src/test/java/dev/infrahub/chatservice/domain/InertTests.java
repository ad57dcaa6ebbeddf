package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InertTests {

    @Test
    void a_name_does_not_leave_its_code() {
        assertThat(Inert.code("network")).isEqualTo("`network`");
        assertThat(Inert.code("a`b")).isEqualTo("`` a`b ``");
        assertThat(Inert.code("[x](http://y)\n# h")).isEqualTo("`[x](http://y) # h`");
        assertThat(Inert.code(" ")).isEqualTo("` `");
    }

    @Test
    void what_nobody_sees_is_spelled_out() {
        assertThat(Inert.code("a\u202eb\u0000")).isEqualTo("`a\\u{202e}b\\u{0}`");
    }

    @Test
    void what_is_long_is_cut() {
        assertThat(Inert.code("x".repeat(500))).hasSizeLessThan(210).endsWith("…`");
    }
}
