package dev.infrahub.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamExpressionTests {

    /** Real ones, and each kind of part: told before it is compiled, the size is at least about what it becomes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)\\b(?:key|token)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=)([a-z0-9_-]{32})(?:[;`]|\\\\[nr]|$)",
                "-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY-----[\\s\\S-]{64,}?KEY-----",
                "pypi-AgEIcHlwaS5vcmc[\\w-]{50,1000}",
                "\\Q{9}(((\\E[]({9}[:alpha:]]{7}[^]a\\]]{3}x",
                "(?P<name>a|b|\\p{Greek}|\\x{1F600}){2,9}(?s:.)*?",
                "a{,5}{x}b{2}c{3,}d{4,5}?",
                "((a{0,9}){0,9}){3}",
                "(?:a?){90}(?:b+){90}(?:c*?){90}"
            })
    void the_size_is_told_before_it_is_compiled(String text) {
        int compiled = Pattern.compile(text).programSize();

        assertThat(ExpressionSize.of(text)).isBetween(compiled * 8L / 10, compiled * 6L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(((a{0,1000}){0,1000}){0,1000})",
                "((a{0,300}){0,300}){0,300}",
                "(a?){1000}(b?){1000}c{1000}",
                "[ab]{1,1000}[ab]{1,1000}c",
                "(?:(?:[ab]{1000}){1000}|x)y",
                "(((((a{9}){9}){9}){9}){9}){9}"
            })
    void what_multiplies_is_refused_before_it_is_compiled(String text) {
        assertThatThrownBy(() -> TeamExpression.of("rule a: regex", text))
                .isInstanceOfSatisfying(
                        ScanRefused.class, refused -> assertThat(refused.code()).isEqualTo("rules.too_large"))
                .hasMessageStartingWith("rule a: regex is too large");
    }

    @Test
    void what_is_nested_or_long_without_end_is_refused() {
        for (String text : new String[] {
            "(".repeat(100_000) + "a" + ")".repeat(100_000),
            "(".repeat(5_000) + "a" + ")".repeat(5_000),
            "[" + "a".repeat(100_000) + "]"
        }) {
            assertThatThrownBy(() -> TeamExpression.of("x", text))
                    .isInstanceOf(ScanRefused.class)
                    .hasMessageStartingWith("x is too large");
        }
        for (String text : new String[] {"\\", "[", "[[:".repeat(5_000), "(", ")", "\\Q(", "\\p{", "a{2"}) {
            assertThat(ExpressionSize.of(text)).isLessThan(ExpressionSize.HUGE);
        }
    }

    /** A match goes as deep as there are states. */
    @Test
    void the_largest_that_is_taken_fits_into_the_stack() {
        TeamExpression largest = TeamExpression.of("x", "(?:a?){1000}(?:a?){995}c");

        assertThat(largest.isIn("b".repeat(10))).isFalse();
    }

    @Test
    void what_takes_too_long_for_one_text_is_refused() {
        AtomicLong clock = new AtomicLong();
        TeamExpression slow = TeamExpression.of(
                "rule a: regex",
                "[ab]{1,9}c",
                () -> clock.addAndGet(Duration.ofSeconds(1).toNanos()));

        for (int file = 0; file < 50; file++) {
            assertThat(slow.isIn("ab".repeat(1_000))).isFalse();
        }
        assertThatThrownBy(() -> slow.isIn("ab".repeat(50_000)))
                .isInstanceOf(ScanRefused.class)
                .hasMessageStartingWith("rule a: regex takes more than 10 s for one file");
    }
}
