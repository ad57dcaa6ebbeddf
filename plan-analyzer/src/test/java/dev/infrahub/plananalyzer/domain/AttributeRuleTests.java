package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeRuleTests {

    @ParameterizedTest(name = "{0}: {1} -> {2} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_guardduty_detector | {\"enable\": true} | {\"enable\": false} | logging.weakened",
                "aws_flow_log | {\"traffic_type\": \"ALL\"} | {\"traffic_type\": \"REJECT\"} | logging.weakened",
                "aws_cloudwatch_metric_alarm | {\"actions_enabled\": true} | {\"actions_enabled\": false} | logging.weakened",
                "google_storage_bucket | {\"retention_policy\": [{\"retention_period\": 9}]} | {\"retention_policy\": []} | backup.weakened",
                "snowflake_table | {\"data_retention_time_in_days\": 7} | {\"data_retention_time_in_days\": 1} | backup.weakened",
                "azurerm_management_lock | {\"lock_level\": \"ReadOnly\"} | {\"lock_level\": \"CanNotDelete\"} | protection.weakened",
                "azurerm_subscription_policy_assignment | {\"enforce\": true} | {\"enforce\": false} | protection.weakened",
                "hcloud_volume | {\"delete_protection\": true} | {\"delete_protection\": false} | protection.weakened",
                "github_repository | {\"visibility\": \"private\"} | {\"visibility\": \"public\"} | access.public",
                "aws_cloudtrail | {\"kms_key_id\": \"k\"} | {\"kms_key_id\": \"\"} | encryption.weakened",
            })
    void aGuardThatIsLoweredIsAReason(String type, String before, String after, String rule) {
        assertThat(plan().update(type + ".x", before, after).analyzed().risk().reasons())
                .filteredOn(reason ->
                        reason.rule().endsWith(".weakened") || reason.rule().startsWith("access."))
                .extracting(Analysis.Reason::rule)
                .containsExactly(rule);
        assertThat(plan().update(type + ".x", after, before).analyzed().risk().reasons())
                .as("raised")
                .extracting(Analysis.Reason::rule)
                .doesNotContain(rule);
    }

    @Test
    void whatWasOnAndIsNotSetAnyMoreIsOff() {
        String on = "{\"versioning\": [{\"enabled\": true}]}";
        assertThat(reasons(on, "{\"versioning\": []}")).containsExactly("backup.weakened");
        assertThat(reasons(on, "{\"versioning\": null}")).containsExactly("backup.weakened");
        assertThat(reasons("{\"versioning\": [{\"enabled\": false}]}", "{\"versioning\": []}"))
                .isEmpty();
        assertThat(reasons("{\"versioning\": []}", "{\"versioning\": []}")).isEmpty();
    }

    private static List<String> reasons(String before, String after) {
        return plan().update("google_storage_bucket.x", before, after).analyzed().risk().reasons().stream()
                .map(Analysis.Reason::rule)
                .toList();
    }
}
