package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.GuardedAttributes;
import dev.infrahub.findings.GuardedAttributes.On;
import dev.infrahub.findings.PolicyRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoweredGuardRuleTests {

    private static final String ITSELF = "-";

    static Stream<GuardedAttributes.Entry> guards() {
        return GuardedAttributes.TABLE.byType().values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.on().contains(On.DELETE));
    }

    static Stream<GuardedAttributes.Entry> guardsByBeingThere() {
        return guards().filter(entry -> entry.path().equals(ITSELF));
    }

    @ParameterizedTest
    @MethodSource("guardsByBeingThere")
    void whatGuardsByBeingThereIsJudgedWhereItIsLowered(GuardedAttributes.Entry entry) {
        String on = "{\"enabled\": true, \"targets\": [{\"all\": \"x\"}]}";
        assertThat(rules(entry.type(), on, "{\"enabled\": false, \"targets\": [{\"all\": \"x\"}]}"))
                .contains(entry.rule().id());
        assertThat(rules(entry.type(), on, "{\"enabled\": true, \"targets\": []}"))
                .contains(entry.rule().id());
        assertThat(rules(entry.type(), "{\"name\": \"a\"}", "{\"name\": \"b\"}"))
                .doesNotContain(entry.rule().id());
    }

    /** One that guards by a setting has a row for that setting where it stands, too. */
    @Test
    void whatGuardsByASettingIsJudgedWhereTheSettingChanges() {
        List<GuardedAttributes.Entry> withoutTwin = guards().filter(entry ->
                        !entry.path().equals(ITSELF) && !PolicyRule.types().contains(entry.type()))
                .filter(entry -> !isInPlace(entry)
                        && GuardedAttributes.TABLE.of(entry.type()).stream()
                                .filter(other -> other.rule() == entry.rule())
                                .noneMatch(LoweredGuardRuleTests::isInPlace))
                .toList();
        assertThat(guards()).hasSizeGreaterThan(400);
        assertThat(withoutTwin).isEmpty();
    }

    private static boolean isInPlace(GuardedAttributes.Entry entry) {
        return entry.on().contains(On.CHANGE) || entry.on().contains(On.CREATE);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "oci_cloud_guard_cloud_guard_configuration | {'status': 'ENABLED'} | {'status': 'DISABLED'} | high",
                "azurerm_security_center_subscription_pricing | {'tier': 'Standard'} | {'tier': 'Free'} | high",
                "azurerm_sentinel_alert_rule_nrt | {'enabled': true} | {'enabled': null} | medium",
                "kubernetes_validating_webhook_configuration_v1 | {'webhook': [{'failure_policy': 'Fail'}]} | {'webhook': [{'failure_policy': 'Ignore'}]} | medium",
                "vault_egp_policy | {'enforcement_level': 'hard-mandatory'} | {'enforcement_level': 'advisory'} | medium",
                "cloudflare_firewall_rule | {'action': 'block'} | {'action': 'log'} | medium",
                "azurerm_backup_policy_vm | {'retention_daily': [{'count': 30}]} | {'retention_daily': [{'count': 3}]} | medium",
                "alicloud_ram_password_policy | {'minimum_password_length': 14} | {'minimum_password_length': 6} | medium",
                "google_monitoring_alert_policy | {'notification_channels': ['a']} | {'notification_channels': []} | medium",
                "datadog_monitor | {'paused': false, 'muted': false} | {'paused': true, 'muted': false} | medium",
            })
    void aGuardIsLoweredInTheWordsOfItsProvider(String type, String before, String after, String severity) {
        assertThat(reasons(type, json(before), json(after)))
                .filteredOn(reason -> reason.rule().endsWith(".weakened"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.severity().spelling()).isEqualTo(severity));
        assertThat(rules(type, json(after), json(before))).as("raised").noneMatch(rule -> rule.endsWith(".weakened"));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_cloudwatch_metric_alarm | {'ok_actions': ['a']} | {'ok_actions': []}",
                "aws_wafv2_web_acl | {'tags': {'a': 'b'}} | {'tags': {}}",
                "azurerm_resource_policy_assignment | {'not_scopes': [], 'description': 'deny'} | {'not_scopes': [], 'description': 'off'}",
                "azurerm_monitor_metric_alert | {'window_size': 'PT5M', 'threshold': 9} | {'window_size': 'PT1M', 'threshold': 5}",
                "google_logging_project_sink | {'exclusions': [{'name': 'a'}]} | {'exclusions': []}",
                "aws_flow_log | {'max_aggregation_interval': 600} | {'max_aggregation_interval': 60}",
            })
    void upkeepOfAGuardLowersNothing(String type, String before, String after) {
        assertThat(rules(type, json(before), json(after))).noneMatch(rule -> rule.endsWith(".weakened"));
    }

    @Test
    void everySettingThatIsLoweredIsNamed() {
        assertThat(
                        reasons(
                                "aws_config_config_rule",
                                json(
                                        "{'a': [{'enabled': true, 'x': 1}], 'b': [{'enabled': true}], 'active': true, 'enforced': true}"),
                                json(
                                        "{'a': [{'enabled': false, 'x': 1}], 'b': [{'enabled': false}], 'active': false, 'enforced': false}")))
                .extracting(Analysis.Reason::detail)
                .containsExactly("Its findings are no longer there (a.enabled, active, b.enabled and 1 more).");
    }

    @Test
    void aDenialThatLeavesAPolicyIsTold() {
        String both = policy("Deny", "Allow");
        assertThat(rules("aws_sqs_queue_policy", both, policy("Allow"))).containsExactly("protection.weakened");
        assertThat(rules("aws_sqs_queue_policy", policy("Allow"), both)).isEmpty();
        assertThat(rules("aws_sqs_queue_policy", both, policy("Deny"))).isEmpty();
        assertThat(rules("aws_network_acl_rule", "{\"rule_action\": \"deny\"}", "{\"rule_action\": \"allow\"}"))
                .contains("access.public");
    }

    private static String policy(String... effects) {
        List<String> statements = Stream.of(effects)
                .map(("{\\\"Effect\\\": \\\"%s\\\", \\\"Principal\\\": {\\\"AWS\\\":"
                        + " \\\"arn:aws:iam::111122223333:role/a\\\"}, \\\"Action\\\": \\\"sqs:SendMessage\\\","
                        + " \\\"Resource\\\": \\\"arn:aws:sqs:eu-west-1:111122223333:q\\\"}")::formatted)
                .toList();
        return "{\"policy\": \"{\\\"Statement\\\": [" + String.join(", ", statements) + "]}\"}";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static List<Analysis.Reason> reasons(String type, String before, String after) {
        return plan().update(type + ".x", before, after)
                .in("dev")
                .analyzed()
                .risk()
                .reasons();
    }

    private static List<String> rules(String type, String before, String after) {
        return reasons(type, before, after).stream().map(Analysis.Reason::rule).toList();
    }
}
