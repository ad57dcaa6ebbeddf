package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.driftworker.domain.DriftAnalysis.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How grave drift is, by the rules that judge plans too. */
class RiskTests {

    private static final String ANYONE =
            "{\"policy\": \"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":\\\"sqs:*\\\",\\\"Resource\\\":\\\"*\\\"}]}\"}";

    private static DriftAnalysis rule(int port, String source) {
        String rule =
                "{\"type\": \"ingress\", \"from_port\": %d, \"to_port\": %d, \"protocol\": \"tcp\", \"cidr_blocks\": [\"%s\"]}";
        return Given.scan()
                .drift(
                        "aws_security_group_rule.r",
                        rule.formatted(port, port, "10.0.0.0/8"),
                        rule.formatted(port, port, source))
                .analysed();
    }

    private static List<String> rules(DriftAnalysis analysis) {
        return analysis.resources().getFirst().reasons().stream()
                .map(Reason::rule)
                .toList();
    }

    @Test
    void no_drift_is_no_risk() {
        assertThat(Given.scan()
                        .change("aws_x.y", "no-op", "{}", "{}")
                        .analysed()
                        .risk())
                .isEqualTo(Risk.NONE);
    }

    @ParameterizedTest
    @CsvSource({"22, CRITICAL", "5432, CRITICAL", "443, HIGH", "80, HIGH", "8080, HIGH"})
    void what_is_open_to_the_world_is_never_below_high(int port, Risk least) {
        DriftAnalysis analysis = rule(port, "0.0.0.0/0");
        assertThat(analysis.risk()).isGreaterThanOrEqualTo(least);
        assertThat(rules(analysis)).contains("network.open-to-world");
    }

    @ParameterizedTest
    @CsvSource({"22", "443"})
    void who_may_reach_it_is_high_whoever_it_is(int port) {
        assertThat(rule(port, "192.168.0.0/16").risk()).isEqualTo(Risk.HIGH);
    }

    @Test
    void a_policy_for_anyone_is_critical() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_sqs_queue.q", "{\"policy\": \"\"}", ANYONE)
                .analysed();
        assertThat(analysis.risk()).isEqualTo(Risk.CRITICAL);
        assertThat(rules(analysis)).contains("iam.anyone", "drift.security-changed");
    }

    @Test
    void a_guard_that_is_gone_is_as_grave_as_what_it_lets_in() {
        DriftAnalysis analysis = Given.scan()
                .deleted(
                        "aws_s3_bucket_public_access_block.b",
                        "{\"bucket\": \"b\", \"block_public_acls\": true, \"block_public_policy\": true}")
                .analysed();
        assertThat(analysis.risk()).isEqualTo(Risk.CRITICAL);
        assertThat(rules(analysis)).contains("access.public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_cloudtrail",
                "aws_cloudwatch_metric_alarm",
                "aws_flow_log",
                "aws_guardduty_detector",
                "aws_s3_bucket_object_lock_configuration",
                "aws_wafv2_web_acl_association",
                "aws_organizations_policy_attachment",
                "azurerm_management_lock",
                "azurerm_monitor_diagnostic_setting",
                "azurerm_subnet_network_security_group_association",
                "google_logging_project_sink",
                "google_resource_manager_lien"
            })
    void a_guard_that_was_deleted_is_never_below_high(String type) {
        assertThat(Given.scan()
                        .deleted(type + ".g", "{\"id\": \"g\"}")
                        .analysed()
                        .risk())
                .isGreaterThanOrEqualTo(Risk.HIGH);
    }

    @Test
    void a_key_that_does_not_expire_any_more_is_no_rotation() {
        DriftAnalysis analysis = Given.scan()
                .drift(
                        "azurerm_key_vault_key.k",
                        "{\"expiration_date\": \"2027-01-01T00:00:00Z\"}",
                        "{\"expiration_date\": \"\"}")
                .analysed();
        assertThat(analysis.resources().getFirst().state()).isEqualTo(State.OPEN);
        assertThat(analysis.risk()).isEqualTo(Risk.MEDIUM);
        assertThat(rules(analysis)).contains("protection.weakened");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_instance.i | {'public_ip': ''} | {'public_ip': '54.1.2.3'}",
                "azurerm_linux_virtual_machine.v | {'public_ip_address': ''} | {'public_ip_address': '20.1.2.3'}",
                "aws_ssm_document.d | {'permissions': {'account_ids': '1'}} | {'permissions': {'account_ids': 'all'}}",
            },
            quoteCharacter = '`')
    void what_became_reachable_is_high(String address, String before, String after) {
        assertThat(Given.scan()
                        .drift(address, before.replace('\'', '"'), after.replace('\'', '"'))
                        .analysed()
                        .risk())
                .isGreaterThanOrEqualTo(Risk.HIGH);
    }

    @Test
    void another_address_of_what_was_reachable_is_no_exposure() {
        assertThat(Given.scan()
                        .drift("aws_instance.i", "{\"public_ip\": \"54.1.2.3\"}", "{\"public_ip\": \"54.1.2.4\"}")
                        .analysed()
                        .risk())
                .isEqualTo(Risk.LOW);
    }

    @Test
    void what_no_rule_reads_of_a_type_about_rights_is_no_low_risk() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_iam_role.r", "{\"max_session_duration\": 3600}", "{\"max_session_duration\": 43200}")
                .analysed();
        assertThat(analysis.risk()).isEqualTo(Risk.MEDIUM);
        assertThat(rules(analysis)).contains("drift.rights-changed");
    }

    @Test
    void data_that_is_gone_is_high_and_anything_else_that_is_gone_medium() {
        DriftAnalysis data =
                Given.scan().deleted("aws_db_instance.d", "{\"id\": \"d\"}").analysed();
        DriftAnalysis other = Given.scan()
                .deleted("aws_sqs_queue_redrive_policy.d", "{\"id\": \"d\"}")
                .analysed();
        assertThat(data.risk()).isEqualTo(Risk.HIGH);
        assertThat(other.risk()).isEqualTo(Risk.MEDIUM);
    }

    @Test
    void logs_that_are_kept_shorter_are_as_grave_as_if_that_were_planned() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_cloudwatch_log_group.app", "{\"retention_in_days\": 30}", "{\"retention_in_days\": 7}")
                .analysed();
        assertThat(analysis.risk()).isEqualTo(Risk.MEDIUM);
        assertThat(rules(analysis)).contains("logging.weakened");
    }

    @Test
    void what_was_accepted_makes_what_is_open_beside_it_no_graver() {
        String before = "{\"policy\": \"\", \"delay_seconds\": 1}";
        String after = ANYONE.substring(0, ANYONE.length() - 1) + ", \"delay_seconds\": 2}";
        DriftAnalysis all = Given.scan().drift("aws_sqs_queue.q", before, after).analysed();
        String change = all.resources().getFirst().attributes().stream()
                .filter(one -> one.path().equals("policy"))
                .findFirst()
                .orElseThrow()
                .fingerprint();
        Agreements accepted = new Agreements(
                List.of(new Agreements.Acceptance(
                        "ACC-1",
                        "network",
                        "aws_sqs_queue.q",
                        "policy",
                        change,
                        Given.NOW.plusSeconds(60),
                        "ann",
                        "because")),
                List.of(),
                List.of());
        DriftAnalysis rest = Given.scan()
                .drift("aws_sqs_queue.q", before, after)
                .under(accepted)
                .analysed();
        assertThat(all.risk()).isEqualTo(Risk.CRITICAL);
        assertThat(rest.risk()).isEqualTo(Risk.LOW);
    }

    @Test
    void the_whole_is_as_grave_as_the_gravest_which_comes_first() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_x.y", "{\"a\": 1}", "{\"a\": 2}")
                .drift("aws_sqs_queue.q", "{\"policy\": \"\"}", ANYONE)
                .analysed();
        assertThat(analysis.risk()).isEqualTo(Risk.CRITICAL);
        assertThat(analysis.resources().getFirst().type()).isEqualTo("aws_sqs_queue");
    }
}
