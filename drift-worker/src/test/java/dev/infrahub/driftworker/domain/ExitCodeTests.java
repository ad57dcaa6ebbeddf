package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.terraform.NotAPlan;
import dev.infrahub.terraform.Plan;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a scan says with its exit code, and what it holds: whether it is clean follows from both. */
class ExitCodeTests {

    private static final String NOTHING_TEXT = """
            No changes. Your infrastructure still matches the configuration.

            Terraform has checked that the real remote objects still match the result of
            your most recent changes, and found no differences.
            """;

    private static final String FOUND_TEXT = """
            Note: Objects have changed outside of Terraform

            Terraform detected the following changes made outside of Terraform since the
            last "terraform apply" which may have affected this plan:

              # aws_x.y has changed
              ~ resource "aws_x" "y" {
                  ~ days = 30 -> 7
                    id   = "y"
                }


            This is a refresh-only plan, so Terraform will not take any actions to undo
            these. If you were expecting these changes then you can apply this plan to
            record the updated values in the Terraform state without changing any remote
            objects.
            """;

    private static final String BANNER = "\n╷\n│ Error: reading X (y): connection refused\n│ \n╵\n";

    private static String input(Plan.Format format, boolean found, boolean banner) {
        if (format == Plan.Format.TEXT) {
            return (found ? FOUND_TEXT : NOTHING_TEXT) + (banner ? BANNER : "");
        }
        Given scan = found ? Given.scan().drift("aws_x.y", "{\"days\": 30}", "{\"days\": 7}") : Given.scan();
        return (banner ? scan.with("\"errored\": true") : scan).json();
    }

    private static OptionalInt code(String code) {
        return code.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(code));
    }

    private static DriftAnalysis analysed(String input, Plan.Format format, String code) {
        return Given.analysed(input, format, new Scan("network", code(code), Given.NOW, Agreements.NONE));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # code, format, found, banner: status
            0,      JSON,   false, false, COMPLETE
            0,      JSON,   false, true,  INCOMPLETE
            0,      JSON,   true,  false, COMPLETE
            0,      JSON,   true,  true,  INCOMPLETE
            0,      TEXT,   false, false, COMPLETE
            0,      TEXT,   false, true,  INCOMPLETE
            0,      TEXT,   true,  false, COMPLETE
            0,      TEXT,   true,  true,  INCOMPLETE
            2,      JSON,   false, false, INCOMPLETE
            2,      JSON,   false, true,  INCOMPLETE
            2,      JSON,   true,  false, COMPLETE
            2,      JSON,   true,  true,  INCOMPLETE
            2,      TEXT,   false, false, INCOMPLETE
            2,      TEXT,   false, true,  INCOMPLETE
            2,      TEXT,   true,  false, COMPLETE
            2,      TEXT,   true,  true,  INCOMPLETE
            1,      JSON,   false, false, INCOMPLETE
            1,      JSON,   false, true,  INCOMPLETE
            1,      JSON,   true,  false, INCOMPLETE
            1,      JSON,   true,  true,  INCOMPLETE
            1,      TEXT,   false, false, INCOMPLETE
            1,      TEXT,   false, true,  INCOMPLETE
            1,      TEXT,   true,  false, INCOMPLETE
            1,      TEXT,   true,  true,  INCOMPLETE
            137,    JSON,   false, false, INCOMPLETE
            137,    TEXT,   true,  false, INCOMPLETE
            -,      JSON,   false, false, COMPLETE
            -,      JSON,   false, true,  INCOMPLETE
            -,      JSON,   true,  false, COMPLETE
            -,      JSON,   true,  true,  INCOMPLETE
            -,      TEXT,   false, false, COMPLETE
            -,      TEXT,   false, true,  INCOMPLETE
            -,      TEXT,   true,  false, COMPLETE
            -,      TEXT,   true,  true,  INCOMPLETE
            """)
    void of_a_plan(String code, Plan.Format format, boolean found, boolean banner, Status status) {
        DriftAnalysis analysis = analysed(input(format, found, banner), format, code);
        assertThat(analysis.status()).isEqualTo(status);
        assertThat(analysis.driftDetected()).isEqualTo(found);
        assertThat(analysis.isClean()).isEqualTo(status == Status.COMPLETE && !found);
    }

    /** Where there is no plan, only an error or an exit code says that a scan failed; else nobody knows what it is. */
    @ParameterizedTest
    @CsvSource({
        "0, true, FAILED",
        "1, true, FAILED",
        "2, true, FAILED",
        "-, true, FAILED",
        "1, false, FAILED",
        "137, false, FAILED",
        "0, false, -",
        "2, false, -",
        "-, false, -"
    })
    void of_what_is_none(String code, boolean banner, String status) {
        Set<Plan.Format> formats = EnumSet.allOf(Plan.Format.class);
        for (Plan.Format format : formats) {
            assertThat(status(banner ? BANNER : "Initializing...", format, code))
                    .isEqualTo(status);
        }
    }

    private static String status(String input, Plan.Format format, String code) {
        try {
            return analysed(input, format, code).status().name();
        } catch (NotAPlan _) {
            return "-";
        }
    }

    @ParameterizedTest
    @EnumSource(Plan.Format.class)
    void what_is_not_understood_says_what_to_send(Plan.Format format) {
        DriftAnalysis analysis = analysed(input(format, false, false), format, "2");
        assertThat(analysis.limits())
                .anyMatch(limit -> limit.contains("exit code is 2") && limit.contains("show -json"));
        assertThat(analysis.summary()).startsWith("No drift can be seen here");
    }

    @Test
    void whatever_the_exit_code_may_mean_is_something() {
        Stream.of(
                        Given.scan().change("aws_x.y", "update", "{\"a\": 1}", "{\"a\": 2}"),
                        Given.scan()
                                .with(
                                        "\"output_changes\": {\"o\": {\"actions\": [\"create\"], \"before\": null, \"after\": 1}}"),
                        Given.scan().drift("aws_x.y", "{\"tags\": null}", "{\"tags\": {}}"),
                        Given.scan().change("aws_x.y", "no-op", "{}", "{}", ", \"importing\": {\"id\": \"y\"}"))
                .forEach(scan -> assertThat(scan.exitCode(2).analysed().status())
                        .as(scan.json())
                        .isEqualTo(Status.COMPLETE));
    }
}
