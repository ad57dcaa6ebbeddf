package dev.infrahub.terraform;

import static dev.infrahub.terraform.Fingerprints.OTHER_KEY;
import static dev.infrahub.terraform.Fingerprints.fingerprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanFingerprintTests {

    @Test
    void aSensitiveValueCountsAndItsCopiesAreKeyed() {
        String plan = """
            {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
              "change": {"actions": ["create"], "before": null, "after_unknown": {"id": true},
                "after": {"password": "hunter2-hunter2", "url": "x://u:hunter2-hunter2@h", "n": 1},
                "before_sensitive": false, "after_sensitive": {"password": true}}}]}\
            """;
        assertThat(fingerprint(plan.replace("hunter2-hunter2", "hunter3-hunter3")))
                .isNotEqualTo(fingerprint(plan));
        assertThat(fingerprint(plan.replace("password\": \"hunter2", "password\": \"hunter3")))
                .isNotEqualTo(fingerprint(plan));
        String unmarked = plan.replace("\"password\": true", "");
        assertThat(fingerprint(unmarked)).isNotEqualTo(fingerprint(plan));
        // what looks like a credential is keyed as what is marked is
        assertThat(fingerprint(bytes(unmarked), OTHER_KEY)).isNotEqualTo(fingerprint(unmarked));
        String harmless = unmarked.replace("u:hunter2-hunter2@", "").replace("password", "colour");
        assertThat(fingerprint(bytes(harmless), OTHER_KEY)).isEqualTo(fingerprint(harmless));
        assertThat(fingerprint(bytes(plan), OTHER_KEY)).isNotEqualTo(fingerprint(plan));
    }

    @Test
    void whatIsUnknownInsideASensitiveValueCounts() {
        String plan = """
            {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
              "change": {"actions": ["create"], "before": null, "after": {"tags": {"a": "b"}},
                "after_unknown": {"tags": {"c": true}}, "after_sensitive": {"tags": true}}}]}\
            """;
        assertThat(fingerprint(plan.replace("\"c\": true", "\"d\": true"))).isNotEqualTo(fingerprint(plan));
        assertThat(fingerprint(plan.replace("\"c\": true", "\"c\": false"))).isNotEqualTo(fingerprint(plan));
    }

    @Test
    void whatIsDoneCountsAndWhyItIsDoneDoesNot() {
        String plan = """
            {"format_version": "1.2", "resource_changes": [{"address": "a.b", "previous_address": "a.c",
              "mode": "managed", "type": "a", "name": "b", "provider_name": "registry.terraform.io/acme/a",
              "deposed": "0123", "action_reason": "replace_because_tainted",
              "change": {"actions": ["delete", "create"], "before": {"n": 1}, "after": {"n": 2},
                "replace_paths": [["n"]], "importing": {"id": "i-1"}}}],
             "output_changes": {"o": {"actions": ["create"], "before": null, "after": 1}}}\
            """;
        for (String[] other : List.of(
                new String[] {"\"a.b\"", "\"a.d\""},
                new String[] {"\"a.c\"", "\"a.d\""},
                new String[] {"managed", "data"},
                new String[] {"\"type\": \"a\"", "\"type\": \"b\""},
                new String[] {"acme/a", "acme/b"},
                new String[] {"registry.terraform.io", "registry.example.com"},
                new String[] {"0123", "4567"},
                new String[] {"\"delete\", \"create\"", "\"create\", \"delete\""},
                new String[] {"i-1", "i-2"},
                new String[] {"{\"o\"", "{\"p\""},
                new String[] {"\"after\": 1}", "\"after\": \"1\"}"},
                new String[] {"\"after\": 1}", "\"after\": null, \"after_unknown\": true}"})) {
            assertThat(plan).contains(other[0]);
            assertThat(fingerprint(plan.replace(other[0], other[1])))
                    .as(other[1])
                    .isNotEqualTo(fingerprint(plan));
        }
        assertThat(fingerprint(plan.replace("replace_because_tainted", "replace_by_request")))
                .isEqualTo(fingerprint(plan));
        assertThat(fingerprint(plan.replace("[[\"n\"]]", "[[\"m\"]]"))).isEqualTo(fingerprint(plan));
    }

    @Test
    void twiceTheSameChangeIsNotOnce() {
        String change =
                "{\"address\": \"a.b\", \"type\": \"a\", \"name\": \"b\", \"change\": {\"actions\": [\"create\"]}}";
        String once = "{\"format_version\": \"1.2\", \"resource_changes\": [" + change + "]}";
        String twice = "{\"format_version\": \"1.2\", \"resource_changes\": [" + change + "," + change + "]}";
        assertThat(fingerprint(twice)).isNotEqualTo(fingerprint(once));
    }

    @Test
    void halfACharacterIsRefused() {
        String plan = """
            {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
              "change": {"actions": ["create"], "after": {"x": "\\ud800"}}}]}\
            """;
        assertThatExceptionOfType(NotAPlan.class)
                .isThrownBy(() -> fingerprint(plan))
                .extracting(NotAPlan::code)
                .isEqualTo(NotAPlan.UNREADABLE);
    }

    @Test
    void aKeyIsLongEnoughAndNeverInAMessage() {
        String good = Base64.getEncoder().encodeToString(new byte[32]);
        assertThat(fingerprint(bytes(SENSITIVE), FingerprintKey.ofBase64(good + "\n")))
                .isEqualTo(fingerprint(bytes(SENSITIVE), OTHER_KEY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FingerprintKey.ofBase64("c2hvcnQ="))
                .withMessageContaining("at least 32")
                .withMessageNotContaining("c2hvcnQ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FingerprintKey.ofBase64("not base 64!"))
                .withMessageNotContaining("not base 64!");
    }

    private static final String SENSITIVE = """
        {"format_version": "1.2", "resource_changes": [], "output_changes": {"o": {"actions": ["create"],
          "before": null, "after": "secret", "after_sensitive": true}}}\
        """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
