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
    void says_each_thing_once_and_folds_what_is_detail() {
        Answers.Resource gone = new Answers.Resource(
                "aws_s3_bucket.b",
                "aws_s3_bucket",
                null,
                "delete",
                List.of(),
                List.of(),
                null,
                false,
                "Its data is lost.");
        Answers.Resource opened = new Answers.Resource(
                "aws_security_group.db",
                "aws_security_group",
                null,
                "update",
                List.of("ingress"),
                List.of(),
                null,
                false,
                "Opens port 5432.");
        List<Answers.Reason> reasons = List.of(
                new Answers.Reason("data.destroyed", "critical", "yes", "aws_s3_bucket.b", "Its data is lost."),
                new Answers.Reason(
                        "network.open-to-world", "critical", "yes", "aws_security_group.db", "Opens port 5432."));

        String markdown = PlanMarkdown.summary(summaryOf(List.of(gone, opened)), risk(reasons), rollback());

        assertThat(markdown).containsOnlyOnce("Its data is lost.").containsOnlyOnce("Opens port 5432.");
        assertThat(markdown).contains("! update aws_security_group.db: ingress\n", "- delete aws_s3_bucket.b\n");
        assertThat(markdown).contains("- [ ] Take a copy.", "   terraform apply -target='aws_sqs_queue.a'\n");
        assertThat(markdown.split("<details>", -1)).hasSize(3);
        assertThat(markdown.split("</details>", -1)).hasSize(3);
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
                null,
                "net<img src=x>",
                "acme",
                null,
                "json",
                null,
                "Changes things.",
                Map.of("delete", 1),
                List.of(resource("delete", "aws_s3_bucket.b[\"`x`\n```\n|y\"]")),
                List.of(),
                List.of("Ping @everyone [here](http://x)."),
                NO_MODEL);

        String markdown = PlanMarkdown.summary(summary, risk(List.of()), rollback());

        assertThat(markdown).contains("net\\<img", "\\[here\\]").doesNotContain("@everyone");
        assertThat(markdown).contains("```` aws_s3_bucket.b[\"`x` ``` |y\"] ````");
    }

    private static String summary(List<Answers.Resource> resources) {
        return PlanMarkdown.summary(summaryOf(resources), risk(List.of()), rollback());
    }

    private static Answers.Summary summaryOf(List<Answers.Resource> resources) {
        return new Answers.Summary(
                "id",
                "hash",
                null,
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
                NO_MODEL);
    }

    private static Answers.Rollback rollback() {
        Answers.Step step = new Answers.Step(
                1,
                "aws_sqs_queue.a",
                "set-back",
                "terraform apply -target='aws_sqs_queue.a'",
                "Sets it back.",
                false,
                "reversible",
                List.of(new Answers.Restored("delay_seconds", "30")));
        return new Answers.Rollback(
                "id",
                "hash",
                List.of(step),
                List.of(),
                List.of(),
                "none",
                List.of("Take a copy."),
                List.of(),
                NO_MODEL);
    }

    private static Answers.Risk risk(List<Answers.Reason> reasons) {
        return new Answers.Risk(
                "id",
                "hash",
                "low",
                5,
                false,
                "standard",
                reasons,
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
