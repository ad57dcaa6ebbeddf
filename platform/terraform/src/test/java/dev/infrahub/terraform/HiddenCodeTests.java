package dev.infrahub.terraform;

import static dev.infrahub.terraform.Fingerprints.fingerprint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans whose values are the same while their code is not. */
class HiddenCodeTests {

    private static final String UNKNOWN =
            "\"before\": null, \"after\": {}, \"after_unknown\": {\"id\": true, \"input\": true}";

    /** A resource {@code a.x} of these values and this code, with more in its module. */
    private static String plan(String values, String block, String root, String more) {
        return """
            {"format_version": "1.2", "resource_changes": [{"address": "a.x", "mode": "managed", "type": "a", "name": "x",
               "provider_name": "registry.terraform.io/acme/a", "change": {"actions": ["create"], %s}}],
             "configuration": {"root_module": {"resources": [{"address": "a.x", "mode": "managed", "type": "a", "name": "x",
               "provider_config_key": "a", %s}] %s}} %s}\
            """.formatted(values, block, root, more);
    }

    private static String plan(String values, String block, String root) {
        return plan(values, block, root, "");
    }

    private static void assertOther(String plan, String from, String to, String told) {
        assertThat(plan).contains(from);
        String other = plan.replace(from, to);
        assertThat(fingerprint(other)).as(to).isNotEqualTo(fingerprint(plan));
        assertThat(PlanDifference.between(deeds(plan), deeds(other)))
                .as(to)
                .anySatisfy(sentence -> assertThat(sentence).contains(told));
    }

    private static void assertSame(String plan, String from, String to) {
        assertThat(plan).contains(from);
        assertThat(fingerprint(plan.replace(from, to))).as(to).isEqualTo(fingerprint(plan));
    }

    @Test
    void whatIsUnknownIsWhatTheCodeSaysOfIt() {
        String plan = plan(UNKNOWN, """
                "expressions": {"input": {"references": ["a.readonly.id", "a.readonly"]}, "size": {"constant_value": 1}}""", "");
        assertOther(plan, "readonly", "admin", "a.x: another value of input in the code");
        assertOther(plan, "\"input\": {\"ref", "\"output\": {\"ref", "a.x: this plan says output in the code");
        // of what is computed there is no code
        assertSame(plan, "\"id\": true", "\"id\": true, \"arn\": false");
    }

    @Test
    void theConfigurationMayStandInFrontOfTheChanges() {
        String plan = plan(UNKNOWN, "\"expressions\": {\"input\": {\"references\": [\"a.readonly.id\"]}}", "");
        Map<String, Value> members = Variations.members(plan.getBytes(StandardCharsets.UTF_8));
        Map<String, Value> turned = new LinkedHashMap<>();
        List.of("format_version", "configuration", "resource_changes")
                .forEach(name -> turned.put(name, members.getOrDefault(name, Value.Special.NULL)));
        assertThat(fingerprint(Variations.bytes(turned))).isEqualTo(fingerprint(plan));
    }

    @Test
    void aKnownValueNeedsNoCode() {
        String plan = plan(
                "\"before\": null, \"after\": {\"input\": [{\"a\": 1}]}, \"after_unknown\": {\"id\": true}",
                "\"expressions\": {\"input\": {\"references\": [\"var.a\"]}}",
                "");
        assertSame(plan, "var.a", "local.b");
    }

    @Test
    void writeOnlyArgumentsAreWhatTheCodeSaysOfThem() {
        for (String values : List.of("\"value_wo\": null", "\"other\": 1")) {
            String plan = plan(
                    "\"before\": null, \"after\": {%s}".formatted(values),
                    "\"expressions\": {\"value_wo\": {\"constant_value\": \"approved\"}}",
                    "");
            assertOther(plan, "approved", "attacker", "a.x: another value of value_wo in the code");
        }
        String nested = plan(
                "\"before\": null, \"after\": {\"login\": [{\"name\": \"n\", \"password_wo\": null}]}",
                "\"expressions\": {\"login\": [{\"password_wo\": {\"references\": [\"var.password\"]}}]}",
                "",
                ", \"variables\": {\"password\": {\"value\": \"approved\"}}");
        assertOther(nested, "approved", "attacker", "a.x: another value of login in the code");
        assertOther(
                nested.replace("[\"create\"]", "[\"update\"]").replace("\"before\": null", "\"before\": {\"id\": 1}"),
                "approved",
                "attacker",
                "a.x: another value of login in the code");
    }

    @Test
    void codeIsFollowedThroughOutputsOfModulesToVariables() {
        String plan =
                plan(UNKNOWN, "\"expressions\": {\"input\": {\"references\": [\"module.m.out\", \"module.m\"]}}", """
                , "module_calls": {"m": {"expressions": {"v": {"references": ["module.n.from"]}}, "module": {
                     "outputs": {"out": {"expression": {"references": ["var.v", "a.readonly.id"]}},
                       "other": {"expression": {"constant_value": "idle"}}}}},
                   "n": {"module": {"outputs": {"from": {"expression": {"references": ["var.w"]}}},
                     "variables": {"w": {"default": "by default"}}}}}
                """);
        assertOther(plan, "readonly", "admin", "a.x: another value of input in the code");
        assertOther(plan, "by default", "by another", "a.x: another value of input in the code");
        assertSame(plan, "idle", "busy");
        String whole = plan.replace("[\"module.m.out\", \"module.m\"]", "[\"module.m\"]");
        assertOther(whole, "idle", "busy", "a.x: another value of input in the code");
    }

    @Test
    void outputsThatAreUnknownAreWhatTheirCodeSays() {
        String plan = """
            {"format_version": "1.2", "resource_changes": [], "output_changes": {"o": {"actions": ["create"],
               "before": null, "after_unknown": true}},
             "configuration": {"root_module": {"outputs": {"o": {"expression": {"references": ["a.readonly.id"]}}}}}}\
            """;
        assertOther(plan, "readonly", "admin", "output.o: another value of value in the code");
        assertSame(plan.replace("\"after_unknown\": true", "\"after\": 1"), "readonly", "admin");
    }

    @Test
    void instancesAreWhatIsRepeated() {
        String provisioned = plan("\"before\": null, \"after\": {}", """
                "for_each_expression": {"constant_value": {"a": "echo hi"}}, "provisioners": [{"type": "local-exec",
                  "expressions": {"command": {"references": ["each.value"]}}}]""", "");
        assertOther(provisioned, "echo hi", "curl evil", "a.x provisioner local-exec 1: another value of command");
        assertSame(provisioned.replace("each.value", "path.root"), "echo hi", "curl evil");
        String called = plan(
                UNKNOWN,
                "\"expressions\": {\"input\": {\"references\": [\"module.m.out\"]}}",
                """
                , "module_calls": {"m": {"count_expression": {"references": ["var.n"]},
                     "expressions": {"v": {"references": ["count.index"]}},
                     "module": {"outputs": {"out": {"expression": {"references": ["var.v"]}}}}}}""",
                ", \"variables\": {\"n\": {\"value\": \"one\"}}");
        assertOther(called, "\"one\"", "\"two\"", "a.x: another value of input in the code");
    }

    @Test
    void theDefaultOfACalledModuleCountsBesideNull() {
        String plan = plan(UNKNOWN, "\"expressions\": {\"input\": {\"references\": [\"module.m.out\"]}}", """
                , "module_calls": {"m": {"expressions": {"v": {"constant_value": null}},
                     "module": {"outputs": {"out": {"expression": {"references": ["var.v"]}}},
                       "variables": {"v": {"default": "echo hi"}}}}}""");
        assertOther(plan, "echo hi", "curl evil", "a.x: another value of input in the code");
    }

    @Test
    void whatTheJsonHasNoWordsForIsNamed() {
        String plan = plan("\"before\": null, \"after\": {\"token_wo\": null, \"name\": \"n\"}", """
                "expressions": {"token_wo": {}, "name": {}, "block": [{}], "other": {"references": ["a.b"]}},
                "provisioners": [{"type": "local-exec", "expressions": {"command": {}, "environment": {"references":
                  ["var.k", "path.root"]}, "quiet": {"constant_value": true}}}]""", """
                }, "provider_config": {"a": {"name": "a", "expressions": {"region": {}, "zone": {"references": ["var.z"]},
                  "features": [{}], "role": [{"arn": {}, "name": {"references": ["local.n"]}}]}}""");
        for (byte[] one : List.of(
                plan.getBytes(StandardCharsets.UTF_8),
                PlanRedactionTests.redact(plan.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(read(one).limits())
                    .hasSize(3)
                    .anySatisfy(limit -> assertThat(limit)
                            .contains("local-exec 1 command (functions alone)")
                            .contains("local-exec 1 environment (path.root, var.k)")
                            .doesNotContain("quiet"))
                    .anySatisfy(limit -> assertThat(limit)
                            .contains("provider a region (functions alone)")
                            .contains("provider a zone (var.z)")
                            .contains("provider a role (local.n, functions alone)")
                            .doesNotContain("features"))
                    .anySatisfy(limit -> assertThat(limit).endsWith("told from them: a.x token_wo."));
        }
    }

    @Test
    void readsOfChecksThatActAreIn() {
        String read = """
            {"format_version": "1.2", "resource_changes": [{"address": "data.%1$s.x", "mode": "data", "type": "%1$s",
               "name": "x", "action_reason": "read_because_check_nested",
               "change": {"actions": ["read"], "before": null, "after": {"payload": "approved"}}}]}\
            """;
        for (String type : List.of("external", "local_command", "shell_script", "aws_lambda_invocation", "http")) {
            assertOther(read.formatted(type), "approved", "evil", "another value of payload");
        }
        assertSame(read.formatted("aws_ami"), "approved", "evil");
        assertThat(read(read.formatted("shell_script").getBytes(StandardCharsets.UTF_8))
                        .code())
                .containsExactly(new CodeRun(CodeRun.Kind.PROGRAM, "data.shell_script.x", "shell_script"));
    }

    @ParameterizedTest
    @CsvSource({
        "http, response_headers",
        "http, status_code",
        "external, result",
        "local_command, stdout",
        "shell_script, output",
        "aws_lambda_invocation, result",
        "azapi_resource_action, output",
        "graphql_query, query_response",
        "terracurl_request, response",
    })
    void whatCameBackToAReadOfACheckIsNot(String type, String attribute) {
        String read = """
            {"format_version": "1.2", "resource_changes": [{"address": "data.%1$s.x", "mode": "data", "type": "%1$s",
               "name": "x", "action_reason": "read_because_check_nested",
               "change": {"actions": ["read"], "before": null, "after": {"url": "here", "%2$s": {"Date": "10:00"}}}}]}\
            """.formatted(type, attribute);
        assertSame(read, "10:00", "10:05");
        assertOther(read, "here", "there", "another value of url");
        String ofPlan = read.replace("read_because_check_nested", "read_because_config_unknown");
        assertOther(ofPlan, "10:00", "10:05", "another value of " + attribute);
    }

    @Test
    void deletionsWithoutABlockAreNamedOnce() {
        String plan = plan("\"before\": {\"id\": \"1\"}, \"after\": null", "\"expressions\": {}", "")
                .replace("create", "delete");
        assertThat(read(plan.getBytes(StandardCharsets.UTF_8)).limits()).isEmpty();
        String gone = plan.replace(
                "\"address\": \"a.x\", \"mode\": \"managed\", \"type\": \"a\", \"name\": \"x\",\n"
                        + "   \"provider_config_key\"",
                "\"address\": \"a.y\", \"provider_config_key\"");
        assertThat(gone).isNotEqualTo(plan);
        assertThat(read(gone.getBytes(StandardCharsets.UTF_8)).limits())
                .singleElement()
                .asString()
                .contains("'removed' block")
                .endsWith(": a.x.");
    }

    @Test
    void howAnObjectGoesCounts() {
        for (String argument : List.of(
                "final_snapshot",
                "close_on_deletion",
                "retain_stack",
                "destroy_all_associated_resources",
                "lifecycle_commands")) {
            String plan = plan(
                            "\"before\": {\"id\": \"1\", \"%s\": true}, \"after\": null".formatted(argument),
                            "\"expressions\": {}",
                            "")
                    .replace("create", "delete");
            assertOther(plan, ": true", ": false", "a.x: another value of " + argument);
        }
    }

    @Test
    void driftInWhatAnUpdateLeavesAloneIsLeftAlone() {
        String plan = plan(
                        "\"before\": {\"n\": 1, \"v\": \"was\"}, \"after\": {\"n\": 2, \"v\": \"was\"}",
                        "\"expressions\": {}",
                        "")
                .replace("create", "update");
        assertSame(plan, "was", "is");
        String identified = plan.replace("\"after\"", "\"before_identity\": {\"key\": \"one\"}, \"after\"");
        assertOther(identified, "one", "two", "a.x: another value of the object");
        assertOther(plan.replace("update", "delete"), "was", "is", "a.x: another value of the object");
    }

    @Test
    void paddingOfMasksSaysNothing() {
        String plan = plan(
                "\"before\": null, \"after\": {\"l\": [1, null, 3]}, \"after_unknown\": {\"l\": [false, true]}",
                "\"expressions\": {}",
                "");
        assertSame(plan, "[false, true]", "[false, true, false]");
        assertOther(plan, "[false, true]", "[true, true]", "a.x: another value of l");
    }

    @Test
    void codeThatGoesInCirclesOrThroughThousandsOfCallsIsFollowed() {
        String calls = IntStream.range(0, 5_000)
                .mapToObj(index -> """
                    "m%d": {"expressions": {"v": {"references": ["module.m%d.out"]}}, "module": {"outputs": {"out":
                      {"expression": {"references": ["var.v"]}}}}}""".formatted(index, index + 1))
                .collect(Collectors.joining(","));
        String plan = plan(
                UNKNOWN,
                "\"expressions\": {\"input\": {\"references\": [\"module.m0.out\"]}}",
                ", \"module_calls\": {%s, \"m5000\": {\"module\": {\"outputs\": {\"out\": {\"expression\": {\"constant_value\": \"end\"}}}}}}"
                        .formatted(calls));
        assertOther(plan, "\"end\"", "\"evil\"", "a.x: another value of input in the code");
        assertThat(fingerprint(plan.replace("module.m4999.out", "module.m0.out")))
                .isNotEqualTo(fingerprint(plan));
    }

    @Test
    void manyReferencesAreLookedThroughOnce() {
        int[] looked = {0};
        TreeSet<String> names = new TreeSet<>() {
            private static final long serialVersionUID = 1;

            @Override
            public java.util.Spliterator<String> spliterator() {
                looked[0]++;
                return super.spliterator();
            }
        };
        IntStream.range(0, 1000).forEach(index -> Collections.addAll(names, "a.b" + index, "a.b" + index + ".id"));
        assertThat(new Expression(true, false, names, "").told().split(", ")).hasSize(1000);
        assertThat(looked[0]).isEqualTo(1);
    }

    @Test
    void theProvidersOfWhatIsGoneAreLookedForOnce() {
        int[] looked = {0};
        Map<String, Configuration.Provider> providers = new HashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            public void forEach(BiConsumer<? super String, ? super Configuration.Provider> action) {
                looked[0]++;
                super.forEach(action);
            }
        };
        providers.put(
                "aws",
                new Configuration.Provider(
                        "aws",
                        "hashicorp/aws",
                        "",
                        "",
                        Map.of("region", new Expression(true, false, new TreeSet<>(List.of("var.r")), "")),
                        new UnknownMembers()));
        Execution execution = Execution.of(new Configuration(ModuleBlock.EMPTY, providers, new UnknownMembers()));
        IntStream.range(0, 1000).forEach(index -> execution.run("a.b" + index, "hashicorp/aws", false));
        assertThat(execution.providers()).hasSize(1);
        assertThat(looked[0]).isEqualTo(1);
    }

    @Test
    void ofAPlanOfTooManyDeedsItIsStillToldHowItStands() {
        String changes = IntStream.range(0, 29_999)
                .mapToObj(index ->
                        "{\"address\": \"a.b%d\", \"type\": \"a\", \"name\": \"b\", \"change\": {\"actions\": [\"create\"]}}"
                                .formatted(index))
                .collect(Collectors.joining(","));
        String plan = "{\"format_version\": \"1.2\", \"errored\": true, \"complete\": false, \"resource_changes\": ["
                + changes + "]}";
        assertThat(deeds(plan)).extracting(Deed::action).containsExactly("errored", "incomplete");
    }

    @Test
    void ofAPlanOfTooManyDetailsNoWrongOnesAreNamed() {
        String many = IntStream.range(0, 20_000)
                .mapToObj(index -> "\"m%d\": 1".formatted(index))
                .collect(Collectors.joining(","));
        List<String> entries = new ArrayList<>();
        for (String values : List.of(many, "\"n\": \"approved\"")) {
            entries.add(
                    "{\"address\": \"a.b%d\", \"type\": \"a\", \"name\": \"b\", \"change\": {\"actions\": [\"create\"], \"after\": {%s}}}"
                            .formatted(entries.size(), values));
        }
        String plan = "{\"format_version\": \"1.2\", \"resource_changes\": [%s]}";
        String one = plan.formatted(String.join(",", entries));
        String other = plan.formatted(String.join(",", entries.reversed())).replace("approved", "evil");
        assertThat(PlanDifference.between(deeds(one), deeds(other)))
                .containsExactly("a.b1: other values than approved");
    }

    private static List<Deed> deeds(String plan) {
        return PlanFingerprint.read(new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8)), Fingerprints.KEY)
                .deeds();
    }

    private static Plan read(byte[] plan) {
        return PlanReader.read(new ByteArrayInputStream(plan));
    }
}
