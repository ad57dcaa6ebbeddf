package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.json;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of Vault. */
class VaultPolicyRuleTests {

    private static final String POLICY = "vault_policy.x";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "path '*' { capabilities = ['create', 'read', 'sudo'] } | iam.admin high yes",
                "path '+/*' { capabilities = ['update'] } | iam.admin high yes",
                "path '*' { policy = 'write' } | iam.admin high yes",
                "path '*' { capabilities = ['read', 'list'] } | iam.wildcard high yes",
                "path '*' { capabilities = ['deny'] } | -",
                "path 'sys/policies/acl/*' { capabilities = ['create', 'update'] } | iam.admin high yes",
                "path 'sys/*' { capabilities = ['sudo'] } | iam.admin high yes, iam.wildcard medium yes",
                "path 'sys/policies/acl/*' { capabilities = ['read'] } | -",
                "path 'sys/*' { capabilities = ['update'] } path 'sys/polic*' { capabilities = ['deny'] } | -",
                "path 'secret/data/shop/*' { capabilities = ['create', 'read', 'update', 'delete', 'list'] } | -",
                "# path '*' { capabilities = ['sudo'] } | -",
                "/* path '*' */ path 'a' { capabilities = ['read'] // } | iam.admin low unknown",
                "path 'a' { allowed_parameters = { 'b' = ['sudo'] } capabilities = ['read'] } | -",
                "{'path': {'*': {'capabilities': ['sudo']}}} | iam.admin high yes",
                "path '*' { capabilities = ['sudo' | iam.admin low unknown",
                "everything for everyone | iam.admin low unknown",
            })
    void aPolicyIsReadInItsOwnLanguage(String policy, String said) {
        assertThat(String.join(", ", said(plan().create(POLICY, json("policy", policy)))))
                .isEqualTo(said.equals("-") ? "" : said);
    }

    @Test
    void whatIsDeniedNoLongerIsProtectionThatGoes() {
        String read = "path 'secret/*' { capabilities = ['read'] } ";
        String denied = json("policy", read + "path 'secret/root' { capabilities = ['deny'] }");
        String wider = json("policy", read + "path 'secret/r*' { capabilities = ['deny'] }");
        assertThat(said(plan().update(POLICY, denied, json("policy", read))))
                .containsExactly("protection.weakened medium yes");
        assertThat(said(plan().update(POLICY, wider, denied))).containsExactly("protection.weakened medium yes");
        assertThat(said(plan().update(POLICY, denied, wider))).isEmpty();
        assertThat(said(plan().update(POLICY, json("policy", read), denied))).isEmpty();
    }

    @Test
    void onlyWhatIsMoreThanBeforeIsAReason() {
        String all = json("policy", "path '*' { capabilities = ['sudo'] }");
        String some = json("policy", "path 'sys/policies/acl/*' { capabilities = ['update'] }");
        assertThat(said(plan().update(POLICY, all, some))).isEmpty();
        assertThat(said(plan().update(POLICY, some, all))).containsExactly("iam.admin high yes");
    }

    @Test
    void aPolicyThatIsNotKnownIsNoPass() {
        assertThat(said(plan().change(POLICY, "\"create\"", "null", "{}", ", \"after_unknown\": {\"policy\": true}")))
                .isEqualTo(List.of("iam.admin low unknown"));
    }
}
