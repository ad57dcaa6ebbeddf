package dev.infrahub.chatservice.domain.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentAnalystTests {

    private static Analysis analyze(String startedAt, String deployments, String errors, String... dependencies) {
        return IncidentAnalyst.analyze(new Incident(
                Optional.of("orders"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(startedAt),
                Instant.parse("2026-11-30T12:00:00Z"),
                Optional.of(deployments),
                Optional.of(errors),
                Optional.empty(),
                List.of(dependencies),
                List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memory | java.lang.OutOfMemoryError: Java heap space",
                "disk | write failed: No space left on device",
                "connections | FATAL: sorry, too many clients already",
                "read-only | ERROR: cannot execute UPDATE in a read-only transaction",
                "schema | ERROR: relation \"orders\" does not exist",
                "deadlock | ERROR: deadlock detected",
                "credentials | FATAL: password authentication failed for user \"app\"",
                "rights | AccessDenied: User is not authorized to perform s3:GetObject",
                "certificate | x509: certificate has expired",
                "dns | getaddrinfo ENOTFOUND ledger",
                "refused | connect ECONNREFUSED 10.0.0.7:5432",
                "throttled | ThrottlingException: Rate exceeded",
                "image | Failed to pull image acme/orders:4",
                "module | Error: Cannot find module 'express'",
                "configuration | Missing required configuration: Ledger:Url",
                "bug | TypeError: Cannot read properties of undefined",
                "probe | Readiness probe failed: HTTP 503",
                "timeout | context deadline exceeded",
                "upstream | upstream connect error or disconnect"
            })
    void a_line_that_is_known_tells_a_cause(String id, String line) {
        Analysis analysis = analyze("", "", "starting\n" + line);
        assertThat(analysis.causeId()).isEqualTo(id);
        assertThat(analysis.isConclusive()).isTrue();
        assertThat(analysis.evidence().getFirst()).startsWith("Line 2 of the errors: ");
    }

    @Test
    void every_sign_is_tried() {
        assertThat(ErrorSign.ALL.stream().map(ErrorSign::id).collect(Collectors.toSet()))
                .hasSize(19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "all is well\norder 4711 was paid", "error: code 42"})
    void without_a_line_that_is_known_nothing_is_claimed(String errors) {
        Analysis analysis = analyze("2026-11-30T10:00:00Z", "2026-11-30T09:30:00Z orders 4.2.0", errors);
        assertThat(analysis.isConclusive()).isFalse();
        assertThat(analysis.cause())
                .startsWith("Inconclusive: ")
                .endsWith("A deployment came 30 minutes before it began; nothing shows that it is the cause.");
        assertThat(analysis.actions().getFirst()).contains("what was deployed");
    }

    @Test
    void a_deployment_counts_by_its_time() {
        Analysis analysis = analyze(
                "2026-11-30 10:00",
                "2026-11-30T11:00:00+01:00 at the same time\n2026-11-30T05:00:00Z long before\n2026-11-30T10:30:00Z after\nyesterday",
                "");
        assertThat(analysis.evidence())
                .contains(
                        "Deployed 0 minutes before it began: `2026-11-30T11:00:00+01:00 at the same time`",
                        "Deployed after it began, so no cause of it: 1 change.",
                        "Of 1 deployment no time is known.")
                .noneMatch(line -> line.contains("long before"));
    }

    @Test
    void a_time_that_is_none_is_said_and_nothing_made_of_it() {
        Analysis analysis = analyze("this morning", "2026-11-30T09:30:00Z orders", "");
        assertThat(analysis.evidence()).anyMatch(line -> line.startsWith("When it began was told in no form"));
        assertThat(analysis.cause()).doesNotContain("deployment");
    }

    @Test
    void a_log_of_a_pipeline_is_read_as_one() {
        Analysis analysis = analyze("", "", """
                Error: creating S3 Bucket (logs): operation error S3: CreateBucket, api error BucketAlreadyExists: The requested bucket name is not available.

                  with aws_s3_bucket.logs,
                  on main.tf line 1, in resource "aws_s3_bucket" "logs":
                """);
        assertThat(analysis.isConclusive()).isTrue();
        assertThat(analysis.cause()).startsWith("Likely: `");
    }

    @Test
    void rules_of_the_service_are_quoted_where_the_errors_have_their_words() {
        Analysis analysis = IncidentAnalyst.analyze(new Incident(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.of("ledger answered after its timeout"),
                Optional.of("- Calls of the ledger have a timeout of 2 s.\n- Prices are in cents."),
                List.of(),
                List.of()));
        assertThat(analysis.evidence())
                .containsExactly("A rule of the service itself, whose words the errors have: "
                        + "`Calls of the ledger have a timeout of 2 s.`");
        assertThat(analysis.isConclusive()).isFalse();
    }

    @Test
    void services_that_the_errors_name_come_first() {
        Analysis analysis = analyze("", "", "connect ECONNREFUSED ledger:8080", "payments", "ledger");
        assertThat(analysis.related()).containsExactly("`ledger`: the errors name it", "`payments`: it depends on it");
        assertThat(analyze("", "", "").related()).hasSize(1);
    }

    @Test
    void what_others_wrote_is_no_markup() {
        String markdown = analyze("", "", "deadlock detected ![x](https://evil.example/x) @everyone `` <img>", "[a](b)")
                .withWords("See [this](https://evil.example) @all")
                .markdown();
        assertThat(markdown)
                .contains("``` deadlock detected ![x](https://evil.example/x) @everyone `` <img> ```", "`[a](b)`")
                .contains("See \\[this\\]\\(https://evil.example\\) \\@all")
                .contains("## Probable cause", "## Evidence", "## Suggested actions", "## Related services");
    }

    @Test
    void a_long_line_takes_no_longer_than_it_is() {
        String line = "2026-11-30T10:0".repeat(20_000);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> analyze(line, line, line));
    }

    private static Analysis heard(String startedAt, String errors, Heard... heard) {
        return IncidentAnalyst.analyze(new Incident(
                Optional.of("orders"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(startedAt),
                Instant.parse("2026-11-30T12:00:00Z"),
                Optional.empty(),
                Optional.of(errors),
                Optional.empty(),
                List.of(),
                List.of(heard)));
    }

    @Test
    void a_change_that_the_hub_heard_of_just_before_is_a_deployment_and_no_cause_by_itself() {
        Heard change = new Heard(
                Instant.parse("2026-11-30T11:20:00Z"), "the change `CHG-1` of `orders` was applied, `succeeded`", true);

        Analysis none = heard("2026-11-30T11:30:00Z", "something odd", change);
        assertThat(none.isConclusive()).isFalse();
        assertThat(none.cause())
                .contains("A deployment came 10 minutes before it began; nothing shows that it is the cause.");
        assertThat(none.evidence())
                .contains(
                        "Deployed 10 minutes before it began: the change `CHG-1` of `orders` was applied, `succeeded`");

        assertThat(heard("2026-11-30T11:10:00Z", "something odd", change).cause())
                .doesNotContain("deployment came");
    }

    @Test
    void what_else_the_hub_heard_is_told_with_its_time() {
        assertThat(heard(
                                "",
                                "context deadline exceeded",
                                new Heard(
                                        Instant.parse("2026-11-30T09:00:30Z"),
                                        "a scan of `orders` found 2 resources drifted, risk `high`",
                                        false))
                        .evidence())
                .contains(
                        "Heard by the hub, 2026-11-30T09:00:00Z: a scan of `orders` found 2 resources drifted, risk `high`.");
    }
}
