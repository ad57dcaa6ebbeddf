package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Rule;
import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(risk.reasons()).extracting(Analysis.Reason::rule).contains("access.public", "backup.weakened");
    }

    @Test
    void aGuardOfSeveralStandsBeforeThoseThatStay() {
        String firewall = "{\"id\": \"7\", \"name\": \"web\", \"apply_to\": [{\"server\": 41}, {\"server\": 42}]}";
        Given oneGoes = plan().delete("hcloud_firewall.x", firewall).delete("hcloud_server.a", "{\"id\": \"41\"}");
        assertThat(rules(oneGoes)).contains("access.public");
        Given allGo = oneGoes.delete("hcloud_server.b", "{\"id\": \"42\"}");
        assertThat(rules(allGo)).doesNotContain("access.public");
    }

    @Test
    void whatItGuardedIsKnownByItsIdAlsoWhereItHoldsNothing() {
        String subnet = "/subscriptions/s/virtualNetworks/v/subnets/a";
        Given given = plan().delete(
                        "azurerm_subnet_network_security_group_association.x",
                        "{\"id\": \"%1$s\", \"subnet_id\": \"%1$s\"}".formatted(subnet));
        assertThat(rules(given)).contains("access.public");
        assertThat(rules(given.delete("azurerm_subnet.a", "{\"id\": \"%s\", \"name\": \"a\"}".formatted(subnet))))
                .doesNotContain("access.public");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azurerm_network_security_rule | {\"access\": \"Deny\"} | true",
                "azurerm_network_security_rule | {\"access\": \"Allow\"} | false",
                "aws_network_acl_rule | {\"rule_action\": \"deny\"} | true",
                "aws_network_acl_rule | {\"rule_action\": \"allow\"} | false",
                "google_compute_firewall | {\"deny\": [{\"protocol\": \"tcp\"}]} | true",
                "google_compute_firewall | {\"allow\": [{\"protocol\": \"tcp\"}], \"deny\": []} | false",
                "google_compute_security_policy_rule | {\"action\": \"deny(403)\"} | true",
            })
    void aRuleOfAFirewallIsAGuardWhereItDenies(String type, String before, boolean guards) {
        assertThat(rules(plan().delete(type + ".x", before)).contains("access.public"))
                .isEqualTo(guards);
    }

    @Test
    void theAdviceIsAboutTheGuard() {
        assertThat(plan().delete("azurerm_management_lock.x", "{}")
                        .analyzed()
                        .risk()
                        .mitigations())
                .contains("Keep it, or have the owner of what it guards confirm that it may go.")
                .doesNotContain(Rule.PROTECTION_WEAKENED.mitigation());
    }

    private static List<String> rules(Given given) {
        return given.analyzed().risk().reasons().stream()
                .map(Analysis.Reason::rule)
                .toList();
    }

    @Test
    void everyKindOfGuardIsKnownOfManyProviders() {
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
                Map.entry("google_org_policy_policy", "protection.weakened"),
                Map.entry("awscc_guardduty_detector", "logging.weakened"),
                Map.entry("awscc_cloudwatch_alarm", "logging.weakened"),
                Map.entry("aws_config_conformance_pack", "logging.weakened"),
                Map.entry("aws_waf_web_acl", "protection.weakened"),
                Map.entry("azurerm_firewall", "protection.weakened"),
                Map.entry("oci_logging_log", "logging.weakened"),
                Map.entry("alicloud_config_configuration_recorder", "logging.weakened"),
                Map.entry("alicloud_snapshot_policy", "backup.weakened"),
                Map.entry("digitalocean_firewall", "access.public"),
                Map.entry("cloudflare_rate_limit", "protection.weakened"),
                Map.entry("scaleway_edge_services_waf_stage", "protection.weakened"),
                Map.entry("datadog_monitor", "logging.weakened"));
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
