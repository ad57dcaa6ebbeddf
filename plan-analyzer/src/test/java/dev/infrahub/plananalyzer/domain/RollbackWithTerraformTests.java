package dev.infrahub.plananalyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import dev.infrahub.terraform.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan is applied by a real Terraform and undone by the steps as they are given; nothing but new identities remains. */
class RollbackWithTerraformTests {

    private static final Path CONFIGURATIONS = Given.projectFile("plan-analyzer/src/test/resources/rollback");
    private static final long LONGEST_SECONDS = 120;

    @TempDir
    private Path folder;

    private String importedId = "";

    /** A resource in the state: its values, and the identity that is lost when it is made anew. */
    private record Resource(Value input, Value output, Value trigger, Value id) {

        boolean sameButForIdentity(Resource other) {
            return input.equals(other.input) && output.equals(other.output) && trigger.equals(other.trigger);
        }
    }

    @BeforeEach
    void startWithTheOldConfiguration() throws IOException, InterruptedException {
        boolean installed = System.getenv("PATH") != null
                && List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "terraform")));
        if (!installed) {
            Assumptions.abort("terraform is not on the path: the rollback steps cannot be carried out");
        }
        configure("before.tf");
        run("terraform init");
        run("terraform apply");
    }

    @Test
    void theStepsBringBackTheStateBeforeApply() throws IOException, InterruptedException {
        Map<String, Resource> before = state();
        Analysis.Rollback rollback = applyTheChange(before);
        assertThat(state().keySet()).isNotEqualTo(before.keySet());

        configure("before.tf");
        for (Analysis.Step step : rollback.steps()) {
            String command = step.command();
            if (command != null) {
                run(command);
            }
        }

        assertSameState(before, rollback);
        run("terraform plan -detailed-exitcode");
    }

    @Test
    void soDoesTheWholePlanAfterTheStepsOfTheState() throws IOException, InterruptedException {
        Map<String, Resource> before = state();
        Analysis.Rollback rollback = applyTheChange(before);

        configure("before.tf");
        for (Analysis.Step step : rollback.steps()) {
            if (step.action().equals("move-back") || step.action().equals("import")) {
                run(String.valueOf(step.command()));
            }
        }
        run(String.valueOf(rollback.whole().get(1).command()));
        run(String.valueOf(rollback.whole().get(2).command()));

        assertSameState(before, rollback);
        run("terraform plan -detailed-exitcode");
    }

    @Test
    void aLostStateComesBackFromTheCopy() throws IOException, InterruptedException {
        Map<String, Resource> before = state();
        Analysis.Rollback rollback = applyTheChange(before);
        run("terraform state rm terraform_data.network");
        run(String.valueOf(rollback.whole().getLast().command()));
        assertThat(state()).isEqualTo(before);
    }

    private Analysis.Rollback applyTheChange(Map<String, Resource> before) throws IOException, InterruptedException {
        importedId = resource(before, "terraform_data.handed_over").id().text().orElseThrow();
        configure("after.tf");
        run("terraform plan -out=change.tfplan");
        Path plan = folder.resolve("plan.json");
        Files.writeString(plan, run("terraform show -json change.tfplan"));
        Analysis.Rollback rollback =
                Given.analyzed(plan, Plan.Format.JSON, "dev").rollback();
        run(quoted(rollback.preconditions().getFirst()));
        run("terraform apply change.tfplan");
        return rollback;
    }

    private static String quoted(String sentence) {
        return sentence.substring(sentence.indexOf('\'') + 1, sentence.lastIndexOf('\''));
    }

    private void assertSameState(Map<String, Resource> before, Analysis.Rollback rollback)
            throws IOException, InterruptedException {
        Map<String, Resource> now = state();
        assertThat(now.keySet()).isEqualTo(before.keySet());
        before.forEach((address, resource) -> {
            Resource other = resource(now, address);
            assertThat(other.sameButForIdentity(resource)).as(address).isTrue();
            boolean anew = rollback.steps().stream()
                    .anyMatch(step ->
                            address.equals(step.address()) && step.detail().contains("identity"));
            assertThat(other.id().equals(resource.id()))
                    .as(address + " keeps its identity unless its step says otherwise")
                    .isNotEqualTo(anew);
        });
    }

    private static Resource resource(Map<String, Resource> state, String address) {
        return Objects.requireNonNull(state.get(address), address);
    }

    private void configure(String name) throws IOException {
        Files.writeString(folder.resolve("main.tf"), Files.readString(CONFIGURATIONS.resolve(name)));
    }

    private Map<String, Resource> state() throws IOException, InterruptedException {
        Map<String, Resource> resources = new TreeMap<>();
        Value state = Value.ofJson(run("terraform show -json")).orElseThrow();
        for (Value resource : state.at("values", "root_module", "resources").each()) {
            Value values = resource.at("values");
            resources.put(
                    resource.at("address").text().orElseThrow(),
                    new Resource(
                            values.at("input"), values.at("output"), values.at("triggers_replace"), values.at("id")));
        }
        return resources;
    }

    private String run(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of(
                        "TF_CLI_CONFIG_FILE", "/dev/null",
                        "TF_CLI_ARGS_apply", "-auto-approve",
                        "TF_CLI_ARGS_destroy", "-auto-approve",
                        "TF_IN_AUTOMATION", "1",
                        "CHECKPOINT_DISABLE", "1",
                        "ID", importedId));
        Process process = builder.start();
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                .as(command)
                .isTrue();
        assertThat(process.exitValue())
                .as(command + "\n" + Files.readString(errors))
                .isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
