package dev.infrahub.gateway.web.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.domain.Answers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanMarkdownTests {

    private static final Answers.Ai NO_MODEL = new Answers.Ai("off", null, null, 0, 0);

    @Test
    void says_what_is_destroyed_before_anything_else_that_changes() {
        String markdown = summary(List.of(
                resource("create", "aws_sqs_queue.a"),
                resource("delete", "aws_s3_bucket.b"),
                resource("replace", "aws_db_instance.c")));

        assertThat(markdown).contains("Destroyed or replaced (2)", "**Risk: LOW** (5/100)");
        assertThat(markdown.indexOf("aws_s3_bucket.b")).isLessThan(markdown.indexOf("aws_sqs_queue.a"));
    }

    @Test
    void cuts_what_is_harmless_and_says_how_much() {
        String markdown = summary(Stream.concat(
                        Stream.of(resource("delete", "aws_s3_bucket.gone")),
                        IntStream.range(0, 5_000).mapToObj(i -> resource("create", "aws_sqs_queue.made_" + i)))
                .toList());

        assertThat(markdown).hasSizeLessThanOrEqualTo(PlanMarkdown.LONGEST).contains("`aws_s3_bucket.gone`");
        assertThat(markdown).containsPattern("… and \\d+ more");
    }

    @Test
    void names_two_thousand_destroyed_resources_one_by_one_or_folded() {
        List<Answers.Resource> destroyed = IntStream.range(0, 2_000)
                .mapToObj(i -> resource("delete", "module.region[" + i % 7 + "].aws_instance.node[" + i + "]"))
                .toList();

        String markdown = summary(destroyed);

        assertThat(markdown).hasSizeLessThanOrEqualTo(PlanMarkdown.LONGEST).contains("(2000)");
        assertThat(markdown).contains("`module.region[…].aws_instance.node[…]` × 2000");
    }

    @Test
    void counts_by_type_when_not_even_the_folded_names_fit() {
        List<Answers.Resource> destroyed = IntStream.range(0, 3_000)
                .mapToObj(i -> resource("delete", "aws_instance.a_rather_long_resource_name_number_" + i))
                .toList();

        String markdown = summary(destroyed);

        assertThat(markdown).hasSizeLessThanOrEqualTo(PlanMarkdown.LONGEST).contains("delete `aws_instance` × 3000");
    }

    @Test
    void shows_names_and_text_without_letting_them_become_markup() {
        Answers.Summary summary = new Answers.Summary(
                "id",
                "hash",
                "net<img src=x>",
                "acme",
                null,
                "json",
                null,
                "Ping @everyone [here](http://x).",
                Map.of("delete", 1),
                List.of(resource("delete", "aws_s3_bucket.b[\"`x`\n|y\"]")),
                List.of(),
                List.of(),
                NO_MODEL);

        String markdown = PlanMarkdown.summary(summary, risk());

        assertThat(markdown).contains("net\\<img", "\\[here\\]").doesNotContain("@everyone");
        assertThat(markdown).contains("`` aws_s3_bucket.b[\"`x` |y\"] ``");
    }

    private static String summary(List<Answers.Resource> resources) {
        return PlanMarkdown.summary(
                new Answers.Summary(
                        "id",
                        "hash",
                        "network",
                        "acme",
                        null,
                        "json",
                        null,
                        "Changes things.",
                        Map.of("delete", resources.size()),
                        resources,
                        List.of(),
                        List.of(),
                        NO_MODEL),
                risk());
    }

    private static Answers.Risk risk() {
        return new Answers.Risk(
                "id",
                "hash",
                "low",
                5,
                false,
                "standard",
                List.of(),
                List.of(),
                List.of(),
                new Answers.BlastRadius(1, 1, 0),
                List.of(),
                NO_MODEL);
    }

    private static Answers.Resource resource(String action, String address) {
        String type = address.contains("aws_instance") ? "aws_instance" : "aws_other";
        return new Answers.Resource(address, type, null, action, List.of(), List.of(), null, false, null);
    }
}
