package dev.infrahub.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.hcl.HclReader;
import dev.infrahub.scaffolding.ModuleInterface.Input;
import dev.infrahub.secrets.Secrets;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenPathsTests {

    static List<GoldenPath> paths() {
        return GoldenPaths.all();
    }

    @Test
    void every_folder_is_a_golden_path_and_each_cloud_has_some() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(GoldenPaths.class.getResource("paths"));
        try (Stream<Path> folders = Files.list(Path.of(folder.toURI()))) {
            assertThat(folders.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            paths().stream().map(GoldenPath::id).toList());
        }
        for (Cloud cloud : Cloud.values()) {
            assertThat(paths().stream().filter(path -> path.cloud() == cloud))
                    .as(cloud.text())
                    .hasSizeGreaterThanOrEqualTo(5);
        }
        assertThat(paths()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void it_passes_every_check(GoldenPath path) {
        Map<String, String> files = Asked.module(path, "").files();

        assertThat(files.keySet())
                .containsExactly(
                        "README.md",
                        "catalog-info.yaml",
                        "examples/basic/main.tf",
                        "main.tf",
                        "outputs.tf",
                        "tests/defaults.tftest.hcl",
                        "variables.tf",
                        "versions.tf");
        assertThat(ModuleCheck.problems(files)).isEmpty();
        files.forEach((file, text) -> {
            assertThat(Secrets.inFile(file, text)).as(file).isEmpty();
            assertThat(text).as(file).endsWith("\n").doesNotContain("\r", "\t", "\n\n\n");
        });
    }

    @ParameterizedTest
    @MethodSource("paths")
    void its_inputs_explain_themselves_and_most_are_validated(GoldenPath path) {
        ModuleInterface told = ModuleInterface.of(path.files());

        assertThat(told.outputs()).isNotEmpty();
        assertThat(told.inputs()).extracting(Input::name).contains("name");
        for (Input input : told.inputs()) {
            assertThat(input.type()).as(input.name()).isNotBlank();
            assertThat(input.description()).as(input.name()).endsWith(".").doesNotContain("\\", "${");
            // anything else than these has a form
            boolean isFree = input.type().equals("bool")
                    || input.type().startsWith("map(")
                    || List.of(
                                    "dns_servers",
                                    "description",
                                    "password_version",
                                    "pods_range_name",
                                    "services_range_name")
                            .contains(input.name());
            assertThat(input.isValidated() || isFree).as(input.name()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void what_can_be_tagged_is(GoldenPath path) {
        boolean isTagged = ModuleInterface.of(path.files()).inputs().stream()
                .anyMatch(input -> input.name().equals("tags") || input.name().equals("labels"));

        // neither a network of Google's nor a namespace of Scaleway's has any
        assertThat(isTagged)
                .isEqualTo(!List.of("google-network", "scaleway-container-registry")
                        .contains(path.id()));
        if (isTagged) {
            assertThat(path.file("main.tf")).contains("managed-by = \"terraform\"");
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void its_tests_plan_with_a_provider_that_is_made_up(GoldenPath path) {
        String tests = path.file("tests/defaults.tftest.hcl");

        assertThat(tests).startsWith("mock_provider \"" + path.cloud().text() + "\" {");
        assertThat(tests).contains("command = plan", "expect_failures").doesNotContain("command = apply");
        assertThat(path.file("examples/basic/main.tf"))
                .contains("provider \"" + path.cloud().text() + "\"", "source = \"../..\"");
    }

    /** That they have to say so says nothing of whether they do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws-s3-bucket|main.tf|  block_public_acls       = true|  block_public_acls       = false|block_public_acls",
                "aws-s3-bucket|main.tf|resource \"aws_s3_bucket_public_access_block\"|resource \"other_block\"|comes without",
                "aws-rds-postgres|main.tf|storage_encrypted     = true|storage_encrypted     = var.encrypted|storage_encrypted",
                "aws-rds-postgres|main.tf|publicly_accessible    = false||publicly_accessible",
                "aws-vpc|main.tf|cidr_block           = var.cidr_block|cidr_block           = \"0.0.0.0/0\"|0.0.0.0/0",
                "google-sql-postgres|main.tf|ipv4_enabled    = false|ipv4_enabled    = true|ipv4_enabled",
                "google-artifact-registry|main.tf|member     = each.value|member     = \"allUsers\"|allUsers",
                "google-gke-autopilot|main.tf|enforcement_enabled = true|enforcement_enabled = false|enforcement_enabled",
                "azurerm-key-vault|main.tf|rbac_authorization_enabled|enable_rbac_authorization|rbac_authorization_enabled",
                "azurerm-key-vault|main.tf|default_action = \"Deny\"|default_action = \"Allow\"|default_action",
                "scaleway-kapsule-cluster|main.tf|scaleway_k8s_acl|other_acl|comes without",
                "aws-sqs-queue|versions.tf|>= 1.7.0, < 2.0.0|>= 1.7.0|required_version is no range",
                "aws-sqs-queue|versions.tf|>= 5.60.0, < 6.0.0|5.60.0|version of aws is no range",
                "aws-sqs-queue|variables.tf|  type        = bool||has no type",
                "aws-sqs-queue|outputs.tf|  description = \"ARN of the queue.\"||has no description",
                "aws-sqs-queue|main.tf|  tags                      = local.tags|  tags = {|cannot be read"
            })
    void a_module_that_breaks_the_policy_is_found_out(
            String id, String file, String good, @Nullable String bad, String problem) {
        GoldenPath path =
                paths().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        Map<String, String> files = new HashMap<>(Asked.module(path, "").files());
        String broken = path.file(file).replace(good, bad == null ? "" : bad);
        assertThat(broken).isNotEqualTo(path.file(file));
        files.put(file, broken);

        assertThat(ModuleCheck.problems(files)).anyMatch(told -> told.contains(problem));
    }

    @Test
    void a_secret_in_a_module_is_found_out() {
        GoldenPath path = paths().getFirst();
        Map<String, String> files = new HashMap<>(Asked.module(path, "").files());
        files.put("main.tf", path.file("main.tf") + "\nlocals {\n  password = \"Xk29-fjwoQ+41z\"\n}\n");

        assertThat(ModuleCheck.problems(files)).anyMatch(told -> told.startsWith("main.tf holds a secret"));
    }

    @Test
    void a_file_that_is_missing_is_found_out() {
        Map<String, String> files =
                new HashMap<>(Asked.module(paths().getFirst(), "").files());
        files.remove("README.md");

        assertThat(ModuleCheck.problems(files)).containsExactly("README.md is missing");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void all_of_its_code_is_read(GoldenPath path) {
        path.files()
                .forEach((file, text) ->
                        assertThat(HclReader.read(text, _ -> {})).as(file).isEmpty());
    }
}
