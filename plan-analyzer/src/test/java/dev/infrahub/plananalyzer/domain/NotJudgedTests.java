package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.ChangeRule;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

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
                "vultr_firewall_rule",
                "tencentcloud_security_group_rule_set",
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
            })
    void otherTypesMayBeStandardChanges(String type) {
        Analysis.Risk risk =
                plan().create(type + ".x", "{}").in("dev").analyzed().risk();
        assertThat(risk.reasons()).isEmpty();
        assertThat(risk.changeType()).isEqualTo("standard");
    }
}
