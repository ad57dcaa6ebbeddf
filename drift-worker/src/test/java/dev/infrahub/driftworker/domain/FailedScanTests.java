package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.terraform.NotAPlan;
import dev.infrahub.terraform.Plan;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scan that never got as far as a plan is a failed one, and never a clean one. */
class FailedScanTests {

    private static Scan ended(int exitCode) {
        return new Scan("network", OptionalInt.of(exitCode), Given.NOW, Agreements.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error: Backend initialization required, please run \"terraform init\" | not initialised",
                "Error: Failed to query available provider packages | registry",
                "Error: Failed to install provider | installed",
                "Error: Module not installed | module",
                "Error: Error acquiring the state lock | lock",
                "Error: No valid credential sources found | credentials",
                "Error: reading SQS Queue (jobs): operation error SQS: GetQueueAttributes, https response error StatusCode: 403, AccessDenied | denied",
                "Error: reading SQS Queue (jobs): connection refused | Nothing listens",
                "Error: Unsupported argument | argument",
                "Error: something else | No cause is known"
            })
    void it_says_what_went_wrong(String error, String cause) {
        String text = "Initializing the backend...\n\u001B[31m╷\u001B[0m\u001B[0m\n\u001B[31m│\u001B[0m \u001B[1m"
                + error + "\u001B[0m\n\u001B[31m╵\u001B[0m\n";
        DriftAnalysis analysis = Given.analysed(text, Plan.Format.TEXT, Given.plainScan());
        assertThat(analysis.status()).isEqualTo(Status.FAILED);
        assertThat(analysis.isClean()).isFalse();
        assertThat(analysis.driftDetected()).isFalse();
        assertThat(analysis.summary()).startsWith("The scan failed").contains(cause);
        assertThat(analysis.limits())
                .anyMatch(limit -> limit.contains("whether anything drifted is not known"))
                .contains("Line 3: " + error);
    }

    @Test
    void the_exit_code_alone_says_it_too() {
        for (Plan.Format format : Plan.Format.values()) {
            DriftAnalysis analysis = Given.analysed("", format, ended(1));
            assertThat(analysis.status()).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void what_is_neither_a_plan_nor_an_error_is_refused() {
        assertThatThrownBy(() -> Given.analysed("Hello, world", Plan.Format.TEXT, ended(0)))
                .isInstanceOf(NotAPlan.class);
        assertThatThrownBy(() -> Given.analysed("{\"a\": 1}", Plan.Format.JSON, Given.plainScan()))
                .isInstanceOf(NotAPlan.class);
    }

    @Test
    void a_message_that_holds_a_secret_is_not_told() {
        DriftAnalysis analysis = Given.analysed(
                "Error: cannot log in with password=\"Xq7-long-secret-9\" at x", Plan.Format.TEXT, Given.plainScan());
        assertThat(analysis.toString()).doesNotContain("Xq7-long-secret-9");
        assertThat(analysis.status()).isEqualTo(Status.FAILED);
    }
}
