package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReaderTests {

    private static final String PLAN = """
            {"format_version": "1.2", "terraform_version": "1.11.4",
             "resource_changes": [
               {"address": "module.db.aws_db_instance.main[0]", "module_address": "module.db", "mode": "managed",
                "type": "aws_db_instance", "name": "main", "index": 0, "provider_name": "example/aws",
                "previous_address": "aws_db_instance.main", "action_reason": "replace_because_cannot_update",
                "change": {"actions": ["delete", "create"],
                  "before": {"engine": "postgres", "storage_encrypted": false, "password": "old", "tags": {"a": "b"}},
                  "after": {"engine": "postgres", "storage_encrypted": true, "password": "new", "tags": {"a": "b"}},
                  "after_unknown": {"arn": true, "tags": {}},
                  "before_sensitive": {"password": true}, "after_sensitive": {"password": true},
                  "replace_paths": [["storage_encrypted"], ["ingress", 0, "from_port"], ["tags", "a key"]]}},
               {"address": "aws_s3_bucket.new", "mode": "managed", "type": "aws_s3_bucket", "name": "new",
                "change": {"actions": ["create"], "before": null, "after": {"bucket": "b"}, "after_unknown": {},
                           "importing": {"id": "b"}}}],
             "output_changes": {"url": {"actions": ["update"], "before": "a", "after": "b", "after_sensitive": true}},
             "configuration": {"root_module": {
               "resources": [
                 {"address": "aws_s3_bucket.new", "mode": "managed", "type": "aws_s3_bucket", "name": "new"},
                 {"address": "aws_s3_bucket_policy.new", "mode": "managed", "type": "aws_s3_bucket_policy",
                  "name": "new", "expressions": {
                    "bucket": {"references": ["aws_s3_bucket.new.id", "aws_s3_bucket.new"]},
                    "policy": {"references": ["module.db.arn", "module.db"]}}}],
               "module_calls": {"db": {
                 "expressions": {"bucket": {"references": ["aws_s3_bucket.new.arn", "aws_s3_bucket.new"]}},
                 "module": {
                   "outputs": {"arn": {"expression": {"references": ["aws_db_instance.main[0].arn"]}}},
                   "resources": [{"address": "aws_db_instance.main", "mode": "managed", "type": "aws_db_instance",
                     "name": "main", "expressions": {"name": {"references": ["var.bucket"]}}}]}}}}}}
            """;

    @Test
    void countsOfEveryRealPlanAreTheIndependentlyComputedOnes() {
        List<String[]> expected = RealPlans.table("plans/expected.tsv");
        Map<String, String> wrong = new HashMap<>();
        for (String[] row : expected) {
            ChangeCounts counts = read(RealPlans.bytes(RealPlans.locate("plans").resolve(row[0])))
                    .counts();
            String actual = String.join("\t", row[0], columns(counts));
            if (!actual.equals(String.join("\t", row))) {
                wrong.put(String.join("\t", row), actual);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(expected).hasSize(359);
    }

    private static String columns(ChangeCounts counts) {
        List<Integer> columns = List.of(
                counts.create(),
                counts.update(),
                counts.delete(),
                counts.replace(),
                counts.read(),
                counts.noOp(),
                counts.forget(),
                counts.imported(),
                counts.moved(),
                counts.drifted());
        return String.join("\t", columns.stream().map(String::valueOf).toList());
    }

    @Test
    void aChangeIsReadWithItsCircumstances() {
        ResourceChange change = read(PLAN).changes().getFirst();
        assertThat(change.address()).isEqualTo("module.db.aws_db_instance.main[0]");
        assertThat(change.module()).isEqualTo("module.db");
        assertThat(change.action()).isEqualTo(Action.REPLACE);
        assertThat(change.changedAttributes()).containsExactly("arn", "password", "storage_encrypted");
        assertThat(change.replacePaths())
                .containsExactly("storage_encrypted", "ingress[0].from_port", "tags[\"a key\"]");
        assertThat(change.actionReason()).isEqualTo("replace_because_cannot_update");
        assertThat(change.isMoved()).isTrue();
        assertThat(change.imported()).isFalse();
    }

    @Test
    void thePlanItselfIsReadWithVersionsAndOutputs() {
        Plan plan = read(PLAN);
        assertThat(plan.format()).isEqualTo(Plan.Format.JSON);
        assertThat(plan.terraformVersion()).isEqualTo("1.11.4");
        assertThat(plan.formatVersion()).isEqualTo("1.2");
        assertThat(plan.outputs()).containsExactly(new OutputChange("url", Action.UPDATE, true));
        assertThat(plan.counts()).isEqualTo(new ChangeCounts(1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0));
        assertThat(plan.limits()).isEmpty();
        assertThat(plan.complete()).isTrue();
    }

    @Test
    void valuesAreShownWithTheSensitiveHiddenAndTheUnknownNamed() {
        List<ChangeValues> seen = new ArrayList<>();
        PlanReader.read(stream(PLAN), (_, values) -> seen.add(values));
        Value after = seen.getFirst().after();
        assertThat(after.at("password")).isEqualTo(Value.Special.SENSITIVE);
        assertThat(after.at("arn")).isEqualTo(Value.Special.UNKNOWN);
        assertThat(after.at("arn", "anything", "below")).isEqualTo(Value.Special.UNKNOWN);
        assertThat(after.at("storage_encrypted").isTrue()).isTrue();
        assertThat(after.at("tags", "a").text()).contains("b");
        assertThat(after.at("nothing")).isEqualTo(Value.Special.NULL);
    }

    @Test
    void referencesAreFollowedThroughVariablesAndOutputsOfModules() {
        ReferenceGraph references = read(PLAN).references();
        assertThat(references.dependenciesOf("aws_s3_bucket_policy.new"))
                .containsExactlyInAnyOrder("aws_s3_bucket.new", "module.db.aws_db_instance.main");
        assertThat(references.dependenciesOf("module.db.aws_db_instance.main[0]"))
                .containsExactly("aws_s3_bucket.new");
        assertThat(references.dependentsOf(Set.of("aws_s3_bucket.new")))
                .containsExactlyInAnyOrder("aws_s3_bucket_policy.new", "module.db.aws_db_instance.main");
        assertThat(references.complete()).isTrue();
    }

    @Test
    void longChainsOfModulesAreFollowed() {
        StringBuilder calls = new StringBuilder();
        for (int index = 0; index < 20_000; index++) {
            calls.append("""
                    "m%d": {"expressions": {"x": {"references": ["module.m%d.x"]}}, "module": {
                      "outputs": {"x": {"expression": {"references": ["var.x"]}}}}},
                    """.formatted(index, index + 1));
        }
        Plan plan = read("""
                {"format_version": "1.2", "resource_changes": [], "configuration": {"root_module": {
                  "resources": [
                    {"address": "a.b", "expressions": {"x": {"references": ["module.m0.x"]}}},
                    {"address": "a.c"}],
                  "module_calls": {%s "m20000": {"module": {"outputs": {"x": {"expression": {}}}}}}}}}
                """.formatted(calls));
        assertThat(plan.references().dependenciesOf("a.b")).isEmpty();
        assertThat(plan.references().complete()).isTrue();
    }

    @Test
    void instanceKeysAreNoPartOfAConfigurationAddress() {
        assertThat(ReferenceGraph.configurationAddress("module.a[\"x]\\\".y\"].b.c[0]"))
                .isEqualTo("module.a.b.c");
        assertThat(ReferenceGraph.configurationAddress("a.b[\"" + "\\\"".repeat(1_000_000)))
                .isEqualTo("a.b");
    }

    @Test
    void aCheckThatCouldNotBeMadeFailedAndOneThatIsToComeDidNot() {
        Plan plan = read("""
                {"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": [], "checks": [
                  {"address": {"to_display": "check.fails"}, "status": "fail"},
                  {"address": {"to_display": "check.errs"}, "status": "error"},
                  {"address": {"to_display": "check.passes"}, "status": "pass"},
                  {"address": {"to_display": "check.waits"}, "status": "unknown"}]}
                """);
        assertThat(plan.failedChecks()).containsExactly("check.fails", "check.errs");
    }

    @Test
    void aPlanMadeHereIsReadWhole() {
        Plan plan = PlanReader.read(OwnPlans.open("plan.json"));
        assertThat(plan.counts()).isEqualTo(new ChangeCounts(2, 2, 1, 2, 0, 1, 1, 0, 1, 0, 0));
        assertThat(plan.failedChecks()).containsExactly("check.size");
        assertThat(plan.references().dependenciesOf("terraform_data.alarm"))
                .containsExactly("module.edge.terraform_data.balancer");
        assertThat(plan.references().dependentsOf(Set.of("terraform_data.network")))
                .containsExactlyInAnyOrder(
                        "terraform_data.server", "module.edge.terraform_data.balancer", "terraform_data.alarm");
    }

    @Test
    void aReplacementIsOneInWhateverOrderAndTheOrderIsTold() {
        Plan plan = read(PLAN.replace("\"delete\", \"create\"", "\"create\", \"delete\""));
        assertThat(plan.counts()).isEqualTo(read(PLAN).counts());
        assertThat(plan.changes())
                .extracting(ResourceChange::order)
                .containsExactly(ResourceChange.Order.NEW_FIRST, ResourceChange.Order.UNTOLD);
        assertThat(read(PLAN).changes().getFirst().order()).isEqualTo(ResourceChange.Order.OLD_FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"create\", \"forget\"", "\"forget\", \"create\""})
    void aReplacementThatLeavesTheOldObjectBehindDestroysNothing(String actions) {
        Plan plan = read(PLAN.replace("\"delete\", \"create\"", actions));
        assertThat(plan.counts().replace()).isZero();
        assertThat(plan.counts().create()).isEqualTo(2);
        assertThat(plan.counts().forget()).isEqualTo(1);
        assertThat(plan.changes().getFirst().action()).isEqualTo(Action.SUPERSEDE);
        assertThat(plan.changes().getFirst().changedAttributes())
                .isEqualTo(read(PLAN).changes().getFirst().changedAttributes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rotate\"",
                "\"delete\", \"rotate\"",
                "\"create\", \"create\"",
                "\"delete\", \"create\", \"read\""
            })
    void anUnknownActionIsALimitAndNoRefusal(String actions) {
        Plan plan = read(PLAN.replace("\"delete\", \"create\"", actions));
        assertThat(plan.changes()).hasSameSizeAs(read(PLAN).changes());
        assertThat(plan.changes().getFirst().action()).isEqualTo(Action.UNKNOWN);
        assertThat(plan.counts().unknown()).isEqualTo(1);
        assertThat(plan.limits())
                .anyMatch(limit -> limit.contains("does not know these actions")
                        && limit.contains("module.db.aws_db_instance.main[0]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "\"create\"", "[1]", "[\"create\", null]"})
    void actionsThatAreNoWordsAreRefused(String actions) {
        assertThat(catchThrowableOfType(NotAPlan.class, () -> read(entry("\"actions\": " + actions)))
                        .code())
                .isEqualTo(NotAPlan.UNREADABLE);
    }

    @Test
    void anUnknownModeIsALimitAndNoRefusal() {
        Plan plan = read(entry("\"actions\": [\"delete\"]").replace("managed", "leased"));
        assertThat(plan.counts().delete()).isEqualTo(1);
        assertThat(plan.limits()).anyMatch(limit -> limit.contains("modes") && limit.contains("a.b (leased)"));
    }

    @Test
    void whatIsOpenedForTheTimeOfAPlanIsNoChange() {
        for (String action : List.of("open", "renew", "close")) {
            String opened = entry("\"actions\": [\"" + action + "\"]").replace("managed", "ephemeral");
            Plan plan = read(opened);
            assertThat(plan.changes()).isEmpty();
            assertThat(plan.limits()).isEmpty();
            assertThat(plan.counts()).isEqualTo(new ChangeCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(Fingerprints.fingerprint(opened)).isEqualTo(Fingerprints.NOTHING);
        }
        Plan deleted = read(entry("\"actions\": [\"delete\"]").replace("managed", "ephemeral"));
        assertThat(deleted.counts().delete()).isEqualTo(1);
    }

    @Test
    void typeAndNameThatAreNotSaidAreThoseOfTheAddress() {
        String plan = entry("\"actions\": [\"delete\"]").replace("\"type\": \"a\", \"name\": \"b\", ", "");
        for (String address : List.of("a.b", "a.b[\\\"x.y\\\"]", "module.m[0].a.b[1]", "module.m.data.a.b")) {
            ResourceChange change = read(plan.replace("\"a.b\"", "\"" + address + "\""))
                    .changes()
                    .getFirst();
            assertThat(change.type()).as(address).isEqualTo("a");
            assertThat(change.name()).as(address).isEqualTo("b");
        }
        assertThat(catchThrowableOfType(NotAPlan.class, () -> read(plan.replace("\"a.b\"", "\"b\"")))
                        .code())
                .isEqualTo(NotAPlan.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{} | {\"x\": true} | x",
                "{\"x\": true} | {} | x",
                "{\"x\": {\"y\": true}} | {\"x\": {\"y\": true, \"z\": true}} | x",
                "{\"x\": [true]} | {\"x\": [true, false]} | ''",
                "{\"x\": {\"y\": false}} | {} | ''",
                "{\"x\": true} | {\"x\": true} | ''",
                "{} | {\"w\": true} | ''",
                "{} | {\"n\": true} | ''",
            })
    void ofWhatIsOnlyMarkedNothingElseIsSaidToChange(String before, String after, String remarked) {
        ResourceChange change = read(entry(
                        "\"actions\": [\"update\"], \"before_sensitive\": %s, \"after_sensitive\": %s"
                                .formatted(before, after)))
                .changes()
                .getFirst();
        assertThat(change.changedAttributes()).containsExactly("w");
        assertThat(String.join(",", change.remarked())).isEqualTo(remarked.replace("'", ""));
    }

    @Test
    void whoMadeThePlanIsToldByTheRegistryOfItsProviders() {
        assertThat(read(PLAN).tool()).isEqualTo(Plan.Tool.TERRAFORM);
        assertThat(read(PLAN.replace("example/aws", "registry.opentofu.org/example/aws"))
                        .tool())
                .isEqualTo(Plan.Tool.TOFU);
        assertThat(read("""
                {"format_version": "1.2", "resource_changes": [], "configuration": {"root_module": {},
                 "provider_config": {"a": {"name": "a", "full_name": "registry.opentofu.org/x/a"}}}}
                """).tool()).isEqualTo(Plan.Tool.TOFU);
    }

    /** A plan of one change of {@code a.b}, in which only {@code w} has another value. */
    private static String entry(String members) {
        return """
                {"format_version": "1.2", "resource_changes": [{"address": "a.b", "mode": "managed", "type": "a", "name": "b", \
                "change": {%s, "before": {"x": {"y": 1, "z": 2}, "w": 1}, "after": {"x": {"y": 1, "z": 2}, "w": 2}}}]}
                """.formatted(members);
    }

    @Test
    void encodingsOfWindowsShellsAreRead() {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] bytes = ("\uFEFF" + PLAN).getBytes(charset);
            assertThat(read(bytes)).as(charset.name()).isEqualTo(read(PLAN));
        }
    }

    @Test
    void aPlanWithoutChangesMayLeaveThemOut() {
        Plan plan = read("{\"format_version\": \"1.2\", \"planned_values\": {\"root_module\": {}}, \"errored\": true}");
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.errored()).isTrue();
    }

    @Test
    void everyRealPlanIsReadWithoutKeepingItsValues() {
        for (Path file : RealPlans.json()) {
            int[] visits = {0};
            Plan plan = PlanReader.read(new ByteArrayInputStream(RealPlans.bytes(file)), (_, _) -> visits[0]++);
            assertThat(visits[0]).as(file.toString()).isEqualTo(plan.changes().size());
        }
    }

    private static Plan read(String json) {
        return PlanReader.read(stream(json));
    }

    private static Plan read(byte[] json) {
        return PlanReader.read(new ByteArrayInputStream(json));
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
