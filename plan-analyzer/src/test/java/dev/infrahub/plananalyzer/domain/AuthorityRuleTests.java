package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.said;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sets the whole of something that others add to. */
class AuthorityRuleTests {

    @ParameterizedTest
    @CsvSource({
        "google_project_iam_policy, high",
        "google_organization_iam_policy, high",
        "google_storage_bucket_iam_policy, medium",
        "google_project_iam_binding, medium",
        "google_storage_bucket_iam_binding, low",
        "aws_iam_policy_attachment, medium",
        "aws_iam_role_policy_attachments_exclusive, low",
        "github_team_members, low",
    })
    void whatBeginsToSetEverythingTakesAwayWhatOthersSet(String type, String severity) {
        assertThat(said(plan().create(type + ".x", "{}"))).contains("iam.replaced %s yes".formatted(severity));
    }

    @Test
    void whatAddsOneByOneTakesNothingAway() {
        assertThat(said(plan().create(
                                "google_project_iam_member.x",
                                "{\"role\": \"roles/viewer\", \"member\": \"user:a@b.c\"}")))
                .isEmpty();
    }

    @Test
    void whatSetEverythingBeforeIsNoReasonWhenItChanges() {
        String before = "{\"role\": \"roles/viewer\", \"members\": [\"user:a@b.c\"]}";
        String after = "{\"role\": \"roles/viewer\", \"members\": [\"user:d@e.f\"]}";
        assertThat(said(plan().update("google_project_iam_binding.x", before, after)))
                .isEmpty();
    }

    @Test
    void whereAWholePolicyGoesEveryRightGoes() {
        assertThat(said(plan().delete("google_project_iam_policy.x", "{}"))).contains("iam.replaced high yes");
        assertThat(said(plan().delete("google_project_iam_binding.x", "{}")))
                .containsExactly("resource.destroyed medium yes");
    }
}
