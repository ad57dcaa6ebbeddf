package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Severity;
import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of later versions, of OpenTofu, and texts that are not whole. */
class UnusualPlansTests {

    private static final String BUCKET = "{\"bucket\": \"b\", \"id\": \"b\"}";

    @ParameterizedTest
    @ValueSource(strings = {"\"create\", \"forget\"", "\"forget\", \"create\""})
    void what_is_let_go_of_for_a_new_object_loses_no_data(String actions) {
        Analysis analysis =
                plan().change("aws_s3_bucket.b", actions, BUCKET, BUCKET, "").analyzed();

        assertThat(analysis.rollback().dataLossRisk()).isEqualTo("none");
        assertThat(analysis.rollback().irreversible()).isEmpty();
        assertThat(analysis.risk().level()).isEqualTo(Severity.LOW);
        assertThat(analysis.risk().reasons()).extracting(Analysis.Reason::rule).containsExactly("plan.forgotten");
        assertThat(analysis.summary())
                .contains("1 created, 1 forgotten", "the old object")
                .doesNotContain("data is lost");
        assertThat(analysis.rollback().steps())
                .filteredOn(step -> step.action().equals("import"))
                .singleElement()
                .satisfies(
                        step -> assertThat(step.command())
                                .isEqualTo(
                                        "terraform destroy -target='aws_s3_bucket.b' && terraform import 'aws_s3_bucket.b' \"$ID\""));
    }

    @Test
    void what_nobody_knows_needs_the_board() {
        Analysis analysis = plan().change("aws_s3_bucket.b", "\"rotate\"", BUCKET, BUCKET, "")
                .analyzed();

        assertThat(analysis.risk().requiresCab()).isTrue();
        assertThat(analysis.risk().reasons())
                .anyMatch(reason ->
                        reason.rule().equals("plan.incomplete") && "aws_s3_bucket.b".equals(reason.address()));
        assertThat(analysis.rollback().dataLossRisk()).isEqualTo("possible");
        assertThat(analysis.summary()).contains("1 with an unknown action").doesNotContain("No changes");
        assertThat(analysis.limits()).anyMatch(limit -> limit.contains("aws_s3_bucket.b (rotate)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"errored\": false", "\"complete\": true", "\"complete\": false"})
    void what_is_deferred_is_named_and_leaves_the_plan_incomplete_whatever_it_says_of_itself(String member) {
        String deferred = """
                "deferred_changes": [{"reason": "instance_count_unknown", "resource_change": {"address": "aws_s3_bucket.later",
                  "type": "aws_s3_bucket", "name": "later", "change": {"actions": ["create"], "before": null, "after": {}}}}]""";
        String invocation = """
                "deferred_action_invocations": [{"reason": "deferred_prereq", "action_invocation":
                  {"address": "action.aws_lambda_invoke.later", "type": "aws_lambda_invoke", "name": "later"}}]""";
        for (String later : List.of(deferred, invocation)) {
            Analysis analysis = plan().with(member).with(later).analyzed();

            assertThat(analysis.risk().reasons())
                    .extracting(Analysis.Reason::rule)
                    .containsExactly("plan.incomplete");
            assertThat(analysis.risk().changeType()).isNotEqualTo("standard");
            assertThat(analysis.limits()).anyMatch(limit -> limit.contains("deferred 1 ") && limit.contains(".later"));
            assertThat(analysis.summary()).doesNotContain("No changes.\n");
        }
    }

    @Test
    void a_unit_that_failed_beside_one_without_changes_needs_the_board() {
        String text = """
                No changes. Your infrastructure matches the configuration.

                [b] Error: no credentials
                """;
        Analysis analysis = Analyst.analyze(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Plan.Format.TEXT,
                "development",
                Policy.DEFAULT);

        assertThat(analysis.risk().requiresCab()).isTrue();
        assertThat(analysis.risk().reasons()).extracting(Analysis.Reason::rule).containsExactly("plan.errored");
        assertThat(analysis.limits()).anyMatch(limit -> limit.contains("no credentials"));
        assertThat(analysis.summary()).startsWith("No changes in the part of the plan that is here.");
    }

    @Test
    void that_only_a_mark_changes_is_said() {
        Analysis analysis = plan().change(
                        "terraform_data.a",
                        "\"update\"",
                        "{\"input\": {\"p\": 1}}",
                        "{\"input\": {\"p\": 1}}",
                        ", \"before_sensitive\": {}, \"after_sensitive\": {\"input\": {\"p\": true}}")
                .analyzed();

        assertThat(analysis.summary()).contains("Updates terraform_data.a (only the sensitive mark of input)");
        assertThat(analysis.resources()).singleElement().satisfies(resource -> {
            assertThat(resource.changedAttributes()).isEmpty();
            assertThat(resource.remarked()).containsExactly("input");
        });
    }

    @Test
    void a_text_that_is_cut_needs_the_board_and_a_partial_plan_does_not() {
        String changes = """
                Terraform will perform the following actions:

                  # aws_sqs_queue.q will be created
                  + resource "aws_sqs_queue" "q" {
                    }
                """;
        String total = "\nPlan: 1 to add, 0 to change, 0 to destroy.\n";

        assertThat(text(changes).risk().requiresCab()).isTrue();
        assertThat(text(changes + total).risk().requiresCab()).isFalse();
        Analysis partial = text("Note: This is a partial plan, parts can only be known later\n\n" + changes + total);
        assertThat(partial.risk().reasons()).extracting(Analysis.Reason::rule).contains("plan.incomplete");
        assertThat(partial.risk().requiresCab()).isFalse();
    }

    @Test
    void an_action_in_a_text_is_counted_named_and_judged() {
        Analysis analysis = text("""
                Terraform will perform the following actions:

                Plan: 0 to add, 0 to change, 0 to destroy. Actions: 1 to invoke.

                Terraform will invoke the following action(s):

                  # action.aws_lambda_invoke.migrate will be invoked
                    # action.aws_lambda_invoke.migrate
                    action "aws_lambda_invoke" "migrate" {
                    }
                """);

        assertThat(analysis.summary()).contains("1 action", "migrate").doesNotContain("No changes.");
        assertThat(analysis.risk().requiresCab()).isTrue();
    }

    private static Analysis text(String text) {
        return Analyst.analyze(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Plan.Format.TEXT,
                "development",
                Policy.DEFAULT);
    }
}
