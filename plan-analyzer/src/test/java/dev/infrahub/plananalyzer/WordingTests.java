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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An event in the words of the tool whose plan it is. */
class WordingTests {

    /** Its name as a word, or its command with one of its own: no part of an address, a type or a registry. */
    private static final Pattern TERRAFORM =
            Pattern.compile("\\bTerraform\\b|(?<![\\w.-])terraform (?:plan|apply|show|state|import|destroy)\\b");

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

    /** Every plan that the rules are held by, as if OpenTofu had made it. */
    static List<Path> plans() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/scorecard"))) {
            return files.filter(file ->
                            file.toString().endsWith(".json") || file.toString().endsWith(".txt"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void no_sentence_about_a_plan_of_opentofu_names_another_tool(Path file) throws IOException {
        byte[] plan = Files.readAllBytes(file);
        Plan.Format format = file.toString().endsWith(".json") ? Plan.Format.JSON : Plan.Format.TEXT;

        String terraform = event(plan, format, Plan.Tool.TERRAFORM).toString();
        String tofu = event(plan, format, Plan.Tool.TOFU).toString();

        assertThat(terraform).containsPattern(TERRAFORM);
        assertThat(tofu).doesNotContainPattern(TERRAFORM);
        assertThat(words(tofu, "OpenTofu")).isEqualTo(words(terraform, "Terraform"));
    }

    @Test
    void the_words_of_others_stay_as_they_are() {
        String key = "my Terraform 'terraform plan' \\\\\"it's terraform x";
        String plan = PLAN.replace("terraform x", key.replace("\\", "\\\\").replace("\"", "\\\""));

        PlanAnalyzed event = event(
                plan.formatted("registry.opentofu.org").getBytes(StandardCharsets.UTF_8),
                Plan.Format.JSON,
                Plan.Tool.TOFU);

        String address = "aws_sqs_queue.a[\"" + key + "\"]";
        assertThat(event.getResources()).anyMatch(one -> one.getAddress().equals(address));
        assertThat(event.getSummary()).contains(address);
        assertThat(event.getRollback().getIrreversible()).anyMatch(one -> one.startsWith(address + ": "));
        assertThat(event.getRollback().getSteps())
                .extracting(RollbackStep::getCommand)
                .contains("tofu apply -target='" + address.replace("'", "'\\''") + "'");
    }

    private static long words(String text, String word) {
        return Pattern.compile("\\b" + word + "\\b").matcher(text).results().count();
    }

    private static PlanAnalyzed event(String registry) {
        byte[] plan = PLAN.formatted(registry).getBytes(StandardCharsets.UTF_8);
        return event(plan, Plan.Format.JSON, null);
    }

    /** @param tool null where the plan tells */
    private static PlanAnalyzed event(byte[] plan, Plan.Format format, Plan.@Nullable Tool tool) {
        Analysis analysis = Analyst.analyze(new ByteArrayInputStream(plan), format, "production", Policy.DEFAULT);
        PlanSubmitted submitted = PlanSubmitted.newBuilder()
                .setPlanId("00000000-0000-0000-0000-000000000000")
                .setPlanHash("0".repeat(64))
                .setClient("default")
                .setModule("m")
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(plan))
                .setDeeds(List.of())
                .build();
        return Wording.of(tool == null ? analysis.tool() : tool, AnalyzedPlans.event(submitted, analysis));
    }
}
