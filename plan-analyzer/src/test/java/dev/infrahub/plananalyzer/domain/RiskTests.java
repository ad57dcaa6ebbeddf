package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Rule;
import dev.infrahub.findings.Severity;
import dev.infrahub.findings.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTests {

    private static final String POLICY = "{\"policy\": \"{\\\"Statement\\\": [%s]}\"}";
    private static final String READ = "{\\\"Effect\\\": \\\"Allow\\\", \\\"Action\\\": \\\"s3:GetObject\\\","
            + " \\\"Resource\\\": \\\"arn:aws:s3:::b/*\\\"}";

    @ParameterizedTest(name = "{0} of {1} is {2} {3}")
    @CsvSource({
        "delete, aws_db_instance.x, high, data.destroyed",
        "delete, azurerm_key_vault.x, high, data.destroyed",
        "delete, google_sql_database_instance.x, high, data.destroyed",
        "delete, scaleway_rdb_instance.x, high, data.destroyed",
        "delete, kubernetes_persistent_volume_claim.x, high, data.destroyed",
        "delete, aws_route53_zone.x, high, data.destroyed",
        "replace, aws_db_instance.x, high, data.replaced",
        "replace, random_password.x, medium, value.regenerated",
        "delete, random_password.x, low, resource.destroyed",
        "delete, aws_instance.x, medium, data.loss-possible",
        "delete, aws_autoscaling_group.x, medium, resource.destroyed",
        "delete, unheardof_thing.x, medium, data.loss-possible",
        "delete, github_repository.x, high, data.destroyed",
        "delete, cloudflare_zone.x, high, data.destroyed",
        "delete, aws_iam_access_key.x, medium, resource.destroyed",
        "delete, aws_db_instance_role_association.x, medium, resource.destroyed",
        "replace, aws_instance.x, medium, data.loss-possible",
        "replace, aws_lb_target_group.x, medium, resource.replaced",
        "replace, null_resource.x, low, resource.replaced",
        "forget, aws_instance.x, low, plan.forgotten",
    })
    void whatIsLostCountsByTheTableOfTypes(String action, String address, String severity, String rule) {
        Given given = plan();
        switch (action) {
            case "delete" -> given.delete(address, "{}");
            case "replace" -> given.replace(address, "{}", "{}", "name");
            default -> given.change(address, "\"" + action + "\"", "{}", "null", "");
        }
        assertOnly(given, rule, severity);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2} is {4} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_security_group_rule.x | {} | {\"type\": \"ingress\", \"protocol\": \"tcp\", \"from_port\": 22, \"to_port\": 22, \"cidr_blocks\": [\"0.0.0.0/0\"]} | network.open-to-world | high",
                "aws_security_group_rule.x | {} | {\"type\": \"ingress\", \"protocol\": \"tcp\", \"from_port\": 443, \"to_port\": 443, \"ipv6_cidr_blocks\": [\"::/0\"]} | network.open-to-world | low",
                "aws_security_group_rule.x | {} | {\"type\": \"ingress\", \"protocol\": \"tcp\", \"from_port\": 8000, \"to_port\": 8005, \"cidr_blocks\": [\"0.0.0.0/0\"]} | network.open-to-world | medium",
                "aws_vpc_security_group_ingress_rule.x | {} | {\"ip_protocol\": \"-1\", \"cidr_ipv4\": \"0.0.0.0/0\"} | network.open-to-world | high",
                "aws_security_group.x | {\"ingress\": []} | {\"ingress\": [{\"protocol\": \"tcp\", \"from_port\": 5000, \"to_port\": 6000, \"cidr_blocks\": [\"0.0.0.0/0\"]}]} | network.open-to-world | high",
                "azurerm_network_security_rule.x | {} | {\"direction\": \"Inbound\", \"access\": \"Allow\", \"source_address_prefix\": \"*\", \"destination_port_range\": \"3389\"} | network.open-to-world | high",
                "azurerm_mssql_firewall_rule.x | {} | {\"start_ip_address\": \"0.0.0.0\", \"end_ip_address\": \"255.255.255.255\"} | network.open-to-world | high",
                "google_compute_firewall.x | {} | {\"direction\": \"INGRESS\", \"source_ranges\": [\"0.0.0.0/0\"], \"allow\": [{\"protocol\": \"tcp\", \"ports\": [\"22\"]}]} | network.open-to-world | high",
                "scaleway_instance_security_group.x | {} | {\"inbound_rule\": [{\"action\": \"accept\", \"port\": 22, \"ip_range\": \"0.0.0.0/0\"}]} | network.open-to-world | high",
                "aws_db_instance.x | {\"publicly_accessible\": false} | {\"publicly_accessible\": true} | access.public | high",
                "aws_s3_bucket_acl.x | {\"acl\": \"private\"} | {\"acl\": \"public-read\"} | access.public | high",
                "azurerm_storage_account.x | {\"public_network_access_enabled\": false} | {\"public_network_access_enabled\": true} | access.public | high",
                "google_sql_database_instance.x | {\"settings\": [{\"ip_configuration\": [{\"ipv4_enabled\": false}]}]} | {\"settings\": [{\"ip_configuration\": [{\"ipv4_enabled\": true}]}]} | access.public | high",
                "aws_db_instance.x | {\"deletion_protection\": true} | {\"deletion_protection\": false} | protection.weakened | medium",
                "aws_ebs_volume.x | {\"encrypted\": true} | {\"encrypted\": false} | encryption.weakened | high",
                "aws_db_instance.x | {\"backup_retention_period\": 30} | {\"backup_retention_period\": 1} | backup.weakened | medium",
                "aws_cloudtrail.x | {\"enable_logging\": true} | {\"enable_logging\": false} | logging.weakened | high",
                "azurerm_storage_account.x | {\"min_tls_version\": \"TLS1_2\"} | {\"min_tls_version\": \"TLS1_0\"} | tls.lowered | medium",
                "aws_db_instance.x | {\"engine_version\": \"15.4\"} | {\"engine_version\": \"16.1\"} | data.one-way-change | medium",
                "aws_iam_role_policy_attachment.x | {} | {\"policy_arn\": \"arn:aws:iam::aws:policy/AdministratorAccess\"} | iam.admin | high",
                "google_project_iam_member.x | {} | {\"role\": \"roles/owner\", \"member\": \"user:a@example.com\"} | iam.admin | high",
                "google_storage_bucket_iam_member.x | {} | {\"role\": \"roles/storage.objectViewer\", \"member\": \"allUsers\"} | iam.anyone | high",
                "azurerm_role_assignment.x | {} | {\"role_definition_name\": \"Owner\"} | iam.admin | high",
                "kubernetes_cluster_role_binding.x | {} | {\"role_ref\": [{\"name\": \"cluster-admin\"}]} | iam.admin | high",
                "aws_lambda_permission.x | {} | {\"principal\": \"*\"} | iam.anyone | high",
            })
    void anAttributeThatGotWorseIsAReason(String address, String before, String after, String rule, String severity) {
        assertOnly(plan().update(address, before, after), rule, severity);
        assertThat(plan().update(address, after, after).analyzed().risk().reasons())
                .as("what was so before is no risk of this change")
                .isEmpty();
        assertThat(plan().update(address, after, before).analyzed().risk().reasons())
                .as("getting better is no risk")
                .allMatch(reason -> reason.rule().equals("data.one-way-change"));
    }

    @ParameterizedTest(name = "{0} allowed on {1} is {3} {2}")
    @CsvSource({
        "*, *, iam.admin, high",
        "*, arn:aws:s3:::b, iam.wildcard, high",
        "s3:*, *, iam.wildcard, high",
        "s3:*, arn:aws:s3:::b, iam.wildcard, medium",
    })
    void aWidenedPolicyIsAReason(String action, String resource, String rule, String severity) {
        String wide = "{\\\"Effect\\\": \\\"Allow\\\", \\\"Action\\\": [\\\"%s\\\"], \\\"Resource\\\": \\\"%s\\\"}"
                .formatted(action, resource);
        String before = POLICY.formatted(READ);
        String after = POLICY.formatted(READ + ", " + wide);
        assertOnly(plan().update("aws_iam_policy.x", before, after), rule, severity);
        assertThat(plan().update("aws_iam_policy.x", after, before)
                        .analyzed()
                        .risk()
                        .reasons())
                .isEmpty();
        assertThat(plan().create("aws_iam_policy.x", before).analyzed().risk().reasons())
                .isEmpty();
    }

    @Test
    void aResourcePolicyForAnyoneIsAReasonUnlessItHasACondition() {
        String anyone = "{\\\"Effect\\\": \\\"Allow\\\", \\\"Principal\\\": {\\\"AWS\\\": \\\"*\\\"}%s}";
        assertOnly(
                plan().update("aws_sqs_queue_policy.x", "{}", POLICY.formatted(anyone.formatted(""))),
                "iam.anyone",
                "high");
        String condition =
                ", \\\"Condition\\\": {\\\"StringEquals\\\": {\\\"aws:SourceAccount\\\": \\\"111122223333\\\"}}";
        assertThat(plan().update("aws_sqs_queue_policy.x", "{}", POLICY.formatted(anyone.formatted(condition)))
                        .analyzed()
                        .risk()
                        .reasons())
                .isEmpty();
    }

    @Test
    void theTwoOrdersOfAReplacementDifferAndNobodyIsToldToDoWhatIsDone() {
        Analysis.Risk oldFirst = plan().replace("aws_lb_target_group.x", "{}", "{}", "port")
                .analyzed()
                .risk();
        Analysis.Risk newFirst = plan().change(
                        "aws_lb_target_group.x",
                        "\"create\", \"delete\"",
                        "{}",
                        "{}",
                        ", \"replace_paths\": [[\"port\"]]")
                .analyzed()
                .risk();
        assertThat(oldFirst.mitigations()).containsExactly(Rule.RESOURCE_REPLACED.mitigation());
        assertThat(newFirst.mitigations()).singleElement().asString().doesNotContain("create_before_destroy");
        assertThat(oldFirst.reasons().getFirst().detail())
                .isEqualTo("It is destroyed and made anew because of port, which cannot change in place.");
        assertThat(newFirst.reasons().getFirst().detail())
                .isEqualTo("It is made anew because of port, which cannot change in place, and the old one is destroyed"
                        + " only then.");
    }

    @Test
    void whatIsKnownOnlyAfterApplyIsNoPass() {
        Analysis.Risk risk = plan().change(
                        "aws_s3_bucket_policy.x", "\"create\"", "null", "{}", ", \"after_unknown\": {\"policy\": true}")
                .analyzed()
                .risk();
        assertThat(risk.level()).isEqualTo(Severity.LOW);
        assertThat(risk.changeType()).isEqualTo("normal");
        assertThat(risk.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo("iam.anyone");
            assertThat(reason.detail()).contains("known only after apply");
        });
    }

    @Test
    void whatOnlyTheProviderComputesIsNoQuestionAndWhatTheCodeSetsIsOne() {
        String unknown = ", \"after_unknown\": {\"publicly_accessible\": true}";
        String code = "\"configuration\": {\"root_module\": {\"resources\": ["
                + "{\"address\": \"aws_db_instance.x\", \"expressions\": {%s}}]}}";
        String set = "\"publicly_accessible\": {\"references\": [\"terraform_data.a.output\", \"terraform_data.a\"]}";
        Given given = plan().change("aws_db_instance.x", "\"create\"", "null", "{}", unknown);
        assertThat(given.with(code.formatted("")).analyzed().risk().reasons()).isEmpty();
        Given question = plan().change("aws_db_instance.x", "\"create\"", "null", "{}", unknown);
        assertThat(question.with(code.formatted(set)).analyzed().risk().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.verdict()).isEqualTo(Verdict.UNKNOWN));
    }

    @Test
    void whatWasSoBeforeIsToldApartAndDoesNotCount() {
        String open = "{\"tags\": {\"a\": \"%s\"}, \"ingress\": [{\"protocol\": \"tcp\", \"from_port\": 22,"
                + " \"to_port\": 22, \"cidr_blocks\": [\"0.0.0.0/0\"]}]}";
        Analysis.Risk risk = plan().update("aws_security_group.x", open.formatted("1"), open.formatted("2"))
                .change("aws_security_group.y", "\"no-op\"", open.formatted("1"), open.formatted("1"), "")
                .in("dev")
                .analyzed()
                .risk();
        assertThat(risk.reasons()).isEmpty();
        assertThat(risk.level()).isEqualTo(Severity.LOW);
        assertThat(risk.changeType()).isEqualTo("standard");
        assertThat(risk.standing())
                .extracting(Analysis.Reason::address)
                .containsExactly("aws_security_group.x", "aws_security_group.y");
        assertThat(risk.standing().getFirst().detail())
                .isEqualTo("Already so before this change: port 22 open to the whole internet.");
    }

    @Test
    void aSensitiveValueIsNotJudgedButNamed() {
        Analysis.Risk risk = plan().change(
                        "aws_iam_policy.x",
                        "\"update\"",
                        "{\"policy\": \"a\"}",
                        "{\"policy\": \"b\"}",
                        ", \"after_sensitive\": {\"policy\": true}")
                .analyzed()
                .risk();
        assertThat(risk.reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail()).contains("hidden as sensitive"));
    }

    @Test
    void inProductionReasonsCountOneLevelHigher() {
        Given given = plan().replace("aws_db_instance.x", "{}", "{}", "storage_encrypted");
        assertThat(given.analyzed().risk().level()).isEqualTo(Severity.HIGH);
        Analysis.Risk risk = given.in("Production").analyzed().risk();
        assertThat(risk.level()).isEqualTo(Severity.CRITICAL);
        assertThat(risk.requiresCab()).isTrue();
        assertThat(risk.changeType()).isEqualTo("normal");
        assertThat(risk.score()).isBetween(80, 100);
        assertThat(risk.reasons()).extracting(Analysis.Reason::rule).contains("plan.production");
        assertThat(risk.mitigations().getFirst()).contains("Back up");
    }

    @Test
    void anAdditiveDevelopmentPlanIsAStandardChange() {
        Analysis.Risk risk = plan().create("aws_sqs_queue.x", "{\"name\": \"x\"}")
                .create("module.a.aws_vpc.y", "{\"cidr_block\": \"10.0.0.0/16\"}")
                .in("dev")
                .analyzed()
                .risk();
        assertThat(risk.level()).isEqualTo(Severity.LOW);
        assertThat(risk.requiresCab()).isFalse();
        assertThat(risk.changeType()).isEqualTo("standard");
        assertThat(risk.score()).isLessThan(25);
        assertThat(risk.reasons()).isEmpty();
        assertThat(risk.blastRadius()).isEqualTo(new Analysis.BlastRadius(2, 2, 0));
    }

    @Test
    void aPlanWithoutChangesHasNoRisk() {
        Analysis.Risk risk = plan().change("aws_vpc.x", "\"no-op\"", "{}", "{}", "")
                .in("prod")
                .analyzed()
                .risk();
        assertThat(risk.score()).isZero();
        assertThat(risk.reasons()).isEmpty();
    }

    @Test
    void driftIsJudgedAsTheChangeItIsAndProviderNoiseIsNone() {
        assertThat(plan().drift("aws_sqs_queue.x", "{\"tags\": null}", "{\"tags\": {}}")
                        .analyzed()
                        .risk()
                        .reasons())
                .isEmpty();
        assertOnly(plan().drift("aws_instance.x", "{\"ami\": \"a\"}", "{\"ami\": \"b\"}"), "plan.drift", "low");
        assertOnly(
                plan().drift("aws_ebs_volume.x", "{\"encrypted\": true}", "{\"encrypted\": false}"),
                "plan.drift",
                "high");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"errored\": true | plan.errored | high",
                "\"complete\": false | plan.incomplete | medium",
                "\"checks\": [{\"address\": {\"to_display\": \"check.x\"}, \"status\": \"fail\"}] | plan.check-failed | medium",
            })
    void aPlanThatIsNotWholeIsAReason(String member, String rule, String severity) {
        assertOnly(plan().create("aws_vpc.x", "{}").with(member), rule, severity);
    }

    @Test
    void sizeAndReachAreReasons() {
        Given large = plan();
        StringBuilder dependents = new StringBuilder();
        for (int index = 0; index < 100; index++) {
            large.create("aws_sqs_queue.q" + index, "{}");
            dependents.append("""
                    {"address": "aws_sqs_queue.q%d", "expressions": {"x": {"references": ["aws_vpc.x"]}}},""".formatted(index));
        }
        large.update("aws_vpc.x", "{\"a\": 1}", "{\"a\": 2}")
                .with("\"configuration\": {\"root_module\": {\"resources\": [%s {\"address\": \"aws_vpc.x\"}]}}"
                        .formatted(dependents));
        Analysis.Risk risk = large.analyzed().risk();
        assertThat(risk.reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactlyInAnyOrder("plan.size", "plan.blast-radius");
        assertThat(risk.blastRadius()).isEqualTo(new Analysis.BlastRadius(101, 1, 100));
    }

    private static void assertOnly(Given given, String rule, String severity) {
        assertThat(given.analyzed().risk().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo(rule);
            assertThat(reason.severity().spelling()).isEqualTo(severity);
            assertThat(reason.detail()).endsWith(".");
        });
    }
}
