package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Terraform does not mark: credentials by the rules, and copies of what is marked elsewhere. */
class CredentialRedactionTests {

    @Test
    void copiesOfAMarkedValueAreHiddenInOtherChangesBeforeAndAfter() {
        String redacted = PlanRedactionTests.redact("""
                {"format_version": "1.2", "variables": {"v": {"value": "SECRET-variable"}}, "resource_changes": [
                  {"address": "a.a", "type": "a", "name": "a", "change": {"actions": ["create"], "before": null,
                    "after": {"copy": "SECRET-planned", "url": "x?k=SECRET-planned&y", "v": "SECRET-variable",
                      "shown": "yes"}}},
                  {"address": "a.b", "type": "a", "name": "b", "change": {"actions": ["create"], "before": null,
                    "after": {"p": "SECRET-planned"}, "after_sensitive": {"p": true}}},
                  {"address": "a.c", "type": "a", "name": "c", "change": {"actions": ["create"], "before": null,
                    "after": {"encoded": "cGFzcz1TRUNSRVQtcGxhbm5lZAo=",
                      "wrapped": "cGFzcz1TRUNS\\nRVQtcGxhbm5l\\nZAo="}}}],
                 "configuration": {"root_module": {"variables": {"v": {"sensitive": true}}}}}
                """);
        assertThat(redacted).doesNotContain("SECRET-", "cGFzcz1TRUNS").contains("\"shown\":\"yes\"");
    }

    @Test
    void credentialsAreHiddenWhereNothingIsMarked() {
        String aws = "AK" + "IA" + "QWERTYUIOPASDFGH";
        String redacted = PlanRedactionTests.redact("""
                {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
                  "change": {"actions": ["update"], "before": {"password": "hunter2-old", "n": {"password": 12345678}},
                    "after": {"password": "hunter2-new", "list": ["%s"], "tags": {"url": "https://u:hunter2-url@h/"},
                      "policy": "{\\"secret_key\\": \\"hunter2-json\\"}", "map": {"%s": "x"},
                      "environment": [{"name": "DB_PASSWORD", "value": "hunter2-env"}],
                      "user_data_base64": "ZXhwb3J0IERCX1BBU1NXT1JEPWh1bnRlcjItYjY0Cg==", "length": 8}}}],
                 "output_changes": {"db_password": {"actions": ["create"], "before": null, "after": "hunter2-out"}}}
                """.formatted(aws, aws));
        assertThat(redacted)
                .doesNotContain("hunter2", aws, "12345678", "ZXhwb3J0")
                .contains("\"length\":8", "DB_PASSWORD");
        assertThat(PlanRedactionTests.redact(redacted)).isEqualTo(redacted);
    }

    @Test
    void aValueThatWasHarmlessUnderAnotherNameIsHiddenUnderThisOne() {
        String redacted = PlanRedactionTests.redact("""
                {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
                  "change": {"actions": ["create"], "before": null, "after": {"label": "hunter2-shared",
                    "password": "hunter2-shared", "title": "hunter2-shared"}}}]}
                """);
        assertThat(redacted).doesNotContain("hunter2");
    }

    @Test
    void theReaderHidesCredentialsOfAPlanThatNobodyRedacted() {
        String plan = """
                {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
                  "change": {"actions": ["create"], "before": null, "after": {"password": "hunter2", "size": 2}}}]}
                """;
        List<Value> sides = new ArrayList<>();
        PlanReader.read(
                new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8)), PlanRedactionTests.collecting(sides));
        assertThat(sides.getLast().at("password")).isEqualTo(Value.Special.SENSITIVE);
        assertThat(sides.getLast().at("size")).isEqualTo(new Value.Num("2"));
    }

    @Test
    void credentialsAreTakenOutOfText() {
        String pem = "-----BEGIN " + "PRIVATE KEY-----\n            " + "Zm9vYmFy".repeat(8)
                + "\n            -----END PRIVATE KEY-----";
        String redacted = redactText("""
                  + resource "a" "b" {
                      + password    = "hunter2-one" -> "hunter2-two"
                      + description = "uses hunter2-one"
                      + script      = <<-EOT
                            export TOKEN=hunter2-env9
                            %s
                        EOT
                      + size        = "large"
                    }
                """.formatted(pem));
        assertThat(redacted)
                .doesNotContain("hunter2", "Zm9v")
                .contains("size        = \"large\"", "export TOKEN=(sens");
        assertThat(redactText(redacted)).isEqualTo(redacted);
        assertThat(PlanRedactionTests.markers(redacted)).hasSize(5);
        assertThat(PlanRedactionTests.markers(redacted).get(0))
                .isEqualTo(PlanRedactionTests.markers(redacted).get(2));
    }

    @Test
    void theReaderSeesTheSameInEveryRedactedText() {
        for (Path file : RealPlans.texts()) {
            byte[] original = RealPlans.bytes(file);
            String once = redactText(new String(original, StandardCharsets.UTF_8));
            assertThat(PlanTextReader.read(new ByteArrayInputStream(once.getBytes(StandardCharsets.UTF_8))))
                    .as(file.toString())
                    .isEqualTo(PlanTextReader.read(new ByteArrayInputStream(original)));
            assertThat(redactText(once)).as(file.toString()).isEqualTo(once);
        }
    }

    private static String redactText(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanRedaction.redactText(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
