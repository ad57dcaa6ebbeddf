package dev.infrahub.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be added to a golden path by somebody whom nobody knows, and what may not. */
class ExtensionTests {

    private static final String GOOD = """
            variable "metrics_filter" {
              description = "Which objects are counted."
              type        = string
              default     = "all"

              validation {
                condition     = can(regex("^[a-z]+$", var.metrics_filter))
                error_message = "metrics_filter takes small letters."
              }
            }

            resource "aws_s3_bucket_metric" "all" {
              bucket = aws_s3_bucket.this.id
              name   = "${var.name}-${var.metrics_filter}"
            }

            output "metrics" {
              description = "Name of the metrics."
              value       = aws_s3_bucket_metric.all.name
            }
            """;

    /** @param code what a model writes that obeys */
    private record Attack(String name, String code, String problem) {

        static List<Attack> all() {
            return Entries.lines("extension-attacks.tsv").stream()
                    .map(line -> List.of(line.split("\t", -1)))
                    .map(cells -> new Attack(cells.get(0), cells.get(1).replace("\\n", "\n"), cells.get(2)))
                    .toList();
        }
    }

    private static ScaffoldedModule bucket() {
        return Asked.done(Asked.by("An S3 bucket with metrics"));
    }

    private static Extended extended(String code) {
        ScaffoldedModule bucket = bucket();
        return Scaffolder.extend(bucket, new Extension(bucket.path(), code));
    }

    @Test
    void what_is_fit_is_a_file_of_its_own_and_the_rest_is_as_it_was() {
        ScaffoldedModule bucket = bucket();

        ScaffoldedModule module = ((Extended.Fit) extended(GOOD)).module();

        Map<String, String> others = new TreeMap<>(module.files());
        assertThat(others.remove("extension.tf"))
                .startsWith("# Written by a language model")
                .endsWith(GOOD);
        Map<String, String> before = new TreeMap<>(bucket.files());
        assertThat(others.remove("README.md"))
                .contains("[aws_s3_bucket_metric.all](", "metrics\\_filter")
                .startsWith(before.getOrDefault("README.md", "").substring(0, 100));
        before.remove("README.md");
        assertThat(others).isEqualTo(before);
        assertThat(module.warnings()).containsAll(bucket.warnings()).contains(Extension.WARNING);
        assertThat(ModuleCheck.problems(module.files())).isEmpty();
    }

    @Test
    void only_where_something_is_left_to_be_asked_for_is_there_anything_to_add() {
        assertThat(bucket().leavesWishes()).isTrue();
        assertThat(Asked.done(Asked.by("An S3 bucket")).leavesWishes()).isFalse();
    }

    /** Whatever a description makes a model write. What each got is in docs/prompt-injection.md. */
    @Test
    void no_attack_gets_a_line_into_a_module() throws IOException {
        List<String> table = new ArrayList<>();
        for (Attack attack : Attack.all()) {
            Extended extended = extended(attack.code());

            assertThat(extended).as(attack.name()).isInstanceOf(Extended.Unfit.class);
            assertThat(((Extended.Unfit) extended).problems())
                    .as(attack.name())
                    .anyMatch(problem -> problem.contains(attack.problem()));
            table.add("| %s | %s |".formatted(attack.name(), attack.problem()));
        }
        Path page = Path.of("../../docs/prompt-injection.md");
        String text = Files.readString(page);
        String head = "| what a description asks a model to add | refused, as |\n|---|---|\n";
        int from = text.indexOf(head);
        int end = text.indexOf("\n\n", from);
        String published = text.substring(0, from) + head + String.join("\n", table) + text.substring(end);
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(page, published);
        }
        assertThat(text).as("write it anew with -Dhub.scorecard.write=true").isEqualTo(published);
    }

    static List<GoldenPath> paths() {
        return GoldenPaths.all();
    }

    /** Each type is of a cloud that there is, gives no authority, and opens no network. */
    @ParameterizedTest
    @MethodSource("paths")
    void nothing_may_be_added_that_gives_authority_or_opens_anything(GoldenPath path) {
        assertThat(Extension.typesFor(path))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type)
                        .doesNotContain(
                                "_iam_",
                                "_acl",
                                "role",
                                "user",
                                "firewall",
                                "security_group",
                                "access_key",
                                "gateway",
                                "grant",
                                "lock_configuration",
                                "management_policy",
                                "event_invoke",
                                "pool"));
        assertThat(Extension.factsOf(path))
                .anyMatch(fact -> fact.startsWith("resource " + path.cloud().text()));
    }

    @Test
    void it_may_be_so_long_and_no_longer() {
        assertThat(extended("resource ".repeat(1000))).isInstanceOf(Extended.Unfit.class);
    }
}
