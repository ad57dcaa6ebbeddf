package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles that are made. */
class CustomRoleRuleTests {

    private static List<String> made(String type, String values) {
        return said(plan().create(type + ".x", "{%s}".formatted(values.replace("'", "\""))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'actions': ['*'] | iam.admin high yes",
                "'actions': ['**'], 'not_actions': ['Microsoft.Compute/*'] | iam.admin high yes",
                "'actions': ['*'], 'not_actions': ['Microsoft.Authorization/*/Write'] | iam.wildcard medium yes",
                "'actions': ['*'], 'not_actions': ['*'] | -",
                "'actions': ['*/read'] | -",
                "'actions': ['microsoft.authorization/roleassignments/WRITE'] | iam.admin high yes",
                "'actions': ['Microsoft.Authorization/*/write'] | iam.admin high yes",
                "'actions': ['Microsoft.Authorization/*/write'], 'not_actions': ['Microsoft.Authorization/roleA*',"
                        + " 'Microsoft.Authorization/roleD*', 'Microsoft.Authorization/roleE*',"
                        + " 'Microsoft.Authorization/classic*'] | -",
                "'actions': ['Microsoft.Compute/virtualMachines/runCommand/action'] | iam.wildcard medium yes",
                "'actions': ['Microsoft.Storage/*'] | iam.wildcard medium yes",
                "'actions': ['Microsoft.Storage/storageAccounts/read'] | -",
                "'actions': [], 'data_actions': ['*'] | iam.wildcard medium yes",
            })
    void aRoleOfAzureIsJudgedByWhatItAllows(String permission, String said) {
        assertThat(made("azurerm_role_definition", "'permissions': [{%s}]".formatted(permission)))
                .isEqualTo(said.equals("-") ? List.of() : List.of(said));
    }

    @ParameterizedTest
    @CsvSource({
        "resourcemanager.projects.setIamPolicy, iam.admin high yes",
        "iam.serviceAccountKeys.create, iam.admin high yes",
        "iam.serviceAccounts.getAccessToken, iam.admin high yes",
        "iam.roles.update, iam.admin high yes",
        "iam.serviceAccounts.actAs, iam.wildcard medium yes",
        "storage.objects.get, -",
    })
    void aRoleOfGoogleIsJudgedByWhatLeadsToMore(String permission, String said) {
        for (String type : List.of("google_project_iam_custom_role", "google_organization_iam_custom_role")) {
            assertThat(made(type, "'permissions': ['logging.logEntries.create', '%s']".formatted(permission)))
                    .isEqualTo(said.equals("-") ? List.of() : List.of(said));
        }
    }

    @Test
    void actingAsAnAccountWithWhatRunsIsAdministration() {
        assertThat(made(
                        "google_project_iam_custom_role",
                        "'permissions': ['iam.serviceAccounts.actAs', 'compute.instances.create']"))
                .containsExactly("iam.admin high yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'api_groups': ['*'], 'resources': ['*'], 'verbs': ['*'] | iam.admin high yes | iam.admin high yes",
                "'api_groups': [''], 'resources': ['*'], 'verbs': ['*'] | iam.admin high yes | iam.admin high yes",
                "'api_groups': ['acme.example'], 'resources': ['*'], 'verbs': ['*'] | iam.wildcard medium yes |"
                        + " iam.wildcard medium yes",
                "'api_groups': ['apps'], 'resources': ['deployments/scale'], 'verbs': ['*'] | iam.wildcard medium yes"
                        + " | iam.wildcard medium yes",
                "'api_groups': ['*'], 'resources': ['*'], 'verbs': ['get'] | iam.admin high yes, iam.wildcard medium"
                        + " yes, iam.wildcard medium yes | iam.wildcard medium yes, iam.wildcard low yes",
                "'api_groups': [''], 'resources': ['secrets'], 'verbs': ['list'] | iam.wildcard medium yes |"
                        + " iam.wildcard low yes",
                "'api_groups': [''], 'resources': ['pods/exec'], 'verbs': ['create'] | iam.wildcard medium yes |"
                        + " iam.wildcard low yes",
                "'api_groups': [''], 'resources': ['pods'], 'verbs': ['create'], 'resource_names': [] | iam.wildcard"
                        + " medium yes | iam.wildcard low yes",
                "'api_groups': ['rbac.authorization.k8s.io'], 'resources': ['roles'], 'verbs': ['escalate'] |"
                        + " iam.admin high yes | iam.wildcard medium yes",
                "'api_groups': [''], 'resources': ['serviceaccounts'], 'verbs': ['impersonate'] | iam.admin high yes |"
                        + " iam.wildcard medium yes",
                "'api_groups': [''], 'resources': ['persistentvolumes'], 'verbs': ['create'] | iam.wildcard medium"
                        + " yes | -",
                "'api_groups': [''], 'resources': ['secrets'], 'verbs': ['get'], 'resource_names': ['ca'] | - | -",
                "'api_groups': ['apps'], 'resources': ['deployments'], 'verbs': ['create'] | iam.wildcard medium yes |"
                        + " iam.wildcard low yes",
                "'api_groups': ['rbac.authorization.k8s.io'], 'resources': ['clusterroles'], 'verbs': ['bind'] |"
                        + " iam.admin high yes | iam.wildcard medium yes",
                "'api_groups': [''], 'resources': ['users'], 'verbs': ['impersonate'] | iam.admin high yes |"
                        + " iam.wildcard medium yes",
                "'api_groups': [''], 'resources': ['nodes/proxy'], 'verbs': ['get'] | iam.admin high yes | -",
                "'api_groups': [''], 'resources': ['pods', 'services'], 'verbs': ['get', 'list', 'watch'] | - | -",
            })
    void aRoleOfKubernetesIsJudgedByItsRules(String rule, String ofCluster, String ofNamespace) {
        assertThat(String.join(", ", made("kubernetes_cluster_role_v1", "'rule': [{%s}]".formatted(rule))))
                .isEqualTo(ofCluster.equals("-") ? "" : ofCluster);
        assertThat(String.join(", ", made("kubernetes_role", "'rule': [{%s}]".formatted(rule))))
                .isEqualTo(ofNamespace.equals("-") ? "" : ofNamespace);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azurerm_role_definition | {\"permissions\": [{}]} | {\"permissions\": [{\"actions\": true}]}",
                "google_project_iam_custom_role | {} | {\"permissions\": true}",
                "kubernetes_cluster_role | {\"rule\": [{}]} | {\"rule\": [{\"verbs\": true}]}",
            })
    void whatARoleAllowsMayBeUnknown(String type, String known, String unknown) {
        assertThat(said(plan().change(type + ".x", "\"create\"", "null", known, ", \"after_unknown\": " + unknown)))
                .containsExactly("iam.admin low unknown");
    }

    @Test
    void onlyWhatARoleAllowsMoreThanBeforeIsAReason() {
        String before = "{\"permissions\": [{\"actions\": [\"*\"]}]}";
        String after = "{\"permissions\": [{\"actions\": [\"Microsoft.Compute/*\"]}]}";
        assertThat(said(plan().update("azurerm_role_definition.x", before, after)))
                .isEmpty();
        assertThat(said(plan().update("azurerm_role_definition.x", after, before)))
                .containsExactly("iam.admin high yes");
    }
}
