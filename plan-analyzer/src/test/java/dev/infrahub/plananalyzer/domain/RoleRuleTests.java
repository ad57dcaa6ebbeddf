package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.json;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.TabSeparated;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles and the like that are given by name or number. */
class RoleRuleTests {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_iam_role_policy_attachment | 'policy_arn': 'arn:aws:iam::aws:policy/AdministratorAccess' | iam.admin high",
                "aws_iam_role_policy_attachment | 'policy_arn': 'arn:aws-cn:iam::aws:policy/administratoraccess' | iam.admin high",
                "aws_iam_policy_attachment | 'policy_arn': 'arn:aws:iam::aws:policy/IAMFullAccess', 'roles': ['a'] | iam.admin high, iam.replaced medium",
                "aws_iam_user_policy_attachment | 'policy_arn': 'arn:aws:iam::aws:policy/AmazonS3FullAccess' | iam.wildcard medium",
                "aws_iam_user_policy_attachment | 'policy_arn': 'arn:aws:iam::aws:policy/AWSLambda_FullAccess' | iam.wildcard medium",
                "aws_iam_user_policy_attachment | 'policy_arn': 'arn:aws:iam::aws:policy/job-function/SystemAdministrator' | iam.wildcard medium",
                "aws_iam_user_policy_attachment | 'policy_arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess' | -",
                "aws_iam_user_policy_attachment | 'policy_arn': 'arn:aws:iam::111122223333:policy/AdministratorAccess' | -",
                "aws_iam_role | 'managed_policy_arns': ['arn:aws:iam::aws:policy/PowerUserAccess'] | iam.admin high",
                "aws_ssoadmin_managed_policy_attachment | 'managed_policy_arn': 'arn:aws:iam::aws:policy/AdministratorAccess' | iam.admin high",
                "awscc_iam_role | 'managed_policy_arns': ['arn:aws:iam::aws:policy/AdministratorAccess'] | iam.admin high",
                "aws_eks_access_policy_association | 'policy_arn': 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy' | iam.admin high",
                "aws_eks_access_policy_association | 'policy_arn': 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy' | -",
                "aws_lambda_permission | 'principal': '*' | iam.anyone high",
                "aws_lambda_permission | 'principal': '*', 'source_arn': '*' | iam.anyone high",
                "aws_lambda_permission | 'principal': '*', 'source_account': '111122223333' | -",
                "aws_lambda_permission | 'principal': 'sns.amazonaws.com' | -",
                "aws_lambda_layer_version_permission | 'principal': '*' | iam.anyone high",
                "aws_lambda_layer_version_permission | 'principal': '*', 'organization_id': 'o-1' | -",
                "aws_cloudwatch_event_permission | 'principal': '*' | iam.anyone high",
                "aws_cloudwatch_event_permission | 'principal': '*', 'condition': [{'key': 'aws:PrincipalOrgID', 'type': 'StringEquals', 'value': 'o-1'}] | -",
                "aws_vpc_endpoint_service | 'allowed_principals': ['*'] | iam.anyone high",
                "aws_snapshot_create_volume_permission | 'account_id': 'all' | iam.anyone high",
                "aws_db_snapshot | 'shared_accounts': ['all'] | iam.anyone high",
                "aws_db_snapshot | 'shared_accounts': ['111122223333'] | -",
                "aws_s3_bucket_acl | 'access_control_policy': [{'grant': [{'grantee': [{'uri': 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'}], 'permission': 'READ'}]}] | iam.anyone high",
                "azurerm_role_assignment | 'role_definition_name': 'owner' | iam.admin high",
                "azurerm_role_assignment | 'role_definition_name': 'Reader' | -",
                "azurerm_role_assignment | 'role_definition_name': 'Contributor' | iam.wildcard medium",
                "azurerm_role_assignment | 'role_definition_id': '/providers/Microsoft.Authorization/roleDefinitions/18d7d88d-d35e-4fb5-a5c3-7773c20a72d9' | iam.admin high",
                "azurerm_role_assignment | 'role_definition_id': '/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c' | iam.wildcard medium",
                "azurerm_role_assignment | 'role_definition_id': '/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7' | -",
                "azurerm_role_assignment | 'role_definition_name': 'Role Based Access Control Administrator', 'condition': '(@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {1})' | iam.admin medium",
                "azurerm_key_vault_access_policy | 'secret_permissions': ['Get', 'Purge'], 'object_id': 'a' | iam.wildcard medium",
                "azurerm_key_vault_access_policy | 'key_permissions': ['All'], 'object_id': 'a' | iam.wildcard medium",
                "azurerm_key_vault_access_policy | 'key_permissions': ['Get', 'List', 'Delete'], 'object_id': 'a' | -",
                "azurerm_key_vault | 'access_policy': [{'certificate_permissions': ['purge'], 'object_id': 'a'}] | iam.wildcard medium",
                "azurerm_pim_eligible_role_assignment | 'role_definition_id': '/x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635' | iam.admin high",
                "azurerm_lighthouse_definition | 'authorization': [{'role_definition_id': 'b24988ac-6180-42a0-ab88-20f7382dd24c', 'principal_id': '1'}] | iam.wildcard medium",
                "azuread_directory_role_assignment | 'role_id': '62e90394-69f5-4237-9190-012177145e10' | iam.admin high",
                "azuread_app_role_assignment | 'app_role_id': '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8' | iam.admin high",
                "google_organization_iam_member | 'role': 'roles/resourcemanager.organizationAdmin', 'member': 'user:a@b.c' | iam.admin high",
                "google_project_iam_member | 'role': 'roles/iam.serviceAccountTokenCreator', 'member': 'user:a@b.c' | iam.admin high",
                "google_service_account_iam_member | 'role': 'roles/iam.serviceAccountTokenCreator', 'member': 'user:a@b.c' | iam.wildcard medium",
                "google_service_account_iam_binding | 'role': 'roles/iam.serviceAccountKeyAdmin', 'members': ['user:a@b.c'] | iam.replaced low, iam.wildcard medium",
                "google_service_account_iam_policy | 'policy_data': '{\\\"bindings\\\": [{\\\"role\\\": \\\"roles/iam.serviceAccountAdmin\\\", \\\"members\\\": [\\\"user:a@b.c\\\"]}]}' | iam.replaced medium, iam.wildcard medium",
                "google_service_account_iam_member | 'role': 'roles/iam.serviceAccountUser', 'member': 'user:a@b.c' | iam.wildcard low",
                "google_service_account_iam_member | 'role': 'roles/iam.workloadIdentityUser', 'member': 'serviceAccount:p.svc.id.goog[shop/app]' | iam.wildcard low",
                "google_service_account_iam_member | 'role': 'roles/iam.serviceAccountViewer', 'member': 'user:a@b.c' | -",
                "google_project_iam_member | 'role': 'roles/iam.serviceAccountUser', 'member': 'user:a@b.c' | iam.wildcard medium",
                "google_cloud_run_v2_service_iam_member | 'role': 'roles/run.invoker', 'member': 'allUsers' | iam.anyone high",
                "google_storage_bucket_iam_binding | 'role': 'roles/storage.objectViewer', 'members': ['user:a@b.c', 'allAuthenticatedUsers'] | iam.anyone high, iam.replaced low",
                "google_project_iam_member | 'role': 'roles/viewer', 'member': 'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/*' | iam.anyone medium",
                "google_project_iam_member | 'role': 'roles/viewer', 'member': 'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/acme/app' | -",
                "google_bigquery_dataset | 'access': [{'role': 'READER', 'special_group': 'allAuthenticatedUsers'}] | iam.anyone high",
                "google_storage_bucket_acl | 'role_entity': ['OWNER:user-a@b.c', 'READER:allUsers'] | iam.anyone high",
                "kubernetes_cluster_role_binding_v1 | 'role_ref': [{'name': 'cluster-admin'}], 'subject': [{'kind': 'User', 'name': 'a'}] | iam.admin high",
                "kubernetes_cluster_role_binding | 'role_ref': [{'name': 'view'}], 'subject': [{'kind': 'Group', 'name': 'system:unauthenticated'}] | iam.anyone high",
                "kubernetes_cluster_role_binding | 'role_ref': [{'name': 'edit'}], 'subject': [{'kind': 'User', 'name': 'a'}] | iam.wildcard medium",
                "kubernetes_role_binding | 'role_ref': [{'name': 'edit'}], 'subject': [{'kind': 'User', 'name': 'a'}] | -",
                "kubernetes_config_map_v1_data | 'data': {'mapRoles': '- groups: [system:masters]'} | iam.admin high",
                "scaleway_iam_policy | 'rule': [{'permission_set_names': ['ObjectStorageReadOnly', 'IAMManager']}] | iam.admin high",
                "scaleway_iam_policy | 'rule': [{'permission_set_names': ['ObjectStorageFullAccess']}] | iam.wildcard medium",
                "alicloud_ram_role_policy_attachment | 'policy_name': 'AdministratorAccess' | iam.admin high",
                "confluent_role_binding | 'role_name': 'OrganizationAdmin' | iam.admin high",
                "snowflake_grant_account_role | 'role_name': '\\\"ACCOUNTADMIN\\\"', 'user_name': 'a' | iam.admin high",
                "mongodbatlas_database_user | 'roles': [{'role_name': 'atlasAdmin'}] | iam.admin high",
                "github_membership | 'role': 'admin', 'username': 'a' | iam.admin high",
                "cloudflare_account_member | 'roles': ['33666b9c79b9a5273fc7344ff42f953d'] | iam.admin high",
            })
    void aRoleIsKnownByItsNameAndItsNumber(String type, String values, String expected) {
        String after = "{%s}".formatted(values.replace("'", "\""));
        List<String> said = said(plan().create(type + ".x", after)).stream()
                .filter(reason -> reason.startsWith("iam."))
                .map(reason -> reason.substring(0, reason.lastIndexOf(' ')))
                .sorted()
                .toList();
        assertThat(String.join(", ", said)).isEqualTo(expected.equals("-") ? "" : expected);
    }

    @Test
    void aPolicyOfGoogleThatIsReadDuringApplyIsJudgedByItsBindings() {
        String data = """
                {"address": "data.google_iam_policy.x", "mode": "data", "type": "google_iam_policy", "name": "x",
                 "change": {"actions": ["read"], "before": null, "after_unknown": {"policy_data": true},
                  "after": {"binding": [{"role": "roles/owner", "members": ["user:a@b.c"]},
                                        {"role": "roles/viewer", "members": ["allUsers"]}]}}}""";
        assertThat(said(plan().raw(data))).containsExactlyInAnyOrder("iam.admin high yes", "iam.anyone high yes");
    }

    @Test
    void aPolicyOfGoogleIsReadBindingByBinding() {
        String binding = "{'bindings': [{'role': 'roles/owner', 'members': ['user:a@b.c']},"
                + " {'role': 'roles/viewer', 'members': [%s]}]}";
        String before = json("policy_data", binding.formatted("'user:d@e.f'"));
        String more = json("policy_data", binding.formatted("'user:d@e.f', 'user:g@h.i'"));
        String anyone = json("policy_data", binding.formatted("'user:d@e.f', 'allUsers'"));
        assertThat(said(plan().create("google_project_iam_policy.x", before)))
                .containsExactly("iam.admin high yes", "iam.replaced high yes");
        assertThat(said(plan().update("google_project_iam_policy.x", before, more)))
                .as("one more viewer")
                .isEmpty();
        assertThat(said(plan().update("google_project_iam_policy.x", before, anyone)))
                .containsExactly("iam.anyone high yes");
    }

    @Test
    void aPolicyOfGoogleThatCannotBeReadIsUnknownAndToldSo() {
        String cut = json("policy_data", "{'bindings': [{'role': 'roles/ow");
        Given given = plan().update("google_project_iam_policy.x", json("policy_data", "{}"), cut);
        assertThat(said(given)).contains("iam.admin low unknown");
        assertThat(given.analyzed().risk().reasons().getFirst().detail())
                .isEqualTo("Cannot be judged: 'policy_data' is written in a way that no rule can read.");
        Given later = plan().change(
                        "google_project_iam_policy.x",
                        "\"update\"",
                        json("policy_data", "{}"),
                        json("policy_data", "{'bindings': []}"),
                        ", \"after_sensitive\": {\"policy_data\": true}");
        assertThat(said(later)).contains("iam.admin low unknown");
    }

    @Test
    void theSameRoleGivenToSomebodyElseIsAReason() {
        String one = "{\"role\": \"roles/owner\", \"members\": [\"user:a@b.c\"]}";
        String two = "{\"role\": \"roles/owner\", \"members\": [\"user:a@b.c\", \"user:d@e.f\"]}";
        assertThat(said(plan().update("google_project_iam_binding.x", one, two)))
                .containsExactly("iam.admin high yes");
        assertThat(said(plan().update("google_project_iam_binding.x", two, one)))
                .isEmpty();
        String rolebinding =
                "{\"role_ref\": [{\"name\": \"cluster-admin\"}], \"subject\": [{\"kind\": \"User\", \"name\": \"%s\"}]}";
        assertThat(said(plan().update(
                                "kubernetes_cluster_role_binding.x",
                                rolebinding.formatted("a"),
                                rolebinding.formatted("b"))))
                .containsExactly("iam.admin high yes");
    }

    @Test
    void whoIsGivenARoleIsNeverTold() {
        Analysis.Risk risk = plan().create(
                        "google_project_iam_member.x",
                        "{\"role\": \"roles/owner\", \"member\": \"user:ann@acme.example\"}")
                .analyzed()
                .risk();
        assertThat(risk.reasons())
                .allSatisfy(reason -> assertThat(reason.detail()).doesNotContain("acme"))
                .anySatisfy(reason ->
                        assertThat(reason.detail()).isEqualTo("Gives the role of an administrator: roles/owner."));
    }

    @Test
    void everyListOfWordsIsUsedAndEveryPlaceHasWords() {
        List<String> lists = TabSeparated.rows("role-words.tsv").stream()
                .map(row -> row[0])
                .distinct()
                .toList();
        List<String> used = TabSeparated.rows("role-grants.tsv").stream()
                .flatMap(row -> List.of(row[2].split(",")).stream())
                .distinct()
                .toList();
        assertThat(lists).containsExactlyInAnyOrderElementsOf(used);
    }
}
