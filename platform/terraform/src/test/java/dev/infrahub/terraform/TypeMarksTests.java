package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Parts;
import dev.infrahub.secrets.SecretArguments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans in which nobody marked what the type of a resource says is secret: made of every row of the table. */
class TypeMarksTests {

    private static final String SHOWN = "apple-juice";

    @Test
    void whatATypeSaysIsSecretIsHiddenWhereverItComesUp() throws Exception {
        List<String> told = new ArrayList<>();
        for (Row row : rows()) {
            String plan = plan(row.type, row.attributes("orange-juice"), row.attributes("tomato-juice"));
            String redacted = PlanRedactionTests.redact(plan);
            boolean isMarked = redacted.contains("\"before_sensitive\":{\"" + row.path.getFirst())
                    && redacted.contains("\"after_sensitive\":{\"" + row.path.getFirst());
            if (redacted.contains("orange") || redacted.contains("tomato") || !redacted.contains(SHOWN) || !isMarked) {
                told.add(redacted);
            }
            assertThat(PlanRedactionTests.redact(redacted)).isEqualTo(redacted);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aMarkOfThePlanStays() {
        String redacted = PlanRedactionTests.redact("""
                {"format_version": "1.2", "resource_changes": [{"address": "kubernetes_secret_v1.a",
                  "type": "kubernetes_secret_v1", "name": "a", "change": {"actions": ["update"],
                  "before": {"data": {"a": "orange-juice"}, "note": "cherry-juice"}, "after": {"data": null},
                  "before_sensitive": {"note": true}, "after_sensitive": {}}}]}""");
        assertThat(redacted)
                .doesNotContain("orange", "cherry")
                .contains("\"before_sensitive\":{\"note\":true,\"data\":true}");
    }

    @Test
    void theOldValueOfAPlainParameterIsShown() {
        String plan = plan(
                "aws_ssm_parameter",
                "{\"type\": \"String\", \"value\": \"orange-juice\"}",
                "{\"type\": \"String\", \"value\": \"tomato-juice\"}");
        assertThat(PlanRedactionTests.redact(plan)).contains("orange-juice", "tomato-juice");
        assertThat(PlanRedactionTests.redact(plan.replaceFirst("String", "SecureString")))
                .doesNotContain("orange");
    }

    @Test
    void aDeferredChangeIsMarkedToo() {
        String redacted = PlanRedactionTests.redact("""
                {"format_version": "1.2", "resource_changes": [], "deferred_changes": [{"reason": "unknown",
                  "resource_change": {"address": "doppler_secret.a", "type": "doppler_secret", "name": "a", "change":
                    {"actions": ["update"], "before": {"value": "orange-juice"}, "after": {"value": "tomato-juice"}}}}]}""");
        assertThat(redacted).doesNotContain("orange", "tomato").contains("doppler_secret.a");
    }

    /** In the same plan an output and another resource repeat what is secret. */
    private static String plan(String type, String before, String after) {
        return """
                {"format_version": "1.2", "resource_changes": [{"address": "%s.a", "mode": "managed", "type": "%s",
                  "name": "a", "change": {"actions": ["update"], "before": %s, "after": %s,
                  "before_sensitive": {}, "after_sensitive": {}}},
                  {"address": "acme_x.a", "type": "acme_x", "name": "a", "change": {"actions": ["create"],
                  "before": null, "after": {"note": "%s"}}}],
                 "resource_drift": [{"address": "%s.a", "mode": "managed", "type": "%s",
                  "name": "a", "change": {"actions": ["update"], "before": %s, "after": %s}}]}""".formatted(type, type, before, after, SHOWN, type, type, before, after);
    }

    private record Row(String type, List<String> path) {

        private String attributes(String secret) {
            String argument = "\"%s\": \"%s\"".formatted(path.getLast(), secret);
            String body = path.size() == 1 ? argument : "\"%s\": [{%s}]".formatted(path.getFirst(), argument);
            return "{\"title\": \"%s\", %s}".formatted(SHOWN, body);
        }
    }

    private static List<Row> rows() throws Exception {
        try (var in = SecretArguments.class.getResourceAsStream("secret-arguments.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Parts.of(line, '\t'))
                    .map(cells -> new Row(cells.get(0).replace("*", "acme_vpn"), Parts.of(cells.get(1), '.')))
                    .toList();
        }
    }
}
