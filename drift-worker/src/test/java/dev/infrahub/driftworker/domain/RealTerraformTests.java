package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.driftworker.domain.DriftAnalysis.Mode;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.terraform.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scans by a real Terraform with what is built into it: a module that reads another one's outputs, which change past it. Its own
 * resources cannot drift, since nothing outside Terraform holds them.
 */
class RealTerraformTests {

    private static final long LONGEST_SECONDS = 60;

    private static final String NETWORK = """
            output "size" { value = %d }
            """;

    private static final String SHOP = """
            data "terraform_remote_state" "network" {
              backend = "local"
              config  = { path = "../network/terraform.tfstate" }
            }
            resource "terraform_data" "shop" { input = data.terraform_remote_state.network.outputs.size }
            output "size" { value = data.terraform_remote_state.network.outputs.size }
            """;

    @TempDir
    private Path folder;

    /** What a command printed, and how it ended. */
    private record Ran(int code, String printed) {}

    @BeforeEach
    void startInOneMind() throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "terraform")));
        Assumptions.assumeTrue(installed, "no terraform on the path");
        configure("network", NETWORK.formatted(1));
        configure("shop", SHOP);
        for (String module : List.of("network", "shop")) {
            run(module, "init");
            run(module, "apply", "-auto-approve");
        }
    }

    @Test
    void what_was_just_applied_is_clean_in_both_modes() throws IOException, InterruptedException {
        for (String option : List.of("-refresh=true", "-refresh-only")) {
            DriftAnalysis scan = scan(option, 0);
            assertThat(scan.isClean()).isTrue();
            assertThat(scan.risk()).isEqualTo(Risk.NONE);
            assertThat(scan.pending()).isEmpty();
        }
    }

    @Test
    void an_output_that_follows_another_module_is_no_drift_and_is_named() throws IOException, InterruptedException {
        changeTheNetwork();

        DriftAnalysis scan = scan("-refresh-only", 2);
        assertThat(scan.mode()).isEqualTo(Mode.REFRESH_ONLY);
        assertThat(scan.isClean()).isTrue();
        assertThat(scan.outputs()).containsExactly("size");
    }

    @Test
    void what_the_code_wants_by_then_is_pending_and_no_drift() throws IOException, InterruptedException {
        changeTheNetwork();

        DriftAnalysis scan = scan("-refresh=true", 2);
        assertThat(scan.mode()).isEqualTo(Mode.NORMAL);
        assertThat(scan.isClean()).isTrue();
        assertThat(scan.pending()).extracting(DriftAnalysis.Pending::address).containsExactly("terraform_data.shop");
    }

    @Test
    void what_terraform_prints_where_it_cannot_plan_is_a_failed_scan() throws IOException, InterruptedException {
        Files.delete(folder.resolve("network/terraform.tfstate"));

        Ran failed = terraform("shop", "plan", "-refresh-only", "-detailed-exitcode", "-no-color");
        assertThat(failed.code()).isEqualTo(1);
        DriftAnalysis scan = Given.analysed(failed.printed(), Plan.Format.TEXT, scanOf(1));
        assertThat(scan.status()).isEqualTo(Status.FAILED);
        assertThat(scan.isClean()).isFalse();
    }

    private void changeTheNetwork() throws IOException, InterruptedException {
        configure("network", NETWORK.formatted(2));
        run("network", "apply", "-auto-approve");
    }

    private DriftAnalysis scan(String option, int code) throws IOException, InterruptedException {
        Ran plan = terraform("shop", "plan", option, "-detailed-exitcode", "-out=scan.tfplan");
        assertThat(plan.code()).as(plan.printed()).isEqualTo(code);
        return Given.analysed(run("shop", "show", "-json", "scan.tfplan"), Plan.Format.JSON, scanOf(code));
    }

    private static Scan scanOf(int code) {
        return new Scan("shop", OptionalInt.of(code), Given.NOW, Agreements.NONE);
    }

    private void configure(String module, String configuration) throws IOException {
        Files.createDirectories(folder.resolve(module));
        Files.writeString(folder.resolve(module).resolve("main.tf"), configuration);
    }

    private String run(String module, String... arguments) throws IOException, InterruptedException {
        Ran ran = terraform(module, arguments);
        assertThat(ran.code()).as(ran.printed()).isZero();
        return ran.printed();
    }

    private Ran terraform(String module, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.resolve(module).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        Process process = builder.start();
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                .as("in time")
                .isTrue();
        return new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
