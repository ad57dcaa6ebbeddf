package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "12345678 | \"12345678\"",
                "123456789 | \"123456789 … (11 characters)",
                "1234567\uD83D\uDE00\uD83D\uDE00 | \"1234567\uD83D\uDE00 … (13 characters)",
                "a\u202Eb | \"a\\u202eb\"",
            })
    void what_is_longer_than_asked_is_cut_and_says_how_long_it_is(String text, String shown) {
        assertThat(Shown.of(new Value.Text(text), 10, "(later)")).isEqualTo(shown);
    }

    @Test
    void a_list_is_cut_where_it_is_too_long_and_counts_to_its_end() {
        Value one = new Value.Text("one");

        assertThat(Shown.of(new Value.Items(List.of(one, Value.Special.UNKNOWN)), 20, "(later)"))
                .isEqualTo("[\"one\", (later)]");
        assertThat(Shown.of(new Value.Items(List.of(one, one, one, one)), 20, "(later)"))
                .isEqualTo("[\"one\", \"one\", \"one\" … (28 characters)");
    }

    @Test
    void a_secret_says_not_how_long_it_is() {
        Value key = new Value.Text("AKIA" + "Q3EGRIZ7V5KJ2M4N");

        assertThat(Shown.of(key, 10, "(later)")).startsWith("(sensitive").doesNotContain("22");
        assertThat(Shown.of(key)).isEqualTo(Shown.SENSITIVE);
    }
}
