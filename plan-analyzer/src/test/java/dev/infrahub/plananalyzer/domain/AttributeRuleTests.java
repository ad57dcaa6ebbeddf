package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
                "hcloud_load_balancer_service | {\"protocol\": \"https\"} | {\"protocol\": \"http\"} | encryption.weakened",
                "aws_lb_listener | {\"protocol\": \"TLS\"} | {\"protocol\": \"TCP\"} | encryption.weakened",
                "aws_rds_cluster_parameter_group | {\"parameter\": [{\"name\": \"a.b\", \"value\": \"0\"}, {\"name\": \"rds.force_ssl\", \"value\": \"1\"}]} | {\"parameter\": [{\"name\": \"a.b\", \"value\": \"0\"}]} | encryption.weakened",
                "azurerm_mysql_flexible_server_configuration | {\"name\": \"require_secure_transport\", \"value\": \"ON\"} | {\"name\": \"require_secure_transport\", \"value\": \"OFF\"} | encryption.weakened",
                "cloudflare_zone_setting | {\"setting_id\": \"ssl\", \"value\": \"strict\"} | {\"setting_id\": \"ssl\", \"value\": \"flexible\"} | encryption.weakened",
                "kubernetes_namespace_v1 | {\"metadata\": [{\"labels\": {\"pod-security.kubernetes.io/enforce\": \"restricted\"}}]} | {\"metadata\": [{\"labels\": {\"pod-security.kubernetes.io/enforce\": \"baseline\"}}]} | protection.weakened",
                "kubernetes_namespace_v1 | {\"metadata\": [{\"labels\": {\"pod-security.kubernetes.io/enforce\": \"baseline\"}}]} | {\"metadata\": [{\"labels\": {\"team\": \"a\"}}]} | protection.weakened",
                "aws_rds_cluster | {\"enabled_cloudwatch_logs_exports\": [\"audit\", \"error\"]} | {\"enabled_cloudwatch_logs_exports\": [\"error\"]} | logging.weakened",
                "kafka_topic | {\"config\": {\"retention.ms\": \"-1\"}} | {\"config\": {\"retention.ms\": \"86400000\"}} | backup.weakened",
                "google_storage_bucket | {\"lifecycle_rule\": [{\"condition\": [{\"age\": 90}]}, {\"condition\": [{\"age\": 400}]}]} | {\"lifecycle_rule\": [{\"condition\": [{\"age\": 9}]}, {\"condition\": [{\"age\": 400}]}]} | backup.weakened",
                "azurerm_cosmosdb_account | {\"minimal_tls_version\": \"Tls12\"} | {\"minimal_tls_version\": \"Tls\"} | tls.lowered",
                "aws_kms_key | {\"is_enabled\": true} | {\"is_enabled\": false} | encryption.weakened",
                "aws_cognito_user_pool | {\"mfa_configuration\": \"ON\"} | {\"mfa_configuration\": \"OPTIONAL\"} | protection.weakened",
                "cloudflare_dns_record | {\"proxied\": true} | {\"proxied\": false} | access.public",
                "aws_s3_bucket_acl | {\"acl\": \"private\"} | {\"acl\": \"authenticated-read\"} | access.public",
                "linode_object_storage_bucket | {\"acl\": \"private\"} | {\"acl\": \"authenticated-read\"} | access.public",
                "github_branch_protection | {\"required_pull_request_reviews\": [{\"required_approving_review_count\": 2}]} | {\"required_pull_request_reviews\": [{\"required_approving_review_count\": 1}]} | protection.weakened",
                "aws_s3_bucket_ownership_controls | {\"rule\": [{\"object_ownership\": \"BucketOwnerEnforced\"}]} | {\"rule\": [{\"object_ownership\": \"ObjectWriter\"}]} | access.public",
                "google_project_iam_member | {\"condition\": [{\"expression\": \"a\"}]} | {\"condition\": []} | iam.condition-loosened",
                "google_storage_bucket_iam_binding | {\"condition\": [{\"expression\": \"a\"}]} | {\"condition\": []} | iam.condition-loosened",
                "vault_jwt_auth_backend_role | {\"bound_claims\": {\"repository\": \"a\"}} | {\"bound_claims\": null} | iam.condition-loosened",
                "vault_approle_auth_backend_role | {\"token_bound_cidrs\": [\"10.0.0.0/8\"]} | {\"token_bound_cidrs\": []} | iam.condition-loosened",
                "aws_lambda_permission | {\"source_arn\": \"a\"} | {\"source_arn\": null} | iam.condition-loosened",
                "aws_iam_role | {\"permissions_boundary\": \"a\"} | {\"permissions_boundary\": \"\"} | protection.weakened",
                "aws_ecr_repository | {\"image_tag_mutability\": \"IMMUTABLE\"} | {\"image_tag_mutability\": \"MUTABLE\"} | protection.weakened",
                "aws_ecr_repository | {\"image_scanning_configuration\": [{\"scan_on_push\": true}]} | {\"image_scanning_configuration\": [{\"scan_on_push\": false}]} | logging.weakened",
                "google_compute_instance | {\"shielded_instance_config\": [{\"enable_secure_boot\": true}]} | {\"shielded_instance_config\": [{\"enable_secure_boot\": false}]} | protection.weakened",
            })
    void aGuardThatIsLoweredIsAReason(String type, String before, String after, String rule) {
        assertThat(plan().update(type + ".x", before, after).analyzed().risk().reasons())
                .filteredOn(reason -> reason.rule().endsWith(".weakened")
                        || reason.rule().endsWith("-loosened")
                        || reason.rule().startsWith("access.")
                        || reason.rule().startsWith("tls."))
                .extracting(Analysis.Reason::rule)
                .containsExactly(rule);
        assertThat(plan().update(type + ".x", after, before).analyzed().risk().reasons())
                .as("raised")
                .extracting(Analysis.Reason::rule)
                .doesNotContain(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "google_project_iam_member | {\"condition\": [{\"expression\": \"a\"}]} | {\"condition\": [{\"expression\": \"b\"}]} | unknown",
                "google_project_iam_member | {\"condition\": [{\"expression\": \"a\", \"title\": \"t\"}]} | {\"condition\": [{\"expression\": \"a\", \"title\": \"u\", \"description\": \"d\"}]} |",
                "google_project_iam_member | {\"condition\": [{\"expression\": \"a\", \"title\": \"t\"}]} | {\"condition\": [{\"expression\": \"b\", \"title\": \"t\"}]} | unknown",
                "vault_jwt_auth_backend_role | {\"bound_claims\": {\"expression\": \"a\", \"sub\": \"b\"}} | {\"bound_claims\": {\"expression\": \"a\", \"sub\": \"c\"}} | unknown",
                "azurerm_role_assignment | {\"condition\": \"a\"} | {\"condition\": \"b\"} | unknown",
                "vault_aws_auth_backend_role | {\"bound_account_ids\": [\"1\"]} | {\"bound_account_ids\": [\"1\", \"2\"]} | unknown",
                "vault_aws_auth_backend_role | {\"bound_account_ids\": [\"1\", \"2\"]} | {\"bound_account_ids\": [\"2\"]} |",
                "google_project_iam_member | {\"condition\": []} | {\"condition\": [{\"expression\": \"b\"}]} |",
            })
    void aConditionThatIsWrittenOtherwiseIsUnknown(String type, String before, String after, @Nullable String verdict) {
        assertThat(plan().update(type + ".x", before, after).analyzed().risk().reasons())
                .filteredOn(reason -> reason.rule().equals("iam.condition-loosened"))
                .extracting(reason -> reason.verdict().spelling())
                .isEqualTo(verdict == null ? List.of() : List.of(verdict));
    }

    @ParameterizedTest(name = "{1} to {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_instance | {\"ebs_block_device\": []} | {\"ebs_block_device\": [{\"device_name\": \"a\", \"encrypted\": false}, {\"device_name\": \"b\", \"encrypted\": true}, {\"device_name\": \"c\", \"encrypted\": false}]} | (ebs_block_device[0].encrypted, ebs_block_device[2].encrypted).",
                "aws_instance | {\"ebs_block_device\": [{\"device_name\": \"a\", \"encrypted\": false}]} | {\"ebs_block_device\": [{\"device_name\": \"b\", \"encrypted\": false}, {\"device_name\": \"a\", \"encrypted\": false}]} | (ebs_block_device[0].encrypted).",
                "aws_cloudfront_distribution | {\"ordered_cache_behavior\": [{\"path_pattern\": \"a\", \"viewer_protocol_policy\": \"allow-all\"}, {\"path_pattern\": \"b\", \"viewer_protocol_policy\": \"https-only\"}]} | {\"ordered_cache_behavior\": [{\"path_pattern\": \"a\", \"viewer_protocol_policy\": \"allow-all\"}, {\"path_pattern\": \"b\", \"viewer_protocol_policy\": \"allow-all\"}]} | (ordered_cache_behavior[1].viewer_protocol_policy).",
            })
    void everyBlockThatGotWorseIsTold(String type, String before, String after, String end) {
        assertThat(plan().update(type + ".x", before, after).analyzed().risk().reasons())
                .filteredOn(reason -> reason.rule().equals("encryption.weakened"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail()).endsWith(end));
        assertThat(plan().update(type + ".x", after, before).analyzed().risk().reasons())
                .filteredOn(reason -> reason.rule().equals("encryption.weakened"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "required, optional, true",
        "required, no-preference, true",
        "optional, required, false",
        "optional, no-preference, false",
    })
    void whatNewInstancesAskForIsJudgedForTheWholeRegion(String before, String after, boolean weaker) {
        String values = "{\"http_tokens\": \"%s\"}";
        assertThat(said(plan().update(
                                        "aws_ec2_instance_metadata_defaults.x",
                                        values.formatted(before),
                                        values.formatted(after)))
                        .contains("protection.weakened medium yes"))
                .isEqualTo(weaker);
        assertThat(said(plan().delete("aws_ec2_instance_metadata_defaults.x", values.formatted("required"))))
                .contains("protection.weakened medium yes");
    }

    @Test
    void aBlockThatIsSeenIsToldBesideOneThatIsHidden() {
        assertThat(plan().change(
                                "aws_instance.x",
                                "\"update\"",
                                "{\"ebs_block_device\": []}",
                                "{\"ebs_block_device\": [{\"encrypted\": false}, {}]}",
                                ", \"after_unknown\": {\"ebs_block_device\": [{}, {\"encrypted\": true}]}")
                        .analyzed()
                        .risk()
                        .reasons())
                .filteredOn(reason -> reason.rule().equals("encryption.weakened"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.verdict()).isEqualTo(Verdict.YES));
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
