package dev.infrahub.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_sqs_queue.jobs[\"eu west\"]",
                "module.shop[\"one two three\"].aws_sqs_queue.jobs[0]",
                "module.a[\"x y\"].module.b[\" z \"].aws_sqs_queue.jobs[\"a \\\"quoted\\\" key\"]",
                "aws_sqs_queue.jobs[\"a ] b\"]",
                "aws_sqs_queue.jobs[\"it's one\"]"
            })
    void an_address_is_one_name_whatever_its_key_holds(String address) {
        assertThat(Markdown.text("Keep a copy of " + address + ", then apply."))
                .isEqualTo("Keep a copy of `" + address + "`, then apply.");
        assertThat(Markdown.text("These are lost: " + address + ", aws_x.y and 3 more."))
                .isEqualTo("These are lost: `" + address + "`, `aws_x.y` and 3 more.");
        assertThat(Markdown.text(address)).isEqualTo("`" + address + "`");
    }

    @Test
    void what_only_begins_like_a_key_is_words() {
        assertThat(Markdown.text("A list [\"of words that go on")).isEqualTo("A list `[\"of` words that go on");
        assertThat(Markdown.text("A list [\"of\" words] here")).isEqualTo("A list `[\"of`\" `words]` here");
        assertThat(Markdown.text("It ends in a[\"b\\")).isEqualTo("It ends in `a[\"b\\`");
    }
}
