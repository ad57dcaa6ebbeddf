package dev.infrahub.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.JsonValues;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A prompt keeps to its budget, and says what it left out. */
class PromptContextTests {

    @Test
    void the_most_telling_facts_come_first_and_the_others_are_counted() {
        List<String> facts = IntStream.range(0, 500)
                .mapToObj(n -> "update (tags): aws_instance.web[" + n + "]")
                .toList();

        PromptContext context = PromptContext.of(facts, List.of(), UnaryOperator.identity(), 400);

        assertThat(context.facts()).isEqualTo(facts.subList(0, context.facts().size()));
        assertThat(context.facts().size() + context.leftOut()).isEqualTo(500);
        assertThat(context.facts()).hasSizeGreaterThan(15);
        assertThat(context.text()).contains("\"leftOut\":" + context.leftOut());
    }

    @Test
    void none_is_cut_by_the_budget() {
        PromptContext context = PromptContext.of(
                List.of("short", "a long one ".repeat(50), "also short"),
                List.of("quoted"),
                UnaryOperator.identity(),
                30);

        assertThat(context.facts()).containsExactly("short", "also short");
        assertThat(context.quotes()).containsExactly("quoted");
        assertThat(context.leftOut()).isEqualTo(1);
    }

    /** Whatever is in a fact stays within its string. */
    @Test
    void of_any_text_it_is_json_within_the_budget() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<String> facts = IntStream.range(0, random.nextInt(40))
                    .mapToObj(_ -> anything(random))
                    .toList();

            PromptContext context = PromptContext.of(facts, List.of(), UnaryOperator.identity(), 300);

            assertThat(JsonValues.parseUnambiguous(context.text())).isPresent();
            assertThat(context.facts().stream().mapToInt(PromptContext::tokens).sum())
                    .isLessThanOrEqualTo(300);
        }
    }

    @Test
    void half_a_character_is_none() {
        assertThat(PromptContext.of(List.of("a \ud800 b"), List.of(), UnaryOperator.identity(), 300)
                        .facts())
                .containsExactly("a ? b");
    }

    @Test
    void of_very_many_only_so_many_are_looked_at_as_there_may_be_room_for() {
        AtomicInteger scrubbed = new AtomicInteger();

        PromptContext context = PromptContext.of(
                Collections.nCopies(100_000, "update (tags): aws_instance.web"),
                List.of(),
                fact -> {
                    scrubbed.incrementAndGet();
                    return fact;
                },
                300);

        assertThat(scrubbed.get()).isLessThanOrEqualTo(300);
        assertThat(context.facts().size() + context.leftOut()).isEqualTo(100_000);
    }

    private static String anything(Random random) {
        StringBuilder text = new StringBuilder();
        String parts = "\"\\\n\r\t{}[]<>|`\u2028\u202eäß\0abc <|endoftext|> ";
        int length = random.nextInt(900);
        for (int i = 0; i < length; i++) {
            text.append(parts.charAt(random.nextInt(parts.length())));
        }
        return text.toString();
    }
}
