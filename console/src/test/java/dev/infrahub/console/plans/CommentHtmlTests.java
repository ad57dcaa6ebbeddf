package dev.infrahub.console.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentHtmlTests {

    @Test
    void a_comment_of_ours_is_what_people_will_see() {
        String html = CommentHtml.of("""
                ### 🔴 `network`: 1 to destroy

                **Risk: HIGH** (70/100)

                - [ ] Take a copy
                - 🟠 high `a.b`: It goes. <sub>`data.destroyed`</sub>

                <details><summary>All changes (1)</summary>

                ```diff
                - delete a.b <x>
                ```

                </details>

                <sub>plan `p-1`</sub>
                """);

        assertThat(html)
                .contains(
                        "<h2>🔴 <code>network</code>: 1 to destroy</h2>",
                        "<strong>Risk: HIGH</strong>",
                        "type=\"checkbox\"",
                        "aria-label=\"to be done\"",
                        "<sub><code>data.destroyed</code></sub>",
                        "<details><summary>All changes (1)</summary>",
                        "<pre class=\"code\" tabindex=\"0\">",
                        "- delete a.b &lt;x&gt;",
                        "</details>",
                        "<sub>plan <code>p-1</code></sub>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=alert(1)> b",
                "<sub onclick=alert(1)>",
                "<details open ontoggle=alert(1)><summary>x</summary>",
                "<details><summary><img src=x onerror=alert(1)></summary>",
                "<details><summary>a</summary><script>alert(1)</script></summary>",
                "<div style=\"position:fixed\">",
                "[here](javascript:alert(1))",
                "![pixel](https://evil.example/p.gif)",
                "<https://evil.example>",
                "```\"><script>alert(1)</script>\nx\n```",
                "`<b>`"
            })
    void nothing_in_a_comment_runs_or_leads_elsewhere(String hostile) {
        assertThat(CommentHtml.of(hostile))
                .doesNotContain("<script", "<img", "<div", "<b>", "<a", "<sub o", "<details open", "src=\"");
    }

    @Test
    void nothing_in_a_comment_is_hidden() {
        assertThat(CommentHtml.of("`a" + Character.toString(0x202e) + "b`")).contains("a\\u{202e}b");
    }
}
