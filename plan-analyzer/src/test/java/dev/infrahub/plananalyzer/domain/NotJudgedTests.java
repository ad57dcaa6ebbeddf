package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.ChangeRule;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotJudgedTests {

    @Test
    void whatNoRuleReadsIsNamed() {
        Analysis analysis = plan().create("aws_vpc.x", "{}")
                .create("module.a.aws_vpc.y", "{}")
                .update("aws_nat_gateway.z", "{\"a\": 1}", "{\"a\": 2}")
                .update("unheardof_thing.z", "{\"a\": 1}", "{\"a\": 2}")
                .create("null_resource.n", "{}")
                .delete("aws_route_table.r", "{}")
                .in("dev")
                .analyzed();
        assertThat(analysis.limits())
                .contains(
                        "Not judged, since no rule reads their values: 3 types (aws_nat_gateway, aws_vpc, unheardof_thing).");
    }

    @Test
    void manyAreCounted() {
        Given given = plan();
        for (int index = 10; index < 22; index++) {
            given.create("x_t%d.x".formatted(index), "{}");
        }
        assertThat(given.analyzed().limits())
                .containsExactly("Not judged, since no rule reads their values: 12 types (x_t10, x_t11, x_t12, x_t13,"
                        + " x_t14, x_t15, x_t16, x_t17, x_t18, x_t19 and 2 more).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ionoscloud_firewall",
                "stackit_security_group_rule",
                "oci_network_firewall_network_firewall_policy",
                "cloudflare_firewall_rule",
                "cloudflare_ruleset",
                "aws_networkfirewall_rule_group",
                "aws_wafregional_rule",
                "azurerm_palo_alto_local_rulestack_rule",
                "oci_identity_authentication_policy",
                "aws_iam_openid_connect_provider",
                "google_service_account",
                "vault_jwt_auth_backend_role",
                "nomad_job",
                "google_cloud_run_v2_service",
                "azapi_resource",
                "helm_release",
                "kubectl_manifest",
                "unheardof_firewall",
                "panos_security_rule_group",
                "azuread_group",
                "okta_app_oauth",
                "aws_ssoadmin_account_assignment",
                "github_team_membership",
                "aws_lambda_function",
                "azurerm_linux_function_app",
                "vault_token",
                "linode_sshkey",
                "openstack_compute_keypair_v2",
                "google_storage_hmac_key",
                "gitlab_deploy_key",
                "gitlab_project_membership",
                "gitlab_group_share_group",
                "github_organization_settings",
                "github_actions_runner_group",
                "github_repository_webhook",
                "google_compute_project_metadata_item",
                "kubernetes_certificate_signing_request_v1",
                "kubernetes_token_request_v1",
                "azuredevops_serviceendpoint_generic",
                "google_iap_settings",
                "heroku_space_inbound_ruleset",
                "azurerm_lb_nat_rule",
                "alicloud_forward_entry",
                "scaleway_vpc_public_gateway_pat_rule",
                "aws_vpc_peering_connection",
                "incus_instance",
                "fly_machine",
                "render_web_service",
                "huaweicloud_fgs_function",
                "aws_cloudfront_function",
                "snowflake_procedure_sql",
                "proxmox_virtual_environment_container",
            })
    void aPlanWithARightOrAWorkloadThatNoRuleReadsIsNeverAStandardChange(String type) {
        Analysis.Risk risk =
                plan().create(type + ".x", "{}").in("dev").analyzed().risk();
        assertThat(risk.changeType()).isEqualTo("normal");
        assertThat(risk.level()).isEqualTo(Severity.LOW);
        assertThat(risk.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo("plan.not-judged");
            assertThat(reason.detail()).contains(type);
        });
        assertThat(risk.mitigations()).containsExactly("Have somebody read what the rules do not read.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shell_script",
                "ansible_playbook",
                "aws_lambda_invocation",
                "google_dataproc_job",
                "snowflake_task"
            })
    void whatRunsWhileItIsAppliedIsCodeThatRuns(String type) {
        assertThat(plan().create(type + ".x", "{}").in("dev").analyzed().risk().reasons())
                .filteredOn(reason -> reason.rule().equals("code.runs-at-apply"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void aProgramRunsToDestroyWhatItMadeAndAJobDoesNot() {
        assertThat(plan().delete("shell_script.x", "{}")
                        .in("dev")
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .contains("code.runs-at-apply");
        assertThat(plan().delete("snowflake_task.x", "{}")
                        .in("dev")
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .doesNotContain("code.runs-at-apply");
    }

    @Test
    void howARightIsKeptIsNotWhatItAllows() {
        Analysis.Risk risk = plan().create("aws_networkfirewall_firewall.x", "{\"delete_protection\": true}")
                .in("dev")
                .analyzed()
                .risk();
        assertThat(ChangeRule.readingAny("aws_networkfirewall_firewall")).containsExactly(Rule.PROTECTION_WEAKENED);
        assertThat(risk.changeType()).isEqualTo("normal");
    }

    @Test
    void noPolicyMakesItStandardUnlessItSwitchesTheRuleOff() {
        Policy lenient = with(true, List.of());
        Policy silent = with(false, List.of(new Policy.RuleSetting("plan.not-judged", false, null)));
        Given firewall = plan().create("unheardof_firewall.x", "{}").in("dev");
        assertThat(firewall.under(lenient).analyzed().risk().changeType()).isEqualTo("normal");
        assertThat(firewall.under(silent).analyzed().risk().changeType()).isEqualTo("standard");
    }

    private static Policy with(boolean standardWithUnknown, List<Policy.RuleSetting> rules) {
        Policy defaults = Policy.DEFAULT;
        return new Policy(
                defaults.productionNames(),
                defaults.raiseInProduction(),
                defaults.unknownSeverity(),
                defaults.scores(),
                defaults.levels(),
                defaults.cabFrom(),
                defaults.standardUpTo(),
                defaults.standardInProduction(),
                standardWithUnknown,
                rules);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_sqs_queue",
                "aws_ecr_lifecycle_policy",
                "aws_autoscaling_policy",
                "aws_route53_record",
                "aws_storagegateway_nfs_file_share",
                "google_compute_ssl_policy",
                "azurerm_private_dns_resolver_dns_forwarding_ruleset",
                "azurerm_storage_container",
                "azurerm_cosmosdb_sql_container",
                "aws_glue_data_quality_ruleset",
                "aws_appstream_stack",
            })
    void otherTypesMayBeStandardChanges(String type) {
        Analysis.Risk risk =
                plan().create(type + ".x", "{}").in("dev").analyzed().risk();
        assertThat(risk.reasons()).isEmpty();
        assertThat(risk.changeType()).isEqualTo("standard");
    }
}
