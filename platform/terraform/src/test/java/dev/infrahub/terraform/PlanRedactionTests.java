package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanRedactionTests {

    private static final Pattern MARKER = Pattern.compile("\\(sensitive #[0-9a-f]{8}\\)");

    @Test
    void theReaderSeesTheSameInTheProjectionOfEveryRealPlan() {
        for (Path file : RealPlans.json()) {
            byte[] original = RealPlans.bytes(file);
            List<Value> before = new ArrayList<>();
            List<Value> after = new ArrayList<>();
            Plan expected = PlanReader.read(new ByteArrayInputStream(original), collecting(before));
            Plan actual = PlanReader.read(new ByteArrayInputStream(redact(original)), collecting(after));
            assertThat(actual).as(file.toString()).isEqualTo(expected);
            // a copy of what another change marks is hidden by the redaction only
            assertThat(hiddenAsIn(new Value.Items(after), new Value.Items(before)))
                    .as(file.toString())
                    .isEqualTo(new Value.Items(after));
        }
    }

    @Test
    void redactingAProjectionAgainChangesNothing() {
        for (Path file : RealPlans.json()) {
            byte[] once = redact(RealPlans.bytes(file));
            assertThat(redact(once)).as(file.toString()).isEqualTo(once);
        }
    }

    @Test
    void plantedSecretsDoNotSurviveAtAnyDepth() {
        for (int seed = 0; seed < 400; seed++) {
            PlantedSecrets planted = new PlantedSecrets(seed);
            String redacted = redact(planted.plan());
            assertThat(planted.secrets()).as("seed " + seed).isNotEmpty().noneMatch(redacted::contains);
            assertThat(redacted).as("seed " + seed).contains(PlantedSecrets.HARMLESS);
        }
    }

    @Test
    void placesOutsideTheChangesKeepNoValues() {
        String redacted = redact("""
                {"format_version": "1.2", "terraform_version": "1.11.4", "timestamp": "2026-01-01T00:00:00Z",
                 "variables": {"password": {"value": "SECRET-variable"}},
                 "planned_values": {"root_module": {"resources": [{"values": {"p": "SECRET-planned"}}]}},
                 "prior_state": {"values": {"root_module": {"resources": [{"values": {"p": "SECRET-prior"}}]}}},
                 "something_new": "SECRET-new",
                 "checks": [{"address": {"to_display": "check.x"}, "status": "fail",
                             "instances": [{"problems": [{"message": "SECRET-problem"}]}]}],
                 "relevant_attributes": [{"resource": "a.b", "attribute": ["map", "SECRET-key"]}],
                 "resource_changes": [{"address": "a.b", "type": "a", "name": "b", "generated": "SECRET-member",
                   "change": {"actions": ["update"], "importing": {"id": "SECRET-id", "identity": {"i": "SECRET-i"}},
                     "before": {}, "after": {}, "generated_config": "SECRET-config",
                     "before_identity": {"id": "SECRET-before"}, "after_identity": {"id": "SECRET-after"}}}],
                 "configuration": {"provider_config": {"aws": {"expressions": {"k": {"constant_value": "SECRET-p"}}}},
                   "root_module": {
                     "variables": {"v": {"default": "SECRET-default"}},
                     "outputs": {"o": {"expression": {"constant_value": "SECRET-output"}}},
                     "resources": [{"address": "a.b", "type": "a", "name": "b", "expressions": {
                        "password": {"constant_value": "SECRET-literal"},
                        "other": {"references": ["var.map[\\"SECRET-index\\"]", "var.map"]}}}],
                     "module_calls": {"m": {"source": "git::https://user:SECRET-source@example.com/m",
                        "expressions": {"x": {"constant_value": "SECRET-argument"}}, "module": {}}}}}}
                """);
        assertThat(redacted).doesNotContain("SECRET-");
        assertThat(redacted).contains("check.x", "fail", "var.map", "2026-01-01T00:00:00Z", "importing");
    }

    @Test
    void equalSecretsGetEqualMarkersAndChangedOnesOthers() {
        List<String> markers = markers(redact("""
                {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
                  "change": {"actions": ["update"],
                    "before": {"same": "one", "changed": "one", "list": [1, {"b": 1, "a": 2}]},
                    "after": {"same": "one", "changed": "two", "list": [1, {"a": 2, "b": 1}]},
                    "before_sensitive": {"same": true, "changed": true, "list": true},
                    "after_sensitive": {"same": true, "changed": true, "list": true}}}]}
                """));
        assertThat(markers).hasSize(6);
        assertThat(markers.get(0)).isEqualTo(markers.get(3)).isEqualTo(markers.get(1));
        assertThat(markers.get(4)).isNotEqualTo(markers.get(1));
        assertThat(markers.get(5)).isEqualTo(markers.get(2));
    }

    @Test
    void markersOfTwoRedactionsHaveNothingInCommon() {
        String plan = "{\"format_version\": \"1.2\", \"resource_changes\": [], \"output_changes\": {\"o\": {"
                + "\"actions\": [\"create\"], \"before\": null, \"after\": \"secret\", \"after_sensitive\": true}}}";
        assertThat(markers(redact(plan))).hasSize(1).isNotEqualTo(markers(redact(plan)));
    }

    @Test
    void aValueMarkedOnOneSideIsHiddenOnBoth() {
        String redacted = redact("""
                {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
                  "change": {"actions": ["update"],
                    "before": {"was": "SECRET-1", "is": "SECRET-2", "shown": "yes"},
                    "after": {"was": "SECRET-1", "is": "SECRET-2", "shown": "yes"},
                    "before_sensitive": {"was": true}, "after_sensitive": {"is": true}}}],
                 "output_changes": {"o": {"actions": ["update"], "before": "SECRET-3", "after": {"x": ["SECRET-4"]},
                    "before_sensitive": true, "after_sensitive": false}}}
                """);
        assertThat(redacted).doesNotContain("SECRET-").contains("\"shown\":\"yes\"");
    }

    @Test
    void anItemThatMovedInItsListIsStillHidden() {
        String redacted = redact("""
                {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
                  "change": {"actions": ["update"],
                    "before": {"env": [{"n": "A", "v": "shown"}, {"n": "B", "v": "SECRET-1"}]},
                    "after": {"env": [{"n": "B", "v": "SECRET-1"}]},
                    "before_sensitive": {"env": [{}, {"v": true}]}, "after_sensitive": {"env": [{}]}}}]}
                """);
        assertThat(redacted).doesNotContain("SECRET-").contains("\"n\":\"B\"", "\"v\":\"shown\"");
    }

    @Test
    void copiesOfAMarkedValueAreHiddenToo() {
        String redacted = redact("""
                {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
                  "change": {"actions": ["update"],
                    "before": {"input": {"token": "SECRET-1"}, "output": {"token": "SECRET-1"}},
                    "after": {"input": {"token": "SECRET-2"}, "url": ["db://user:SECRET-2@host", "shown"]},
                    "before_sensitive": {"input": {"token": true}, "output": {}},
                    "after_sensitive": {"input": {"token": true}}}}]}
                """);
        assertThat(redacted).doesNotContain("SECRET-").contains("shown");
    }

    @Test
    void ofAPlanMadeHereNoTokenSurvives() throws IOException {
        byte[] plan = OwnPlans.bytes("plan.json");
        String redacted = new String(redact(plan), StandardCharsets.UTF_8);
        assertThat(new String(plan, StandardCharsets.UTF_8)).contains("example-token-before", "example-token-after");
        assertThat(redacted)
                .doesNotContain("example-token-before", "example-token-after")
                .contains("\"size\":\"large\"", "\"status\":\"fail\"");
        assertThat(PlanReader.read(new ByteArrayInputStream(redact(plan))))
                .isEqualTo(PlanReader.read(new ByteArrayInputStream(plan)));
    }

    @Test
    void namesBelowAMarkedMapAreHiddenToo() {
        String redacted = redact("""
                {"format_version": "1.2", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
                  "change": {"actions": ["delete", "create"], "before": {"m": {"SECRET-key": "v"}}, "after": {"m": {}},
                    "after_unknown": {"m": {"SECRET-key": true}}, "replace_paths": [["m", "SECRET-key"]],
                    "before_sensitive": {"m": true}, "after_sensitive": {"m": true}}}]}
                """);
        assertThat(redacted).doesNotContain("SECRET-").contains("\"replace_paths\":[[\"m\"]]");
    }

    @Test
    void aPlanWithoutMasksKeepsItsValues() {
        assertThat(redact("""
                {"format_version": "0.1", "resource_changes": [{"address": "a.b", "type": "a", "name": "b",
                  "change": {"actions": ["create"], "before": null, "after": {"big": 123456789012345678901234567890.5,
                    "text": "é\\u0000"}}}]}
                """)).contains("123456789012345678901234567890.5", "é\\u0000");
    }

    @Test
    void textLosesItsColoursAndKeepsItsWords() {
        byte[] coloured = "\uFEFF\u001B[1mPlan:\u001B[0m 1 to add\u001B]0;title\u0007, \u001B[38;5;1m0 to change\n"
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanRedaction.redactText(new ByteArrayInputStream(coloured), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Plan: 1 to add, 0 to change\n");
    }

    static ChangeVisitor collecting(List<Value> sides) {
        return (_, values) -> {
            sides.add(values.before());
            sides.add(values.after());
        };
    }

    /** The original with those texts hidden that the projection hides. */
    private static Value hiddenAsIn(Value projection, Value original) {
        return switch (original) {
            case Value.Text _ -> projection == Value.Special.SENSITIVE ? projection : original;
            case Value.Items(var items)
            when projection instanceof Value.Items(var projected) ->
                new Value.Items(IntStream.range(0, Math.min(items.size(), projected.size()))
                        .mapToObj(i -> hiddenAsIn(projected.get(i), items.get(i)))
                        .toList());
            case Value.Members(var members) -> {
                Map<String, Value> hidden = new LinkedHashMap<>();
                members.forEach((name, member) -> hidden.put(name, hiddenAsIn(projection.at(name), member)));
                yield new Value.Members(hidden);
            }
            default -> original;
        };
    }

    static List<String> markers(String redacted) {
        return MARKER.matcher(redacted).results().map(MatchResult::group).toList();
    }

    static String redact(String plan) {
        return new String(redact(plan.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    static byte[] redact(byte[] plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanSecrets secrets = PlanSecrets.in(new ByteArrayInputStream(plan));
        PlanRedaction.redact(new ByteArrayInputStream(plan), secrets, out);
        return out.toByteArray();
    }
}
