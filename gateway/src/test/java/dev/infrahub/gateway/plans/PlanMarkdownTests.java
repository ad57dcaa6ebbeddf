package dev.infrahub.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.BlastRadius;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanExplanation;
import dev.infrahub.schemas.PlannedCode;
import dev.infrahub.schemas.PlannedResource;
import dev.infrahub.schemas.RestoredValue;
import dev.infrahub.schemas.RiskAssessment;
import dev.infrahub.schemas.RiskReason;
import dev.infrahub.schemas.RollbackPlan;
import dev.infrahub.schemas.RollbackStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanMarkdownTests {

    @Test
    void says_what_is_destroyed_before_anything_else_that_changes() {
        String markdown = summary(List.of(
                resource("create", "aws_sqs_queue.a"),
                resource("delete", "aws_s3_bucket.b"),
                resource("replace", "aws_db_instance.c")));

        assertThat(markdown).contains("Destroyed or replaced (2)", "**Risk: LOW** (5/100)");
        assertThat(markdown.indexOf("aws_s3_bucket.b")).isLessThan(markdown.indexOf("aws_sqs_queue.a"));
    }

    @Test
    void says_each_thing_once_and_folds_what_is_detail() {
        PlannedResource gone = new PlannedResource(
                "aws_s3_bucket.b",
                "aws_s3_bucket",
                null,
                "delete",
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                "Its data is lost.",
                List.of());
        PlannedResource opened = new PlannedResource(
                "aws_security_group.db",
                "aws_security_group",
                null,
                "update",
                List.of("ingress"),
                List.of(),
                List.of(),
                null,
                false,
                "Opens port 5432.",
                List.of());
        List<RiskReason> reasons = List.of(
                new RiskReason("data.destroyed", "critical", "aws_s3_bucket.b", "Its data is lost.", "yes"),
                new RiskReason(
                        "network.open-to-world", "critical", "aws_security_group.db", "Opens port 5432.", "yes"));

        String markdown =
                summary(plan(List.of(gone, opened)).setRisk(risk(reasons)).build());

        assertThat(markdown).containsOnlyOnce("Its data is lost.").containsOnlyOnce("Opens port 5432.");
        assertThat(markdown).contains("! update aws_security_group.db: ingress\n", "- delete aws_s3_bucket.b\n");
        assertThat(markdown).contains("- [ ] Take a copy.", "   terraform apply -target='aws_sqs_queue.a'\n");
        assertThat(markdown.split("<details>", -1)).hasSize(3);
        assertThat(markdown.split("</details>", -1)).hasSize(3);
    }

    @Test
    void says_a_models_words_after_the_facts_and_takes_nothing_in_them_for_markup() {
        PlanAnalyzed plan = plan(List.of(resource("delete", "aws_s3_bucket.b")))
                .setAi(new AiUse("used", "openai", "m-1", 10, 10, null))
                .setExplanation(new PlanExplanation(
                        "It deletes aws_s3_bucket.b. <b>@all</b> [x](y)",
                        "Its risk is told.",
                        "It is undone.",
                        List.of()))
                .build();

        String markdown = summary(plan);

        assertThat(markdown)
                .contains("> It deletes `aws_s3_bucket.b`. `<b>@all</b>` `[x](y`)", "In the words of `m-1`");
        assertThat(markdown.indexOf("Destroyed or replaced")).isLessThan(markdown.indexOf("In the words of"));
        assertThat(markdown).doesNotContain("Its risk is told.", "It is undone.");
        assertThat(PlanMarkdown.of(OperationKind.RISK_ASSESSMENT, plan)).contains("> Its risk is told.");
        assertThat(PlanMarkdown.of(OperationKind.ROLLBACK_PLAN, plan)).contains("> It is undone.");
    }

    @Test
    void counts_what_runs_beside_what_changes() {
        String markdown = summary(plan(List.of())
                .setReferences(List.of())
                .setCode(List.of(
                        new PlannedCode("action", "action.aws_lambda_invoke.migrate", "aws_lambda_invoke"),
                        new PlannedCode("provisioner", "null_resource.boot", "local-exec 1")))
                .build());

        assertThat(markdown.lines().findFirst()).hasValue("### 🟢 `network`: 1 to invoke, 1 to run");
    }

    @Test
    void shows_names_and_text_without_letting_them_become_markup() {
        PlanAnalyzed plan = plan(List.of(resource("delete", "aws_s3_bucket.b[\"`x`\n```\n|y\"]")))
                .setModule("net<img src=x>")
                .setLimits(List.of("Ping @everyone [here](http://x)."))
                .build();

        String markdown = summary(plan);

        assertThat(markdown).contains("`net<img src=x>`", "- Ping `@everyone` `[here](http://x`).");
        assertThat(markdown).contains("```` aws_s3_bucket.b[\"`x` ``` |y\"] ````");
    }

    @Test
    void shows_what_a_sentence_quotes_as_code() {
        PlanAnalyzed plan = plan(List.of())
                .setLimits(List.of("Keep it: 'state pull > a.tfstate'.", "The plan's 'x", "'a' and ('b')", "''"))
                .build();

        assertThat(summary(plan))
                .contains(
                        "- Keep it: `state pull > a.tfstate`.\n", "- The plan's 'x\n", "- `a` and ('b')\n", "- `''`\n");
    }

    @Test
    void names_the_tool_whose_plan_it_is() {
        PlanAnalyzed.Builder plan = plan(List.of()).setTerraformVersion("1.10.6");

        assertThat(summary(plan.build())).contains("Terraform `1.10.6`");
        assertThat(summary(plan.setTool("tofu").build()))
                .contains("OpenTofu `1.10.6`")
                .doesNotContain("Terraform `");
    }

    @Test
    void tells_what_is_let_go_of_for_a_new_object_what_is_only_marked_and_what_is_unknown() {
        PlannedResource anew = resource("create-and-forget", "aws_db_instance.a");
        PlannedResource strange = resource("unknown", "aws_db_instance.b");
        PlannedResource marked = new PlannedResource(
                "aws_db_instance.c",
                "aws_db_instance",
                null,
                "update",
                List.of(),
                List.of("password"),
                List.of(),
                null,
                false,
                null,
                List.of());

        String markdown = summary(plan(List.of(anew, strange, marked))
                .setChanges(new ChangeCounts(1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1))
                .build());

        assertThat(markdown)
                .contains("1 to update, 1 to create, 1 to forget, 1 to do something unknown to")
                .contains("! create-and-forget aws_db_instance.a\n")
                .contains("! unknown aws_db_instance.b\n")
                .contains("! update aws_db_instance.c: password (its sensitive mark)\n")
                .doesNotContain("Destroyed or replaced");
    }

    private static String summary(List<PlannedResource> resources) {
        return summary(plan(resources).build());
    }

    private static String summary(PlanAnalyzed plan) {
        return PlanMarkdown.of(OperationKind.SUMMARIZE_PLAN, plan);
    }

    private static PlanAnalyzed.Builder plan(List<PlannedResource> resources) {
        RollbackStep step = new RollbackStep(
                1,
                "aws_sqs_queue.a",
                "set-back",
                "terraform apply -target='aws_sqs_queue.a'",
                "Sets it back.",
                false,
                "reversible",
                List.of(new RestoredValue("delay_seconds", "30")));
        return PlanAnalyzed.newBuilder()
                .setPlanId("id")
                .setPlanHash("hash")
                .setClient("acme")
                .setModule("network")
                .setFormat("json")
                .setSummary("Changes things.")
                .setChanges(new ChangeCounts(0, 0, resources.size(), 0, 0, 0, 0, 0, 0, 0, 0))
                .setResources(resources)
                .setOutputs(List.of())
                .setRisk(risk(List.of()))
                .setRollback(new RollbackPlan(List.of(step), List.of(), "none", List.of("Take a copy."), List.of()))
                .setAi(new AiUse("off", null, null, 0, 0, null))
                .setDeeds(List.of())
                .setReferences(List.of())
                .setCode(List.of());
    }

    private static RiskAssessment risk(List<RiskReason> reasons) {
        return new RiskAssessment("low", 5, false, "standard", reasons, List.of(), new BlastRadius(1, 1, 0), List.of());
    }

    private static PlannedResource resource(String action, String address) {
        String type = address.contains("aws_instance") ? "aws_instance" : "aws_other";
        return new PlannedResource(
                address, type, null, action, List.of(), List.of(), List.of(), null, false, null, List.of());
    }
}
