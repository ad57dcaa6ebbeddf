package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held against its destruction, and what stays although it is called destroyed. */
class DeletionProtectionTests {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_db_instance | 'deletion_protection': true, 'skip_final_snapshot': true | deletion_protection",
                "aws_dynamodb_table | 'deletion_protection_enabled': true | deletion_protection_enabled",
                "aws_cognito_user_pool | 'deletion_protection': 'ACTIVE' | deletion_protection",
                "google_sql_database_instance | 'deletion_protection': true | deletion_protection",
                "google_sql_database_instance | 'deletion_protection': false, 'settings': [{'deletion_protection_enabled': true}] | settings.deletion_protection_enabled",
                "google_bigtable_table | 'deletion_protection': 'PROTECTED' | deletion_protection",
                "google_firestore_database | 'delete_protection_state': 'DELETE_PROTECTION_ENABLED' | delete_protection_state",
                "google_project | 'deletion_policy': 'PREVENT' | deletion_policy",
                "mongodbatlas_advanced_cluster | 'termination_protection_enabled': true | termination_protection_enabled",
                "oci_mysql_mysql_db_system | 'deletion_policy': [{'is_delete_protected': true}] | deletion_policy.is_delete_protected",
            })
    void whatIsHeldIsNoCertainLoss(String type, String before, String path) {
        Analysis analysis = plan().delete(type + ".x", json(before)).analyzed();
        assertThat(analysis.risk().reasons())
                .filteredOn(reason -> reason.rule().equals("data.destroyed"))
                .singleElement()
                .extracting(Analysis.Reason::detail)
                .asString()
                .endsWith(
                        " Until now '%s' holds it: the apply will be refused and stop there, unless that is taken away first."
                                .formatted(path))
                .doesNotContain("unless the provider refuses");
        assertThat(analysis.rollback().dataLossRisk()).isEqualTo("possible");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_db_instance | 'deletion_protection': false, 'skip_final_snapshot': true",
                "aws_cognito_user_pool | 'deletion_protection': 'INACTIVE'",
                "aws_dsql_cluster | 'deletion_protection_enabled': true, 'force_destroy': true",
                "google_project | 'deletion_policy': 'DELETE'",
                "hcloud_volume | 'delete_protection': true",
            })
    void whatIsNotHeldIsLost(String type, String before) {
        Analysis analysis = plan().delete(type + ".x", json(before)).analyzed();
        assertThat(analysis.risk().reasons())
                .extracting(Analysis.Reason::detail)
                .noneMatch(detail -> detail.contains("holds it"));
    }

    @Test
    void whatHoldsNoDataIsHeldAsWell() {
        assertThat(plan().delete("aws_lb.x", json("'enable_deletion_protection': true"))
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::detail)
                .containsExactly(
                        "It is destroyed. Until now 'enable_deletion_protection' holds it: the apply will be refused and"
                                + " stop there, unless that is taken away first.");
    }

    @Test
    void aReplacementDestroysWhatIsHeldAsWell() {
        Analysis analysis = plan().replace(
                        "aws_rds_cluster.x",
                        json("'deletion_protection': true, 'engine': 'a'"),
                        json("'deletion_protection': false, 'engine': 'b'"),
                        "engine")
                .analyzed();
        assertThat(analysis.risk().reasons())
                .filteredOn(reason -> reason.rule().equals("data.replaced"))
                .singleElement()
                .extracting(Analysis.Reason::detail)
                .asString()
                .contains("'deletion_protection' holds it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "google_sql_database | 'deletion_policy': 'ABANDON' | deletion_policy",
                "aws_cloudwatch_log_group | 'skip_destroy': true | skip_destroy",
                "kubectl_manifest | 'apply_only': true, 'yaml_body': 'apiVersion: apps/v1\\nkind: Deployment\\n' | apply_only",
            })
    void whatStaysIsForgotten(String type, String before, String path) {
        Analysis analysis = plan().delete(type + ".x", json(before)).analyzed();
        assertThat(analysis.risk().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo("plan.forgotten");
            assertThat(reason.detail()).contains("'" + path + "'");
        });
        assertThat(analysis.rollback().dataLossRisk()).isEqualTo("none");
        assertThat(analysis.rollback().steps())
                .extracting(Analysis.Step::action)
                .containsExactly("revert", "import");
    }

    @Test
    void whatStaysBesideItsReplacementIsReplacedAllTheSame() {
        Analysis analysis = plan().replace(
                        "google_sql_database.x",
                        json("'deletion_policy': 'ABANDON', 'charset': 'a'"),
                        json("'deletion_policy': 'ABANDON', 'charset': 'b'"),
                        "charset")
                .analyzed();
        assertThat(analysis.risk().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo("resource.replaced");
            assertThat(reason.detail()).contains("by 'deletion_policy' the old one stays");
        });
        assertThat(analysis.rollback().dataLossRisk()).isEqualTo("none");
        assertThat(analysis.rollback().steps().getLast().detail()).startsWith("The old object still exists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_lb | 'arn': 'a', 'name': 'x', 'enable_deletion_protection': %s | aws_wafv2_web_acl_association | 'resource_arn': 'a', 'web_acl_arn': 'w' | true",
                "aws_cloudwatch_log_group | 'id': 'a', 'name': 'a', 'skip_destroy': %s | aws_cloudwatch_log_data_protection_policy | 'log_group_name': 'a', 'policy_document': '{}' | true",
            })
    void aGuardIsMissedWhereWhatItGuardsStays(String type, String values, String guard, String guarding, String stays) {
        assertThat(guards(type, values.formatted("false"), guard, guarding)).isEmpty();
        assertThat(guards(type, values.formatted(stays), guard, guarding)).isNotEmpty();
    }

    private static List<Analysis.Reason> guards(String type, String values, String guard, String guarding) {
        return plan()
                .delete(type + ".x", json(values))
                .delete(guard + ".g", json(guarding))
                .analyzed()
                .risk()
                .reasons()
                .stream()
                .filter(reason -> reason.rule().endsWith(".weakened"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/subscriptions/s/resourceGroups/Data, true",
        "/subscriptions/s/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/a, true",
        "/subscriptions/s/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/a/blobServices/default, true",
        "/subscriptions/s/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/ab, false",
        "/subscriptions/s/resourceGroups/dat, false",
    })
    void aLockThatStaysHoldsWhatIsBelowItAndWhatItIsIn(String scope, boolean holds) {
        String account = json(
                "'id': '/subscriptions/s/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/a', 'name': 'a'");
        String lock = json("'lock_level': 'CanNotDelete', 'scope': '%s'".formatted(scope));
        Given deleted = plan().delete("azurerm_storage_account.x", account);
        Analysis analysis = deleted.change("azurerm_management_lock.l", "\"no-op\"", lock, lock, "")
                .analyzed();
        assertThat(analysis.risk().reasons())
                .filteredOn(reason -> reason.rule().equals("data.destroyed"))
                .singleElement()
                .extracting(reason -> reason.detail().contains("The lock azurerm_management_lock.l stays and holds it"))
                .isEqualTo(holds);
        assertThat(analysis.rollback().dataLossRisk()).isEqualTo(holds ? "possible" : "certain");
    }

    @Test
    void aLockThatGoesTooHoldsNothing() {
        String id = "/subscriptions/s/resourceGroups/data";
        Analysis analysis = plan().delete("azurerm_resource_group.x", json("'id': '%s', 'name': 'data'".formatted(id)))
                .delete("azurerm_management_lock.l", json("'scope': '%s'".formatted(id)))
                .analyzed();
        assertThat(analysis.risk().reasons())
                .extracting(Analysis.Reason::detail)
                .noneMatch(detail -> detail.contains("holds it"));
    }

    private static String json(String members) {
        return "{%s}".formatted(members.replace("'", "\""));
    }
}
