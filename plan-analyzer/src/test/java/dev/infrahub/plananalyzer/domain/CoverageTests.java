package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Rule;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CoverageTests {

    /** With {@code -Dhub.scorecard.write=true} the pages are written instead. */
    @Test
    void thePublishedPagesSayWhatTheRulesReadToday() throws IOException {
        String rules = Files.readString(Coverage.RULES);
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(Coverage.PAGE, Coverage.page());
            rules = Coverage.withMatrix(rules);
            Files.writeString(Coverage.RULES, rules);
        }
        assertThat(Coverage.PAGE).hasContent(Coverage.page());
        assertThat(rules).contains(Coverage.matrix());
    }

    @Test
    void whatThePageCallsUnreadKeepsAPlanFromBeingStandard() {
        assertThat(Coverage.unread()).hasSizeGreaterThan(100);
        Coverage.unread().stream()
                .limit(50)
                .forEach(type -> assertThat(plan().create(type + ".x", "{}")
                                .in("dev")
                                .analyzed()
                                .risk()
                                .changeType())
                        .as(type)
                        .isEqualTo("normal"));
    }

    @Test
    void whatThePageCallsReadIsReadByTheRule() {
        assertThat(Coverage.read(Rule.OPEN_TO_WORLD))
                .contains("aws_security_group", "azurerm_network_security_rule", "google_compute_firewall");
        assertThat(Coverage.read(Rule.OPEN_TO_WORLD))
                .contains("hcloud_firewall", "oci_core_security_list", "openstack_compute_secgroup_v2");
        assertThat(Coverage.read(Rule.WORKLOAD_PRIVILEGED)).contains("kubernetes_pod_v1", "aws_ecs_task_definition");
        assertThat(Coverage.read(Rule.IAM_ADMIN)).contains("aws_iam_policy", "google_project_iam_member");
        assertThat(Coverage.read(Rule.LOGGING_WEAKENED)).contains("aws_cloudtrail", "google_logging_project_sink");
        assertThat(Coverage.unread())
                .contains("aws_networkfirewall_firewall", "google_cloud_run_v2_service", "helm_release")
                .doesNotContain("aws_iam_policy", "aws_security_group");
    }
}
