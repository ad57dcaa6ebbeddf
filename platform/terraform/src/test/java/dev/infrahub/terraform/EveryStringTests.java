package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A secret at the place of each string and each name of a plan, one after the other. */
class EveryStringTests {

    private static final String TOKEN = "gh" + "p_Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7c";
    private static final String MARKED = "Marked-7Hq2";

    /** Every member that Terraform or OpenTofu writes. */
    private static final Value PLAN = JsonValues.parse("""
        {"format_version": "1.2", "terraform_version": "1.11.4", "timestamp": "2026-01-01T00:00:00Z",
         "errored": true, "complete": false, "applyable": true, "unheard": "of",
         "variables": {"v": {"value": "w"}},
         "resource_changes": [
           {"address": "module.m[\\"i\\"].aws_thing.b[\\"k\\"]", "previous_address": "aws_thing.c", "module_address": "module.m[\\"i\\"]",
            "mode": "managed", "type": "aws_thing", "name": "b", "index": "k", "provider_name": "example.com/o/aws",
            "deposed": "0f1e", "action_reason": "replace_because_tainted", "unheard": "of",
            "change": {"actions": ["update"], "replace_paths": [["map", "key"]], "importing": {"id": "import"},
              "before": {"text": "t", "map": {"key": "one"}, "list": ["item", {"inner": "member"}]},
              "after": {"text": "u", "map": {"key": "two"}, "list": ["item", {"inner": "member"}]},
              "after_unknown": {"other": {"name": true}}, "before_sensitive": {"list": [false, {"inner": false}]},
              "after_sensitive": {"map": {"unmarked": false}}, "generated_config": "code", "unheard": "of",
              "before_identity": {"id": "b"}, "after_identity": {"id": "a"}}},
           {"address": "a.known", "type": "a", "name": "known", "change": {"actions": ["create"], "before": null,
              "after": {"hidden": "Marked-7Hq2"}, "after_sensitive": {"hidden": true}}}],
         "resource_drift": [{"address": "a.drift", "type": "a", "name": "drift", "change": {"actions": ["update"],
            "before": {"d": "e"}, "after": {"d": "f"}}}],
         "deferred_changes": [{"reason": "unknown", "resource_change": {"address": "a.later", "type": "a", "name": "later",
            "change": {"actions": ["create"], "before": null, "after": {"l": "m"}}}}],
         "output_changes": {"out": {"actions": ["create"], "before": null, "after": {"o": "p"}},
           "known": {"actions": ["create"], "before": null, "after": ["Marked-7Hq2"], "after_sensitive": [true]}},
         "action_invocations": [{"address": "action.a.b", "type": "a", "name": "b", "provider_name": "example.com/o/a",
            "config_values": {"c": "d"}, "lifecycle_action_trigger": {"triggering_resource_address": "a.b"}}],
         "deferred_action_invocations": [{"reason": "later", "action_invocation": {"address": "action.a.c", "type": "a",
            "name": "c", "provider_name": "example.com/o/a"}}],
         "checks": [{"address": {"kind": "check", "module": "module.m", "mode": "managed", "type": "a", "name": "n",
            "to_display": "check.n", "instance_key": "i"}, "status": "fail",
            "instances": [{"problems": [{"message": "because"}]}]}],
         "relevant_attributes": [{"resource": "a.b", "attribute": ["c", "d"]}],
         "configuration": {"provider_config": {"aws.west": {"name": "aws", "full_name": "example.com/o/aws",
             "alias": "west", "version_constraint": "~> 1", "module_address": "module.m",
             "expressions": {"region": {"references": ["var.region"]}, "zone": {"constant_value": "z"}}}},
           "root_module": {"variables": {"v": {"default": "x"}},
             "outputs": {"out": {"expression": {"references": ["a.known.id", "a.known"]}, "depends_on": ["a.z"]}},
             "actions": [{"address": "action.a.b", "type": "a", "name": "b", "provider_config_key": "aws.west"}],
             "resources": [{"address": "a.known", "mode": "managed", "type": "a", "name": "known",
               "provider_config_key": "aws.west", "schema_version": 1, "unheard": "of",
               "provisioners": [{"type": "local-exec", "expressions": {"command": {"references": ["var.c"]}}}],
               "expressions": {"text": {"references": ["var.t"]}, "made": {}},
               "for_each_expression": {"references": ["var.each"]}, "depends_on": ["a.y"]}],
             "module_calls": {"m": {"source": "./m", "expressions": {"in": {"references": ["a.x"]}},
               "depends_on": ["a.w"], "module": {"resources": [{"address": "aws_thing.b", "mode": "managed",
                 "type": "aws_thing", "name": "b", "provider_config_key": "m:aws"}]}}}}}}
        """).orElseThrow();

    @Test
    void noStringLeavesWithASecretInIt() {
        for (String secret : List.of(TOKEN, MARKED)) {
            int kept = 0;
            List<Value> plans = new ArrayList<>();
            eachOther(PLAN, text -> text + "-" + secret, plans::add);
            eachOther(PLAN, _ -> secret, plans::add);
            for (Value plan : plans) {
                try {
                    String redacted = redact(plan);
                    assertThat(redacted).doesNotContain(secret);
                    kept += redacted.contains("(sensitive #") ? 1 : 0;
                } catch (NotAPlan notAPlan) {
                    assertThat(notAPlan.getMessage()).doesNotContain(secret);
                    assertThat(notAPlan.found()).doesNotContain(secret);
                }
            }
            assertThat(plans).hasSizeGreaterThan(450);
            assertThat(kept).isGreaterThan(300);
        }
    }

    @Test
    void whatIsNamedAfterASecretKeepsItsIdentity() {
        String plan = """
            {"format_version": "1.2", "resource_changes": [
              {"address": "a.b[\\"hunter2\\"]", "previous_address": "a.c[\\"hunter2\\"]", "type": "a", "name": "b", "index": "hunter2",
               "change": {"actions": ["update"], "before": {"p": "hunter2", "m": {"hunter2": "x"}},
                 "after": {"p": "other-secret", "m": {}}, "before_sensitive": {"p": true}, "after_sensitive": {"p": true}}},
              {"address": "a.b[\\"other-secret\\"]", "type": "a", "name": "b", "index": "other-secret",
               "change": {"actions": ["create"], "before": null, "after": {}}}]}
            """;
        PlanFingerprint fingerprint = new PlanFingerprint(Fingerprints.KEY);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = plan.getBytes(StandardCharsets.UTF_8);
        List<Deed> deeds = PlanRedaction.redact(
                new ByteArrayInputStream(bytes), PlanSecrets.in(new ByteArrayInputStream(bytes)), out, fingerprint);
        String redacted = out.toString(StandardCharsets.UTF_8);
        List<String> markers = PlanRedactionTests.markers(redacted);

        assertThat(redacted).doesNotContain("hunter2", "other-secret");
        assertThat(markers.stream().distinct()).hasSize(2);
        assertThat(markers.stream().filter(markers.getFirst()::equals)).hasSize(5);
        assertThat(deeds)
                .extracting(Deed::subject)
                .containsExactly("a.b[\"" + markers.getFirst() + "\"]", "a.b[\"" + markers.getLast() + "\"]");
        assertThat(fingerprint.text())
                .isEqualTo(PlanFingerprint.read(new ByteArrayInputStream(bytes), Fingerprints.KEY)
                        .text());
        assertThat(PlanRedactionTests.redact(redacted)).isEqualTo(redacted);
    }

    @Test
    void markingAWordOfTerraformsHidesNoResourceFromTheRules() {
        String redacted = PlanRedactionTests.redact("""
            {"format_version": "1.2", "resource_changes": [
              {"address": "aws_security_group_rule.a", "type": "aws_security_group_rule", "name": "a",
               "change": {"actions": ["create"], "before": null, "after": {"cidr_blocks": ["0.0.0.0/0"]}}},
              {"address": "a.b", "type": "a", "name": "b", "change": {"actions": ["create"], "before": null,
                "after": {"x": "aws_security_group_rule", "y": "cidr_blocks"}, "after_sensitive": {"x": true, "y": true}}}]}
            """);
        assertThat(redacted)
                .contains("\"type\":\"aws_security_group_rule\"", "\"cidr_blocks\":[")
                .doesNotContain("\"x\":\"aws");
    }

    private static String redact(Value plan) {
        byte[] bytes = JsonValues.canonical(plan).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Deed> deeds = PlanRedaction.redact(
                new ByteArrayInputStream(bytes),
                PlanSecrets.in(new ByteArrayInputStream(bytes)),
                out,
                new PlanFingerprint(Fingerprints.KEY));
        return out.toString(StandardCharsets.UTF_8) + deeds;
    }

    /** Receives what a value is with one string in it, or one name, being another. */
    @FunctionalInterface
    private interface Others {
        void add(Value other);
    }

    private static void eachOther(Value value, UnaryOperator<String> other, Others others) {
        switch (value) {
            case Value.Text(String text) -> others.add(new Value.Text(other.apply(text)));
            case Value.Items(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    int index = i;
                    eachOther(items.get(i), other, one -> {
                        List<Value> copy = new ArrayList<>(items);
                        copy.set(index, one);
                        others.add(new Value.Items(copy));
                    });
                }
            }
            case Value.Members(var members) ->
                members.forEach((name, member) -> {
                    others.add(renamed(members, name, other.apply(name)));
                    eachOther(member, other, one -> {
                        Map<String, Value> copy = new LinkedHashMap<>(members);
                        copy.put(name, one);
                        others.add(new Value.Members(copy));
                    });
                });
            case Value.Bool _, Value.Num _, Value.Special _ -> {}
        }
    }

    private static Value renamed(Map<String, Value> members, String name, String other) {
        Map<String, Value> copy = new LinkedHashMap<>();
        members.forEach((one, member) -> copy.put(one.equals(name) ? other : one, member));
        return new Value.Members(copy);
    }
}
