package dev.infrahub.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Terraform itself says of the golden paths, where it is installed; and of a provider's, where that is too. */
class WithTerraformTests {

    private static final long LONGEST_MINUTES = 5;

    @TempDir
    Path folder;

    @Test
    void all_are_formatted() throws Exception {
        assumeTerraform();
        for (GoldenPath path : GoldenPaths.all()) {
            write(path);
        }

        assertThat(run("terraform", "fmt", "-check", "-recursive", "-diff")).isEmpty();
    }

    /** All of them as the modules of one configuration, each by its example: so the provider is started once. */
    @Test
    void those_of_a_provider_that_is_there_are_valid() throws Exception {
        assumeTerraform();
        Path plugins = Path.of(System.getenv().getOrDefault("HUB_TERRAFORM_PLUGINS", "/opt/tf-plugins"));
        List<GoldenPath> known = new ArrayList<>();
        for (GoldenPath path : GoldenPaths.all()) {
            ModuleInterface.Provider provider =
                    ModuleInterface.of(path.files()).providers().getFirst();
            if (Files.isDirectory(plugins.resolve("registry.terraform.io").resolve(provider.source()))) {
                known.add(path);
            }
        }
        assumeThat(known).as("golden paths of a provider in " + plugins).isNotEmpty();
        StringBuilder main = new StringBuilder();
        for (GoldenPath path : known) {
            write(path);
            main.append("module \"%s\" {\n  source = \"./%s/examples/basic\"\n}\n".formatted(path.id(), path.id()));
        }
        Files.writeString(folder.resolve("main.tf"), main);

        run("terraform", "init", "-no-color", "-plugin-dir=" + plugins);
        assertThat(run("terraform", "validate", "-no-color")).contains("The configuration is valid.");
    }

    private void assumeTerraform() {
        boolean isThere = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "terraform")));
        assumeThat(isThere).as("terraform on the path").isTrue();
    }

    private void write(GoldenPath path) throws IOException {
        Map<String, String> files = Asked.module(path, "").files();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path place = folder.resolve(path.id()).resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
        }
    }

    /** What it printed. */
    private String run(String... command) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("terraform", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
        Process process = builder.start();
        assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
        String told = Files.readString(printed);
        Files.delete(printed);
        assertThat(process.exitValue()).as(told).isZero();
        return told;
    }
}
