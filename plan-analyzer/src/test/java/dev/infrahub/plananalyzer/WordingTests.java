package dev.infrahub.plananalyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.plananalyzer.domain.Analysis;
import dev.infrahub.plananalyzer.domain.Analyst;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.RollbackStep;
import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event in the words of the tool whose plan it is. */
class WordingTests {

    private static final String PLAN = """
            {"format_version": "1.2", "terraform_version": "1.10.6", "resource_changes": [
              {"address": "aws_sqs_queue.a[\\"terraform x\\"]", "mode": "managed", "type": "aws_sqs_queue", "name": "a",
               "provider_name": "%1$s/hashicorp/aws",
               "change": {"actions": ["delete"], "before": {"id": "q"}, "after": null, "after_unknown": {}}},
              {"address": "terraform_data.b", "mode": "managed", "type": "terraform_data", "name": "b",
               "provider_name": "terraform.io/builtin/terraform",
               "change": {"actions": ["forget"], "before": {"id": "b"}, "after": null, "after_unknown": {}}}]}
            """;

    @Test
    void who_uses_opentofu_reads_its_name_and_runs_its_command() {
        PlanAnalyzed event = event("registry.opentofu.org");

        assertThat(event.getTool()).isEqualTo("tofu");
        assertThat(event.getRollback().getSteps())
                .extracting(RollbackStep::getCommand)
                .contains("tofu apply -target='aws_sqs_queue.a[\"terraform x\"]'")
                .contains("tofu import 'terraform_data.b' \"$ID\" && tofu apply -target='terraform_data.b'")
                .contains("tofu plan");
        assertThat(event.getRollback().getWhole())
                .extracting(RollbackStep::getCommand)
                .contains("tofu plan -out=rollback.tfplan", "tofu apply rollback.tfplan");
        assertThat(event.getRollback().getPreconditions()).anyMatch(one -> one.contains("'tofu state pull >"));
        String text = event.toString().replace("terraform_data", "").replace("terraform x", "");
        assertThat(text).doesNotContain("Terraform ").doesNotContain("'terraform ");
    }

    @Test
    void who_uses_terraform_reads_that() {
        PlanAnalyzed event = event("registry.terraform.io");

        assertThat(event.getTool()).isEqualTo("terraform");
        assertThat(event.toString().replace("terraform_data", "")).doesNotContain("tofu ");
        assertThat(event.getRollback().getWhole())
                .extracting(RollbackStep::getCommand)
                .contains("terraform plan -out=rollback.tfplan");
    }

    private static PlanAnalyzed event(String registry) {
        byte[] plan = PLAN.formatted(registry).getBytes(StandardCharsets.UTF_8);
        Analysis analysis =
                Analyst.analyze(new ByteArrayInputStream(plan), Plan.Format.JSON, "development", Policy.DEFAULT);
        PlanSubmitted submitted = PlanSubmitted.newBuilder()
                .setPlanId("00000000-0000-0000-0000-000000000000")
                .setPlanHash("0".repeat(64))
                .setClient("default")
                .setModule("m")
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(plan))
                .setDeeds(List.of())
                .build();
        return Wording.of(analysis.tool(), AnalyzedPlans.event(submitted, analysis));
    }
}
