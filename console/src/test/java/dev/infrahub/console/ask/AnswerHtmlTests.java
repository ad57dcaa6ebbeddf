package dev.infrahub.console.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.infrahub.console.ask.Answer.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerHtmlTests {

    @Test
    void numbers_of_sources_are_links_to_them_and_other_numbers_are_none() {
        assertThat(AnswerHtml.of("Two modules drifted. [1] [2] [3] [0] [] [1a] [", 2))
                .contains(
                        "<a class=\"cite\" href=\"#source-1\">[1]</a>",
                        "<a class=\"cite\" href=\"#source-2\">[2]</a>",
                        "[3] [0] [] [1a] [")
                .doesNotContain("#source-3", "#source-0");
    }

    @Test
    void a_table_is_a_table_and_its_names_are_code() {
        assertThat(AnswerHtml.of("| module | risk | |\n|---|---|---|\n| `a \\| b` | `high` | [1] |\n", 1))
                .contains("<table>", "<th>module</th>", "<code>a | b</code>", "href=\"#source-1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=alert(1)> b",
                "[here](javascript:alert(1))",
                "[here](https://evil.example)",
                "![pixel](https://evil.example/p.gif)",
                "<https://evil.example>",
                "[1](https://evil.example)",
                "[x]: https://evil.example\n\n[x] ![x]",
                "<div style=\"position:fixed\">",
                "`<b>`"
            })
    void nothing_in_an_answer_runs_or_leads_elsewhere(String hostile) {
        assertThat(AnswerHtml.of(hostile, 1))
                .doesNotContain("<script", "<img", "href=\"http", "href=\"java", "<div", "<b>", "src=\"");
    }

    @Test
    void nothing_in_an_answer_is_hidden() {
        assertThat(AnswerHtml.of("`a" + Character.toString(0x202e) + "b` c&#x200b;d", 0))
                .contains("a\\u{202e}b", "c\\u{200b}d");
    }

    /** Looking for the end of each bracket to the end of the text would take minutes. */
    @Test
    void many_brackets_are_no_work() {
        String brackets = "[".repeat(2_000_000);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> AnswerHtml.of(brackets, 1)))
                .contains(brackets);
    }

    @Test
    void a_source_leads_to_its_page_whatever_it_is_called() {
        assertThat(new Source("change", "CHG-1/../x?y", "t", "a&b", null, null).page())
                .contains("/changes/CHG-1%2F..%2Fx%3Fy?client=a%26b");
        assertThat(new Source("document", "docs/a.md", "t", "acme", null, null).page())
                .isEmpty();
    }

    @Test
    void a_column_without_a_name_has_no_heading() {
        assertThat(AnswerHtml.of("| | Plan |\n|---|--:|\n| a | b [1] |", 1))
                .contains("<th>Plan</th>", "<td>a</td>", "href=\"#source-1\"")
                .doesNotContain("<th></th>");
    }
}
