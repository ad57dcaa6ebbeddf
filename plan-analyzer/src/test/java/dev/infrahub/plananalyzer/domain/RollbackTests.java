package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackTests {

    private static final String CHAIN = "\"configuration\": {\"root_module\": {\"resources\": [{\"address\":"
            + " \"a_one.x\"},{\"address\": \"a_two.x\", \"expressions\": {\"i\": {\"references\":"
            + " [\"a_one.x\"]}}},{\"address\": \"a_three.x\", \"expressions\": {\"i\": {\"references\": [\"a_two.x.id\","
            + " \"a_two.x\"]}}}]}}";

    @Test
    void whatRefersToOthersIsUndoneBeforeThem() {
        Analysis.Rollback rollback = plan().create("a_three.x", "{}")
                .create("a_one.x", "{}")
                .create("a_two.x[\"it's\"]", "{}")
                .with(CHAIN)
                .analyzed()
                .rollback();
        assertThat(rollback.steps())
                .extracting(Analysis.Step::address)
                .containsExactly(null, "a_three.x", "a_two.x[\"it's\"]", "a_one.x");
        assertThat(rollback.steps()).extracting(Analysis.Step::order).containsExactly(1, 2, 3, 4);
        assertThat(rollback.steps().get(2).command()).isEqualTo("terraform destroy -target='a_two.x[\"it'\\''s\"]'");
        assertThat(rollback.steps().getFirst().detail()).contains("what refers to others comes first");
        assertThat(rollback.dataLossRisk()).isEqualTo("none");
    }

    @Test
    void aSecretIsNotTold() {
        assertThat(plan().update(
                                "github_actions_secret.x",
                                "{\"plaintext_value\": \"Old-Plain-1\"}",
                                "{\"plaintext_value\": \"n\"}")
                        .update("tfe_organization_token.x", "{\"value\": \"Old-Value-2\"}", "{\"value\": \"n\"}")
                        .update("aws_ssm_parameter.x", "{\"value\": \"Old-Value-3\"}", "{\"value\": \"n\"}")
                        .update(
                                "aws_ssm_parameter.y",
                                "{\"type\": \"String\", \"value\": \"eu-west-1\"}",
                                "{\"type\": \"String\", \"value\": \"n\"}")
                        .update("acme_lock.x", "{\"pin\": 4711}", "{\"pin\": 1}")
                        .analyzed()
                        .rollback()
                        .toString())
                .contains("eu-west-1")
                .doesNotContain("Old-Plain-1")
                .doesNotContain("Old-Value-2")
                .doesNotContain("Old-Value-3")
                .doesNotContain("4711");
    }

    @Test
    void whatASettingWasIsTold() {
        List<String> settings = List.of(
                "\"minimum_password_length\": 14",
                "\"token_ttl\": 3600",
                "\"secret_name\": \"prod/app/db\"",
                "\"explicit_auth_flows\": [\"ALLOW_USER_PASSWORD_AUTH\"]",
                "\"key_vault_secret_id\": \"https://kv.vault.azure.net/secrets/x/0123456789abcdef012345\"",
                "\"source_code_hash\": \"JF2nxUZ6bnJhNvF8nOgaOiIMvjiH/Kcdkau4k4khH1o=\"",
                "\"etag\": \"9b2cf535f27731c974343645a3985328\"",
                "\"authorization_type\": \"JWT\"",
                "\"disable_password_authentication\": true",
                "\"command\": [\"server\", \"--token-file\", \"/run/token\"]");
        for (String setting : settings) {
            assertThat(plan().update("aws_x.y", "{" + setting + "}", "{}")
                            .analyzed()
                            .rollback()
                            .steps())
                    .as(setting)
                    .flatExtracting(Analysis.Step::restores)
                    .extracting(Analysis.Restored::value)
                    .isNotEmpty()
                    .noneMatch(value -> value.contains("("));
        }
    }

    @Test
    void withoutReferencesThePlansOrderIsReversedAndThatIsSaid() {
        Analysis.Rollback rollback = plan().create("a_one.x", "{}")
                .create("a_two.x", "{}")
                .analyzed()
                .rollback();
        assertThat(rollback.steps()).extracting(Analysis.Step::address).containsExactly(null, "a_two.x", "a_one.x");
        assertThat(rollback.steps().getFirst().detail()).contains("the plan's order, reversed");
    }

    @Test
    void theStateComesFirstThenWhatIsGoneThenWhatChangedThenWhatIsNew() {
        Analysis.Rollback rollback = plan().create("aws_vpc.new", "{}")
                .update("aws_vpc.changed", "{\"a\": 1}", "{\"a\": 2}")
                .delete("aws_vpc.gone", "{}")
                .entry("aws_vpc.here", "\"no-op\"", "\"previous_address\": \"aws_vpc.there\"")
                .change("aws_vpc.imported", "\"no-op\"", "{}", "{}", ", \"importing\": {\"id\": \"i\"}")
                .change("aws_vpc.forgotten", "\"forget\"", "{}", "null", "")
                .analyzed()
                .rollback();
        assertThat(rollback.steps())
                .extracting(Analysis.Step::action)
                .containsExactly("revert", "import", "none", "move-back", "recreate", "revert", "destroy");
        assertThat(rollback.steps())
                .extracting(Analysis.Step::command)
                .containsExactly(
                        "terraform plan",
                        "terraform import 'aws_vpc.forgotten' \"$ID\" && terraform apply -target='aws_vpc.forgotten'",
                        "terraform state rm 'aws_vpc.imported'",
                        "terraform state mv 'aws_vpc.here' 'aws_vpc.there'",
                        "terraform apply -target='aws_vpc.gone'",
                        "terraform apply -target='aws_vpc.changed'",
                        "terraform destroy -target='aws_vpc.new'");
    }

    @Test
    void lostDataIsIrreversibleAndHasAPrecondition() {
        Analysis.Rollback rollback = plan().delete("aws_s3_bucket.x", "{\"force_destroy\": true}")
                .analyzed()
                .rollback();
        assertThat(rollback.dataLossRisk()).isEqualTo("certain");
        assertThat(rollback.irreversible()).singleElement().asString().contains("its data is lost");
        assertThat(rollback.preconditions()).anyMatch(precondition -> precondition.contains("copy its objects"));
        assertThat(rollback.steps().getLast().irreversible()).isTrue();
        assertThat(rollback.steps().getLast().action()).isEqualTo("restore");
    }

    @Test
    void aProviderThatKeepsACopyMakesTheLossPossibleOnly() {
        assertThat(plan().delete("aws_s3_bucket.x", "{\"force_destroy\": false}")
                        .analyzed()
                        .rollback()
                        .dataLossRisk())
                .isEqualTo("possible");
        assertThat(plan().replace("aws_db_instance.x", "{\"skip_final_snapshot\": false}", "{}", "engine")
                        .analyzed()
                        .rollback()
                        .dataLossRisk())
                .isEqualTo("possible");
        assertThat(plan().delete("unheardof_database.x", "{}")
                        .analyzed()
                        .rollback()
                        .dataLossRisk())
                .as("a provider the table does not know")
                .isEqualTo("possible");
        assertThat(plan().delete("aws_vpc.x", "{}").analyzed().rollback().dataLossRisk())
                .isEqualTo("none");
    }

    @Test
    void aChangeThatCannotBeSetBackSaysSo() {
        Analysis.Rollback rollback = plan().update(
                        "aws_db_instance.x", "{\"engine_version\": \"15\"}", "{\"engine_version\": \"16\"}")
                .analyzed()
                .rollback();
        assertThat(rollback.steps().getLast().irreversible()).isTrue();
        assertThat(rollback.steps().getLast().command()).isNull();
        assertThat(rollback.irreversible()).hasSize(1);
    }

    @Test
    void everyStepSaysHowFarItBringsBackWhatWas() {
        Analysis.Rollback rollback = plan().create("aws_vpc.new", "{}")
                .delete("aws_s3_bucket.gone", "{}")
                .delete("aws_route53_zone.gone", "{}")
                .delete("unheardof_database.gone", "{}")
                .replace("random_password.x", "{}", "{}", "length")
                .update("aws_vpc.changed", "{\"a\": 1}", "{\"a\": 2}")
                .analyzed()
                .rollback();
        assertThat(rollback.steps())
                .filteredOn(step -> step.address() != null)
                .extracting(step -> step.address() + " " + step.reversibility().spelling())
                .containsExactlyInAnyOrder(
                        "aws_vpc.new reversible",
                        "aws_s3_bucket.gone reversible-with-data",
                        "aws_route53_zone.gone irreversible",
                        "unheardof_database.gone reversible-with-data",
                        "random_password.x irreversible",
                        "aws_vpc.changed reversible");
        assertThat(rollback.whole())
                .extracting(Analysis.Step::command)
                .containsExactly(
                        "git revert --no-edit \"$COMMIT\"",
                        "terraform plan -out=rollback.tfplan",
                        "terraform apply rollback.tfplan",
                        "terraform state push -force before-apply.tfstate");
    }

    @Test
    void oldValuesAreShownWhereTheyAreShortAndNeverWhereTheyAreOrLookSecret() {
        String before = """
            {"size": 5, "name": "a", "on": true, "nothing": null, "zones": ["a", "b"], "rules": [{"x": 1}],
             "db_password": "short", "marked": "hidden", "plain_key": "AKIAIOSFODNN7EXAMPLE9", "computed": "a",
             "url": "https://u:p@example.com", "list": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"]}\
            """;
        String after = """
            {"size": 6, "name": "b", "on": false, "nothing": 1, "zones": [], "rules": [], "db_password": "other",
             "marked": "other", "plain_key": "", "url": "", "list": []}\
            """;
        Analysis.Rollback rollback = plan().change(
                        "aws_x.y",
                        "\"update\"",
                        before,
                        after,
                        ", \"before_sensitive\": {\"marked\": true}, \"after_unknown\": {\"computed\": true}")
                .with("\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"aws_x.y\"}]}}")
                .analyzed()
                .rollback();
        assertThat(rollback.steps().getLast().restores())
                .extracting(restored -> restored.attribute() + " = " + restored.value())
                .containsExactly(
                        "db_password = (sensitive)",
                        "list = (sensitive)",
                        "marked = (sensitive)",
                        "name = \"a\"",
                        "nothing = null",
                        "on = true",
                        "plain_key = (sensitive)",
                        "rules = (see the old configuration)",
                        "size = 5",
                        "url = (sensitive)",
                        "zones = [\"a\", \"b\"]");
    }

    @Test
    void aValueWhoseNameStandsBesideItIsNotShownWhereThatNameIsOfASecret() {
        Analysis.Rollback rollback = plan().change(
                        "aws_x.y",
                        "\"update\"",
                        "{\"name\": \"DB_PASSWORD\", \"value\": \"a1\", \"size\": 1}",
                        "{\"name\": \"DB_PASSWORD\", \"value\": \"a2\", \"size\": 2}",
                        "")
                .with("\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"aws_x.y\"}]}}")
                .analyzed()
                .rollback();
        assertThat(rollback.steps().getLast().restores())
                .extracting(restored -> restored.attribute() + " = " + restored.value())
                .containsExactly("size = 1", "value = (sensitive)");
    }

    @Test
    void whatMayBeAKeyIsNotShownWhateverItLooksLike() {
        String before = """
            {"join_key": "a1", "key": "b1", "community": "c1", "admin_pw": "d1", "preSharedKey": "e1", "psk2": "f1",
             "command": ["redis-server", "--requirepass", "g1"], "args": ["-password=h1"], "wifi_kennwort": "i1",
             "key_name": "shown", "kms_key_id": "shown"}\
            """;
        Analysis.Rollback rollback = plan().change(
                        "aws_x.y",
                        "\"update\"",
                        before,
                        before.replace("1\"", "2\"").replace("shown", "other"),
                        "")
                .with("\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"aws_x.y\"}]}}")
                .analyzed()
                .rollback();
        assertThat(rollback.toString()).doesNotContain("a1", "b1", "c1", "d1", "e1", "f1", "g1", "h1", "i1");
        assertThat(rollback.steps().getLast().restores())
                .filteredOn(restored -> restored.value().equals("\"shown\""))
                .extracting(Analysis.Restored::attribute)
                .containsExactly("key_name", "kms_key_id");
    }

    @Test
    void aPlanThatDoesNothingNeedsNoRollback() {
        Analysis.Rollback rollback = plan().analyzed().rollback();
        assertThat(rollback.steps()).isEmpty();
        assertThat(rollback.preconditions()).isEmpty();
    }

    @Test
    void longChainsOfReferencesCostNoStack() {
        StringBuilder resources = new StringBuilder("{\"address\": \"a_b.c0\"}");
        Given given = plan();
        for (int index = 1; index < 20_000; index++) {
            resources.append(", {\"address\": \"a_b.c%d\", \"expressions\": {\"i\": {\"references\": [\"a_b.c%d\"]}}}"
                    .formatted(index, index - 1));
        }
        given.create("a_b.c0", "{}").create("a_b.c19999", "{}");
        assertThat(given.with("\"configuration\": {\"root_module\": {\"resources\": [%s]}}".formatted(resources))
                        .analyzed()
                        .rollback()
                        .steps())
                .extracting(Analysis.Step::address)
                .containsExactly(null, "a_b.c19999", "a_b.c0");
    }
}
