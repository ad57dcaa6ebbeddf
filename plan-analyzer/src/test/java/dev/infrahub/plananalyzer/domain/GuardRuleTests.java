package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardRuleTests {

    private static final String BLOCKED = "{\"bucket\": \"b\", \"id\": \"b\", \"block_public_acls\": true,"
            + " \"block_public_policy\": true, \"ignore_public_acls\": true, \"restrict_public_buckets\": true}";

    @Test
    void aGuardThatIsDestroyedWeighsWhatItsSettingsWouldWeigh() {
        Analysis.Risk deleted = plan().delete("aws_s3_bucket_public_access_block.x", BLOCKED)
                .analyzed()
                .risk();
        Analysis.Risk lifted = plan().update(
                        "aws_s3_bucket_public_access_block.x", BLOCKED, BLOCKED.replace("true", "false"))
                .analyzed()
                .risk();
        assertThat(deleted.requiresCab()).isTrue();
        assertThat(deleted.reasons())
                .filteredOn(reason -> reason.rule().equals("access.public"))
                .containsExactlyElementsOf(lifted.reasons());
        assertThat(lifted.reasons()).hasSize(4);
    }

    @Test
    void whereWhatItGuardedGoesTooNothingIsWeakened() {
        Given guard = plan().delete("aws_s3_bucket_public_access_block.x", BLOCKED);
        assertThat(guard.delete("aws_s3_bucket.x", "{\"id\": \"b\"}")
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactly("data.destroyed", "resource.destroyed");
        assertThat(plan().delete("aws_s3_bucket_public_access_block.x", BLOCKED)
                        .delete("aws_s3_bucket.y", "{\"id\": \"another\"}")
                        .analyzed()
                        .risk()
                        .reasons())
                .filteredOn(reason -> reason.rule().equals("access.public"))
                .hasSize(4);
    }

    @Test
    void settingsThatAreCalledLikeTheirBucketAreNotTheBucket() {
        Analysis.Risk risk = plan().delete("aws_s3_bucket_public_access_block.x", BLOCKED)
                .delete("aws_s3_bucket_versioning.x", """
                        {"id": "b", "bucket": "b", "versioning_configuration": [{"status": "Enabled"}]}""")
                .delete("aws_s3_bucket_lifecycle_configuration.x", "{\"id\": \"b\", \"bucket\": \"b\"}")
                .analyzed()
                .risk();
        assertThat(risk.reasons())
                .extracting(Analysis.Reason::rule)
                .contains("access.public", "backup.weakened");
    }

    @Test
    void everyKindOfGuardIsKnownOfAwsAzureAndGoogle() {
        Map<String, String> guards = Map.ofEntries(
                Map.entry("aws_cloudtrail", "logging.weakened"),
                Map.entry("aws_flow_log", "logging.weakened"),
                Map.entry("aws_cloudwatch_metric_alarm", "logging.weakened"),
                Map.entry("aws_s3_bucket_object_lock_configuration", "protection.weakened"),
                Map.entry("aws_backup_plan", "backup.weakened"),
                Map.entry("aws_backup_vault_lock_configuration", "protection.weakened"),
                Map.entry("azurerm_management_lock", "protection.weakened"),
                Map.entry("azurerm_storage_container_immutability_policy", "protection.weakened"),
                Map.entry("azurerm_monitor_diagnostic_setting", "logging.weakened"),
                Map.entry("azurerm_network_watcher_flow_log", "logging.weakened"),
                Map.entry("azurerm_monitor_metric_alert", "logging.weakened"),
                Map.entry("azurerm_backup_policy_vm", "backup.weakened"),
                Map.entry("azurerm_resource_policy_assignment", "protection.weakened"),
                Map.entry("azurerm_storage_account_network_rules", "access.public"),
                Map.entry("google_project_iam_audit_config", "logging.weakened"),
                Map.entry("google_logging_project_sink", "logging.weakened"),
                Map.entry("google_monitoring_alert_policy", "logging.weakened"),
                Map.entry("google_compute_resource_policy", "backup.weakened"),
                Map.entry("google_resource_manager_lien", "protection.weakened"),
                Map.entry("google_org_policy_policy", "protection.weakened"));
        guards.forEach((type, rule) -> assertThat(
                        plan().delete(type + ".x", "{}").analyzed().risk().reasons())
                .as(type)
                .extracting(Analysis.Reason::rule)
                .contains(rule));
    }

    @Test
    void whatGuardedNothingIsNoLoss() {
        assertThat(plan().delete("aws_cloudtrail.x", "{\"enable_logging\": false}")
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactly("resource.destroyed");
        assertThat(plan().entry("aws_cloudtrail.x", "\"delete\"", "\"deposed\": \"1a2b3c4d\"")
                        .analyzed()
                        .risk()
                        .reasons())
                .as("left over from a replacement: another one is in its place")
                .extracting(Analysis.Reason::rule)
                .containsExactly("resource.destroyed");
    }

    @Test
    void aPolicyIsAGuardWhereItDenies() {
        String policy = "{\"policy\": \"{\\\"Statement\\\": {\\\"Effect\\\": \\\"%s\\\"}}\"}";
        assertThat(plan().delete("aws_s3_bucket_policy.x", policy.formatted("Deny"))
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .contains("protection.weakened");
        assertThat(plan().delete("aws_s3_bucket_policy.x", policy.formatted("Allow"))
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactly("resource.destroyed");
    }

    @Test
    void textShowsNoSettingsAndTheGuardIsTakenToGuard() {
        String text = """
                Terraform will perform the following actions:

                  # aws_cloudtrail.audit will be destroyed
                  - resource "aws_cloudtrail" "audit" {
                      - name = "audit" -> null
                    }

                Plan: 0 to add, 0 to change, 1 to destroy.
                """;
        Analysis analysis = Analyst.analyze(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Plan.Format.TEXT,
                null,
                Policy.DEFAULT);
        assertThat(analysis.risk().reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactly("logging.weakened", "resource.destroyed", "plan.values-unknown");
    }
}
