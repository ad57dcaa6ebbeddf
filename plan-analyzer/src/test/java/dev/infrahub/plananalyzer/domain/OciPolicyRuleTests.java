package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of Oracle Cloud. */
class OciPolicyRuleTests {

    private static final String POLICY = "oci_identity_policy.x";

    private static String statements(String... statements) {
        return "{\"statements\": [\"%s\"]}".formatted(String.join("\", \"", statements));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Allow group ops to manage all-resources in tenancy | iam.admin high yes",
                "ALLOW  GROUP 'ops' TO MANAGE ALL-RESOURCES IN TENANCY | iam.admin high yes",
                "Allow group ops to manage all-resources in compartment shop | iam.wildcard high yes",
                "Allow group ops to manage policies in tenancy | iam.admin high yes",
                "Allow any-user to read buckets in tenancy | iam.anyone high yes",
                "Allow any-user to use functions-family in compartment a where ALL {request.principal.type='ApiGateway'} | -",
                "Allow group ops to read all-resources in tenancy | -",
                "Allow group ops to manage buckets in tenancy | -",
                "Deny group ops to manage all-resources in tenancy | -",
                "Give group ops everything | iam.admin low unknown",
            })
    void aStatementIsReadAsASentence(String statement, String said) {
        assertThat(said(plan().create(POLICY, statements(statement))))
                .isEqualTo(said.equals("-") ? List.of() : List.of(said));
    }

    @Test
    void onlyWhatIsMoreThanBeforeIsAReason() {
        String before = statements("Allow group ops to manage all-resources in tenancy");
        String narrower = statements("Allow group ops to manage all-resources in compartment a");
        String others = statements("Allow group dev to manage all-resources in tenancy");
        assertThat(said(plan().update(POLICY, before, narrower))).isEmpty();
        assertThat(said(plan().update(POLICY, before, others))).containsExactly("iam.admin high yes");
    }

    @Test
    void aConditionThatGoesIsTold() {
        String where = " where request.user.mfaTotpVerified='true'";
        String instances = "Allow group ops to manage instances in tenancy";
        String all = "Allow group ops to manage all-resources in tenancy";
        assertThat(said(plan().update(POLICY, statements(instances + where), statements(instances))))
                .containsExactly("iam.condition-loosened medium yes");
        assertThat(said(plan().update(POLICY, statements(instances), statements(instances + where))))
                .isEmpty();
        assertThat(said(plan().update(POLICY, statements(instances, instances + where), statements(instances))))
                .isEmpty();
        assertThat(said(plan().update(POLICY, statements(all + where), statements(all))))
                .containsExactly("iam.admin high yes");
        assertThat(said(plan().update(POLICY, statements(all), statements(all + where))))
                .isEmpty();
    }

    @Test
    void statementsThatAreNotKnownAreNoPass() {
        assertThat(said(plan().change(
                                POLICY, "\"create\"", "null", "{}", ", \"after_unknown\": {\"statements\": true}")))
                .containsExactly("iam.admin low unknown");
    }
}
