package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTests {

    @Test
    void aPlanThatOnlyInvokesAnActionChangesSomethingAndNeedsTheBoard() {
        Analysis analysis = plan().with("\"action_invocations\": [{\"address\": \"action.aws_lambda_invoke.migrate\","
                        + " \"type\": \"aws_lambda_invoke\", \"name\": \"migrate\", \"invoke_action_trigger\": {}}]")
                .analyzed();
        assertThat(analysis.summary())
                .startsWith("No resource changes; code runs: 1 action.")
                .contains("action.aws_lambda_invoke.migrate: This action is invoked during apply");
        assertThat(analysis.risk().requiresCab()).isTrue();
        assertThat(analysis.risk().changeType()).isEqualTo("normal");
        assertThat(analysis.code()).hasSize(1);
    }

    @Test
    void whatRunsIsToldBesideWhatIsMade() {
        Analysis analysis = plan().create("null_resource.boot", "{}")
                .with("\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"null_resource.boot\","
                        + " \"provisioners\": [{\"type\": \"local-exec\", \"expressions\": {}}, {\"type\":"
                        + " \"file\"}]}]}}")
                .analyzed();
        assertThat(analysis.summary())
                .startsWith("Resources: 1 created; code runs: 2 provisioners.")
                .contains("null_resource.boot: Runs its provisioner local-exec 1 during apply")
                .contains("- Creates null_resource.boot.");
    }

    @Test
    void theNotableComesFirstAndTheRestByKind() {
        Given given = plan().create("aws_vpc.main", "{}")
                .update("aws_sqs_queue.jobs", "{\"delay\": 1}", "{\"delay\": 2}")
                .replace("aws_db_instance.main", "{}", "{}", "identifier")
                .change("aws_subnet.a", "\"no-op\"", "{}", "{}", "")
                .entry("aws_instance.b", "\"no-op\"", "\"previous_address\": \"aws_instance.a\"");
        for (int index = 0; index < 5; index++) {
            given.create("module.net.aws_subnet.s[%d]".formatted(index), "{}");
        }
        assertThat(given.analyzed().summary()).isEqualTo("""
            Resources: 1 replaced, 1 updated, 6 created, 1 moved.
            - aws_db_instance.main: The database is destroyed and made anew because of identifier, which cannot change \
            in place: its data is lost.
            - Updates aws_sqs_queue.jobs (delay).
            - Creates aws_vpc.main.
            - In module.net: creates 5 aws_subnet.\
            """);
    }

    @Test
    void instancesOfAModuleAreToldTogether() {
        Given given = plan();
        for (int index = 0; index < 2; index++) {
            given.create("module.net[%d].aws_subnet.s".formatted(index), "{}")
                    .update("module.app.aws_sqs_queue.q" + index, "{\"delay\": 1}", "{\"delay\": 2}");
        }
        assertThat(given.analyzed().summary()).isEqualTo("""
            Resources: 2 updated, 2 created.
            - In module.app: updates aws_sqs_queue.q0 (delay), aws_sqs_queue.q1 (delay).
            - In module.net[…] (2 instances): creates 2 aws_subnet.\
            """);
    }

    @Test
    void whatTheProviderComputesAndWhatOnlyLooksChangedIsNoNoise() {
        String code = "\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"aws_sqs_queue.x\"}]}}";
        assertThat(plan().change(
                                "aws_sqs_queue.x",
                                "\"update\"",
                                "{\"tags\": null, \"arn\": \"a\"}",
                                "{\"tags\": {}}",
                                ", \"after_unknown\": {\"arn\": true}")
                        .with(code)
                        .analyzed()
                        .summary())
                .isEqualTo("""
                    Resources: 1 updated.
                    - 1 update changes only what the provider computes.\
                    """);
    }

    @Test
    void whatIsSaidOfManyIsSaidOnce() {
        Given given = plan();
        for (int index = 0; index < 9; index++) {
            given.delete("aws_subnet.web[%d]".formatted(index), "{}");
        }
        assertThat(given.analyzed().summary()).isEqualTo("""
            Resources: 9 destroyed.
            - aws_subnet.web[0], aws_subnet.web[1], aws_subnet.web[2] and 6 more: It is destroyed.\
            """);
    }

    @Test
    void aPlanThatDoesNothingSaysSo() {
        assertThat(plan().analyzed().summary()).isEqualTo("No changes.");
        assertThat(plan().with("\"output_changes\": {\"url\": {\"actions\": [\"create\"], \"before\": null,"
                                + " \"after\": 1}}")
                        .analyzed()
                        .summary())
                .isEqualTo("""
                    No resource changes; only outputs change.
                    - Outputs that change: url.\
                    """);
    }

    @Test
    void driftStandsBesideTheChanges() {
        assertThat(plan().drift("aws_instance.x", "{\"ami\": \"a\"}", "{\"ami\": \"b\"}")
                        .analyzed()
                        .summary())
                .isEqualTo("""
                    No changes.
                    - Changed outside Terraform: aws_instance.x.\
                    """);
    }
}
