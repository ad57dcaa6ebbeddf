package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans made anew by a real Terraform; skipped where there is none. */
class ReplanTests {

    private static final FingerprintKey KEY = FingerprintKey.of(new byte[32]);

    private static final String CONFIGURATION = """
        variable "password" {
          type      = string
          sensitive = true
          default   = "hunter2-hunter2"
        }
        resource "terraform_data" "a" {
          for_each         = toset(["x", "y", "z"])
          input            = { name = each.key, size = 1, password = var.password }
          triggers_replace = ["one", 12345678901234567890]
        }
        resource "terraform_data" "b" {
          input = { all = [for each in terraform_data.a : each.id] }
        }
        output "size" {
          value = 1
        }
        """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireTerraform() {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "terraform")));
        Assumptions.assumeTrue(installed, "no terraform on the path");
    }

    @Test
    void aPlanMadeAgainHasTheSameFingerprint() throws Exception {
        initialise();
        byte[] first = plan();
        byte[] second = plan();

        assertThat(fingerprint(second)).isEqualTo(fingerprint(first));
    }

    @Test
    void aPlanOfAnotherValueHasAnotherFingerprint() throws Exception {
        initialise();
        String first = fingerprint(plan());

        for (String[] change : List.of(
                new String[] {"size = 1,", "size = 2,"},
                new String[] {"value = 1", "value = 2"},
                new String[] {"hunter2-hunter2", "hunter3-hunter3"},
                new String[] {"12345678901234567890", "12345678901234567891"},
                new String[] {"\"z\"", "\"zz\""})) {
            write(CONFIGURATION.replace(change[0], change[1]));
            assertThat(fingerprint(plan())).as(change[1]).isNotEqualTo(first);
        }
        write(CONFIGURATION);
        assertThat(fingerprint(plan())).isEqualTo(first);
    }

    @Test
    void afterApplyTheSameHolds() throws Exception {
        initialise();
        terraform("apply", "-auto-approve");
        String nothing = fingerprint(plan());
        write(CONFIGURATION.replace("\"one\"", "\"two\""));
        String replacement = fingerprint(plan());

        assertThat(fingerprint(plan())).isEqualTo(replacement).isNotEqualTo(nothing);
        write(CONFIGURATION);
        assertThat(fingerprint(plan("-refresh-only"))).isEqualTo(nothing);
    }

    @Test
    void anotherCommandOfAProvisionerIsAnotherPlanAndIsTold() throws Exception {
        String provisioned = CONFIGURATION.replace("triggers_replace = [\"one\"", """
            provisioner "local-exec" {
              command = "echo one"
            }
            provisioner "local-exec" {
              when    = destroy
              command = "echo gone"
            }
            triggers_replace = ["one\"""");
        initialise();
        write(provisioned);
        byte[] approved = plan();

        write(provisioned.replace("echo one", "echo evil"));
        byte[] other = plan();

        assertThat(fingerprint(other)).isNotEqualTo(fingerprint(approved));
        assertThat(PlanDifference.between(read(approved).deeds(), read(other).deeds()))
                .containsExactly("terraform_data.a provisioner local-exec 1: another value of command than approved");
        write(provisioned);
        assertThat(fingerprint(plan())).isEqualTo(fingerprint(approved));
    }

    private void initialise() throws Exception {
        write(CONFIGURATION);
        terraform("init");
    }

    private void write(String configuration) throws IOException {
        Files.writeString(folder.resolve("main.tf"), configuration);
    }

    private byte[] plan(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("plan", "-out=test.tfplan"));
        arguments.addAll(List.of(options));
        terraform(arguments.toArray(String[]::new));
        return terraform("show", "-json", "test.tfplan");
    }

    private byte[] terraform(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("in time").isTrue();
        byte[] printed = Files.readAllBytes(output);
        assertThat(process.exitValue())
                .as(new String(printed, StandardCharsets.UTF_8))
                .isZero();
        return printed;
    }

    private static String fingerprint(byte[] plan) {
        return read(plan).text();
    }

    private static PlanFingerprint read(byte[] plan) {
        return PlanFingerprint.read(new ByteArrayInputStream(plan), KEY);
    }
}
