package dev.infrahub.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.diagnosis.Diagnosis.Confidence;
import dev.infrahub.diagnosis.KnownFailure.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure that is known, tried on a log that has it and on one like it that has not. */
class CatalogueTests {

    private static final Set<String> CATEGORIES = Set.of(
            "credentials",
            "permission",
            "quota",
            "throttling",
            "conflict",
            "not-found",
            "configuration",
            "state",
            "backend",
            "installation",
            "module",
            "network",
            "dns",
            "tls",
            "proxy",
            "disk",
            "memory",
            "runner",
            "timeout",
            "cancelled",
            "git",
            "kubernetes",
            "policy",
            "provider",
            "pipeline",
            "none",
            "unknown");

    static Stream<KnownFailure> failures() {
        return Catalogue.all().failures().stream();
    }

    static Stream<KnownFailure> causes() {
        return failures().filter(failure -> failure.role() != Role.SIGN);
    }

    static Stream<KnownFailure> signs() {
        return failures().filter(failure -> failure.role() == Role.SIGN);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void a_log_that_has_it_is_told_by_its_name_with_evidence(KnownFailure failure) {
        Diagnosis told = Given.diagnosed(failure.yes());

        assertThat(told.cause()).as(failure.yes()).hasValue(failure.id());
        assertThat(told.category()).isEqualTo(failure.category());
        assertThat(told.confidence()).isNotEqualTo(Confidence.INCONCLUSIVE);
        assertThat(told.probableCause()).isPresent();
        assertThat(told.probableCause().orElseThrow()).doesNotContain("{");
        assertThat(told.retryable()).isEqualTo(failure.retryable());
        List<String> lines = failure.yes().lines().toList();
        assertThat(told.evidence())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(lines.get(line.number() - 1))
                        .contains(line.text().strip()));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void a_log_like_it_is_not(KnownFailure failure) {
        Diagnosis told = Given.diagnosed(failure.no());

        assertThat(told.cause()).as(failure.no()).isNotEqualTo(java.util.Optional.of(failure.id()));
        assertThat(told.others()).noneMatch(other -> other.cause().equals(java.util.Optional.of(failure.id())));
    }

    @ParameterizedTest
    @MethodSource("signs")
    void a_sign_says_that_something_failed_and_never_why(KnownFailure sign) {
        Diagnosis failed = Given.diagnosed(sign.yes());
        assertThat(failed.category()).isEqualTo("unknown");
        assertThat(failed.probableCause()).isEmpty();
        assertThat(failed.evidence()).isNotEmpty();

        assertThat(Given.diagnosed(sign.no()).category()).isEqualTo("none");
    }

    private static final String UNDECLARED = """
            Error: Reference to undeclared input variable

              on main.tf line 7, in resource "aws_lb" "a":
               7:   subnets = var.subnets

            An input variable with the name "subnets" has not been declared.
            ##[error]Process completed with exit code 1.
            """;

    /** Ways to write words down without meaning them. */
    private static final List<String> QUOTATIONS = List.of(
            "echo \"%s\"",
            "  echo '%s' >&2",
            "+ echo %s",
            "++ grep -q '%s' apply.log",
            "$ grep -c \"%s\" apply.log",
            "# %s",
            "  // %s",
            "      + description = \"%s\"",
            "        description = \"%s\"",
            "runbook = \"see wiki: %s\"",
            "message: \"note: %s\"",
            "if grep '%s' x; then",
            "runbook = <<EOT\nfirst\n%s\nEOT",
            "      + user_data = <<-EOT\n            %s\n        EOT",
            "##[group]Run upload\n%s\n##[endgroup]",
            "Script contents:\n%s\n========================== Starting Command Output ===========================",
            "##[group]Run cat\ncat <<EOT\n%1$s\nEOT\n##[endgroup]\n%1$s",
            "terraform_data.a (local-exec): Executing: [\"/bin/sh\" \"-c\" \"%s\"]",
            "terraform_data.a (local-exec): + echo %s");

    static Stream<Arguments> quotations() {
        return causes().filter(failure -> failure.rank() == 1)
                .flatMap(failure -> failure.yes()
                        .lines()
                        .map(line -> Front.of(line).text())
                        .filter(line -> failure.pattern().matcher(line).find())
                        .flatMap(line -> QUOTATIONS.stream()
                                .map(form -> Arguments.of(failure.id(), form.formatted(line.replace("\"", ""))))));
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void words_that_are_only_written_down_come_before_no_error(String id, String quoted) {
        Diagnosis told = Given.diagnosed(quoted + "\n" + UNDECLARED);

        assertThat(told.cause()).as(id).hasValue("terraform.undeclared");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path: errored.tfstate",
                "see \"where cp /x: no space left on device, free it\"",
                "see 'where cp /x: no space left on device, free it'",
                "no space left on device",
                "message: no space left on device",
                "the pod was OOMKilled last week",
                "exit code 137 means that it was killed",
                "see errored.tfstate if it failed to save state"
            })
    void nor_do_words_that_no_machine_says_so(String words) {
        assertThat(Given.diagnosed(words + "\n" + UNDECLARED).cause()).hasValue("terraform.undeclared");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fatal: remote: HTTP Basic: Access denied",
                "ERROR 1045 (28000): Access denied for user 'ci'@'10.0.0.3' (using password: YES)",
                "worker: caught ResourceNotFoundException: no such index",
                "error: ThrottlingException raised in tests/test_queue.py",
                "error: InternalError in Module.load",
                "error: QuotaExceeded at localStorage.setItem"
            })
    void words_of_a_cloud_are_its_own_only_where_it_says_them(String line) {
        assertThat(Given.diagnosed(line + "\n##[error]Process completed with exit code 1.\n")
                        .cause()
                        .orElse(""))
                .doesNotStartWith("aws.")
                .doesNotStartWith("azure.")
                .doesNotStartWith("google.")
                .doesNotStartWith("terraform.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws.not-found | An error occurred (ResourceNotFoundException) when calling the DescribeTable operation: Requested resource not found",
                "aws.access-denied | An error occurred (AccessDenied) when calling the PutObject operation: Access Denied",
                "aws.throttled | An error occurred (ThrottlingException) when calling the DescribeStacks operation: Rate exceeded",
                "git.auth | remote: HTTP Basic: Access denied"
            })
    void what_a_command_line_says_is_known_too(String id, String line) {
        assertThat(Given.diagnosed(line + "\n##[error]Process completed with exit code 1.\n")
                        .cause())
                .hasValue(id);
    }

    @Test
    void the_readme_counts_what_is_known() throws IOException {
        Map<String, Long> families = causes().collect(Collectors.groupingBy(
                failure -> failure.id().substring(0, failure.id().indexOf('.')), TreeMap::new, Collectors.counting()));
        String counted = families.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));

        assertThat(Files.readString(Path.of("README.md")).replaceAll("\\s+", " "))
                .contains("%d failures are known: %s.".formatted(causes().count(), counted));
    }

    @Test
    void there_are_enough_of_each_kind() {
        assertThat(causes()).hasSizeGreaterThan(180);
        assertThat(failures()).allSatisfy(failure -> assertThat(CATEGORIES).contains(failure.category()));
        for (String family : List.of(
                "terraform.",
                "aws.",
                "azure.",
                "google.",
                "kubernetes.",
                "git.",
                "runner.",
                "github.",
                "gitlab.",
                "azure-devops.")) {
            assertThat(failures().filter(failure -> failure.id().startsWith(family)))
                    .as(family)
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void what_can_be_done_is_said_of_each() {
        assertThat(causes()).allSatisfy(failure -> {
            assertThat(failure.cause()).endsWith(".");
            assertThat(failure.fixes())
                    .as(failure.id())
                    .isNotEmpty()
                    .allSatisfy(fix -> assertThat(fix).endsWith("."));
        });
    }
}
