package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of later versions, and of OpenTofu. */
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
}
