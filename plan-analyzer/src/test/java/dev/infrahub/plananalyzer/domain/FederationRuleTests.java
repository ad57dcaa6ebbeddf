package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.said;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Identity pools of Google. */
class FederationRuleTests {

    private static final String POOL = "google_iam_workload_identity_pool_provider.x";

    private static String pool(String issuer, String condition) {
        return "{\"oidc\": [{\"issuer_uri\": \"%s\"}], \"attribute_condition\": %s}".formatted(issuer, condition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://token.actions.githubusercontent.com | null | yes",
                "https://token.actions.githubusercontent.com/ | \"\" | yes",
                "https://token.actions.githubusercontent.com | \"true\" | yes",
                "https://gitlab.com | null | yes",
                "https://app.terraform.io | null | yes",
                "https://token.actions.githubusercontent.com | \"assertion.repository_owner == 'acme'\" | no",
                "https://token.actions.githubusercontent.com | \"attribute.repository == 'acme/app'\" | no",
                "https://login.acme.example | null | no",
            })
    void aSharedProviderOfIdentitiesNeedsACondition(String issuer, String condition, String yes) {
        assertThat(said(plan().create(POOL, pool(issuer, condition))).contains("iam.anyone high yes"))
                .isEqualTo(yes.equals("yes"));
    }

    @Test
    void aConditionThatGoesOpensThePool() {
        String limited = pool("https://gitlab.com", "\"assertion.namespace_path == 'acme'\"");
        String open = pool("https://gitlab.com", "null");
        assertThat(said(plan().update(POOL, limited, open))).containsExactly("iam.anyone high yes");
        assertThat(said(plan().update(POOL, open, limited))).isEmpty();
    }

    @Test
    void aConditionThatIsNotKnownIsNoPass() {
        assertThat(said(plan().change(
                                POOL,
                                "\"update\"",
                                pool("https://gitlab.com", "null"),
                                "{\"oidc\": [{\"issuer_uri\": \"https://gitlab.com\"}], \"attribute_condition\": \"a\"}",
                                ", \"after_sensitive\": {\"attribute_condition\": true}")))
                .containsExactly("iam.anyone low unknown");
    }
}
