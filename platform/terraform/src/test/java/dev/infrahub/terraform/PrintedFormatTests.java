package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testkit.Effort;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was printed may be JSON, text, or both. */
class PrintedFormatTests {

    private static final String PLAN = "{\"format_version\":\"1.2\",\"planned_values\":{},\"resource_changes\":[]}";
    private static final String TEXT = """
            Terraform will perform the following actions:

              # a.b will be created
              + resource "a" "b" {
                  + policy = jsonencode(
                        {
                            format_version   = "1.2"
                            "resource_changes": []
                        }
                    )
                }

            Plan: 1 to add, 0 to change, 0 to destroy.
            """;

    static List<String> json() {
        return List.of(
                PLAN,
                "\n" + PLAN + "\n",
                "Refreshing state...\n" + PLAN,
                "2026-01-02T03:04:05.1234567Z " + PLAN,
                "{\n  \"format_version\": \"1.2\",\n  \"terraform_version\": \"1.9.0\",\n  \"resource_changes\": []\n}\n",
                "{\"applyable\":true,\"configuration\":{\"a\":\"}\\\"\"},\"format_version\":\"1.2\",\"planned_values\":{}}",
                "{\"format_version\":\"1.2\",\"variables\":{\"v\":{\"value\":\"" + "x".repeat(10_000)
                        + "\"}},\"planned_values\":{}}",
                "{\"level\":\"info\",\"msg\":\"{\"}\n".repeat(3) + PLAN,
                "{\"cut\": {\n" + PLAN,
                "{\n  \"format_version\": \"1.0\",\n  \"valid\": true\n}\n" + PLAN,
                TEXT + PLAN,
                "{\"format_version\":\"1.0\",\"values\":{\"root_module\":{}}}",
                PLAN.substring(0, 60));
    }

    @ParameterizedTest
    @MethodSource("json")
    void whatIsShownAsJsonIsJson(String printed) {
        assertThat(of(printed)).isEqualTo(Plan.Format.JSON);
    }

    static List<String> text() {
        return List.of(
                "",
                TEXT,
                "{\n  \"format_version\": \"1.0\",\n  \"valid\": true,\n  \"diagnostics\": []\n}\n" + TEXT,
                "{\"terraform_version\": \"1.9.0\"}\n" + TEXT,
                "{\"@level\":\"info\",\"values\":1}\n" + TEXT,
                "{\"message\": \"{\\\"format_version\\\":\\\"1.2\\\",\\\"resource_changes\\\":[]}\"}",
                "{\"a\":{\"format_version\":\"1.2\",\"resource_changes\":[]}}",
                "{\"format_version\":\"1.0\"}\n{\"values\":1}",
                "  " + PLAN);
    }

    @ParameterizedTest
    @MethodSource("text")
    void whatIsShownForPeopleIsText(String printed) {
        assertThat(of(printed)).isEqualTo(Plan.Format.TEXT);
    }

    @Test
    void manyDocumentsTakeNoLongerThanTheyAre() {
        Effort.assertGrowsWith(
                100_000, size -> assertThat(of("{\"a\": [\"\n".repeat(size))).isEqualTo(Plan.Format.TEXT));
    }

    private static Plan.Format of(String printed) {
        return PrintedFormat.of(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)));
    }
}
