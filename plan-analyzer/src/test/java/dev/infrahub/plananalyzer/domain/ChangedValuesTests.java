package dev.infrahub.plananalyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.BeyondLimit;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedValuesTests {

    @Test
    void placesThatDifferAreToldOneByOne() {
        assertThat(told("""
                {"size": 1, "tags": {"a b": "x", "same": "y"}, "ingress": [{"port": 443, "open": false}], "gone": "z"}""", """
                {"size": 2, "tags": {"a b": "w", "same": "y"}, "ingress": [{"port": 80, "open": true}], "new": [1]}"""))
                .containsExactly(
                        "gone: \"z\" -> null",
                        "ingress[0].port: 443 -> 80",
                        "ingress[0].open: false -> true",
                        "new: null -> [1]",
                        "size: 1 -> 2",
                        "tags[\"a b\"]: \"x\" -> \"w\"");
    }

    @Test
    void whatIsOrMayBeSecretIsNotShown() {
        assertThat(told(Given.plan()
                        .change(
                                "aws_x.y",
                                "\"update\"",
                                """
                                        {"plain": "old", "password": "hunter2", "token": null, "key_id": "a",
                                         "random": "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY", "command": ["--requirepass", "hunter2"]}""",
                                """
                                        {"plain": "new", "password": "hunter3", "token": "hunter4", "key_id": "b",
                                         "random": "short", "command": ["--requirepass", "hunter3"]}""",
                                ", \"before_sensitive\": {\"plain\": true}, \"after_sensitive\": {}")
                        .analyzed()))
                .containsExactly(
                        "command: (sensitive) -> (sensitive)",
                        "key_id: \"a\" -> \"b\"",
                        "password: (sensitive) -> (sensitive)",
                        "plain: (sensitive) -> (sensitive)",
                        "random: (sensitive) -> (sensitive)",
                        "token: null -> (sensitive)");
    }

    @Test
    void whereMarksHaveAnotherShapeThanTheValuesNothingIsTold() {
        assertThat(told(Given.plan()
                        .change(
                                "aws_x.y",
                                "\"update\"",
                                "{\"rules\": [{\"k\": \"a\"}], \"size\": 1}",
                                "{\"rules\": [{\"k\": \"b\"}], \"size\": 2}",
                                ", \"before_sensitive\": [], \"after_sensitive\": []")
                        .analyzed()))
                .isEmpty();
    }

    @Test
    void whatIsNotKnownBeforeApplySaysSo() {
        Analysis analysis = Given.plan()
                .change(
                        "aws_x.y",
                        "\"update\"",
                        "{\"size\": 1, \"tags\": {\"a\": \"x\"}}",
                        "{\"tags\": {}}",
                        ", \"after_unknown\": {\"size\": true, \"tags\": {\"a\": true}}")
                .analyzed();

        assertThat(told(analysis))
                .containsExactly("size: 1 -> (known after apply)", "tags.a: \"x\" -> (known after apply)");
    }

    @Test
    void theJsonInATextIsLookedInto() {
        assertThat(told("""
                {"policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": [{\\"Action\\": [\\"s3:Get*\\"]}]}", "name": "{"}""", """
                {"policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": [{\\"Action\\": [\\"*\\"]}]}", "name": "{}"}"""))
                .containsExactly("name: \"{\" -> \"{}\"", "policy.Statement[0].Action[0]: \"s3:Get*\" -> \"*\"");
    }

    @Test
    void whatIsLongIsCutAndItsLengthTold() {
        String one = told("{\"note\": \"short\"}", "{\"note\": \"" + "so ".repeat(2000) + "\"}")
                .getFirst();

        assertThat(one).startsWith("note: \"short\" -> \"so so").endsWith("so s … (6002 characters)");
        assertThat(one.length()).isLessThan(ChangedValues.LONGEST + 60);
    }

    @Test
    void anAttributeInWhichManyPlacesDifferIsToldAsAWhole() {
        assertThat(told("{\"tags\": " + numbered(21, 0) + "}", "{\"tags\": " + numbered(21, 1) + "}"))
                .singleElement()
                .asString()
                .startsWith("tags: {\"a0\": 0, ");
        assertThat(told("{\"tags\": " + numbered(20, 0) + "}", "{\"tags\": " + numbered(20, 1) + "}"))
                .hasSize(20);
    }

    @Test
    void ofManyAttributesTheFirstAreTold() {
        assertThat(told(numbered(100, 0), numbered(100, 1))).hasSize(ChangedValues.MOST_OF_A_CHANGE);
    }

    @Test
    void whatOnePlanTellsIsBounded() {
        Given plan = Given.plan();
        for (int i = 0; i < 2000; i++) {
            plan.update(
                    "aws_x.y" + i,
                    "{\"note\": \"%s\"}".formatted("so ".repeat(60)),
                    "{\"note\": \"%s\"}".formatted("as ".repeat(60)));
        }
        List<Analysis.Resource> resources = plan.analyzed().resources();

        assertThat(resources.stream()
                        .flatMap(resource -> resource.values().stream())
                        .mapToInt(Analysis.ChangedValue::length)
                        .sum())
                .isBetween(ChangedValues.MOST_OF_A_PLAN * 9 / 10, ChangedValues.MOST_OF_A_PLAN);
        assertThat(resources.getLast().values()).isEmpty();
        assertThat(resources.getLast().changedAttributes()).containsExactly("note");
    }

    @Test
    void ofATextIsToldWhatStandsInOneLine() {
        Analysis analysis = Analyst.analyze(
                new ByteArrayInputStream("""
                        Terraform will perform the following actions:

                          # aws_x.y must be replaced
                        -/+ resource "aws_x" "y" {
                              ~ arn      = "arn:aws:x" -> (known after apply)
                              ~ password = (sensitive value)
                              ~ size     = 1 -> 2 # forces replacement
                              ~ tags     = {
                                  ~ "a" = "b" -> "c"
                                }
                              - note     = "old" -> null
                            }

                        Plan: 1 to add, 0 to change, 1 to destroy.
                        """.getBytes(StandardCharsets.UTF_8)), Plan.Format.TEXT, null, Policy.DEFAULT);

        assertThat(analysis.resources().getFirst().changedAttributes())
                .containsExactly("arn", "note", "password", "size", "tags");
        assertThat(told(analysis))
                .containsExactly(
                        "arn: \"arn:aws:x\" -> (known after apply)",
                        "note: \"old\" -> null",
                        "password: (sensitive) -> (sensitive)",
                        "size: 1 -> 2");
    }

    @Test
    void aValueIsCalledLikeWhatStandsBesideIt() {
        assertThat(told(changed(variables("hunter2"), variables("hunter3"))))
                .containsExactly(
                        "app_settings.ENCRYPTION: (sensitive) -> (sensitive)",
                        "app_settings.LOG_LEVEL: \"hunter2\" -> \"hunter3\"",
                        "container_definitions[0].environment[0].value: (sensitive) -> (sensitive)",
                        "container_definitions[0].environment[1].value: (sensitive) -> (sensitive)",
                        "container_definitions[0].environment[2].value: \"hunter2\" -> \"hunter3\"",
                        "container_definitions[0].environment[3].value: \"true\" -> \"false\"",
                        "docker[0].env[0]: (sensitive) -> (sensitive)",
                        "manifest.data.greeting: (sensitive) -> (sensitive)",
                        "name: (sensitive) -> (sensitive)",
                        "setting[0].value: (sensitive) -> (sensitive)",
                        "value: (sensitive) -> (sensitive)");
    }

    /** As they are where redaction knows nothing of them. */
    private static Map<String, Value> variables(String value) {
        String json = """
                {"app_settings": {"ENCRYPTION": "%1$s", "LOG_LEVEL": "%1$s"},
                 "container_definitions": "[{\\"environment\\": [{\\"name\\": \\"ENCRYPTION_KEY\\", \\"value\\": \\"%1$s\\"},
                   {\\"value\\": \\"%1$s\\", \\"name\\": \\"MAGIC\\"}, {\\"name\\": \\"LOG_LEVEL\\", \\"value\\": \\"%1$s\\"},
                   {\\"name\\": \\"VERBOSE\\", \\"value\\": \\"%2$s\\"}]}]",
                 "docker": [{"env": ["MAGIC=%1$s"]}],
                 "manifest": {"kind": "Secret", "data": {"greeting": "%1$s"}},
                 "name": "encryption_key", "value": "%1$s",
                 "setting": [{"name": "LOG_LEVEL", "value": "%1$s", "is_secret": true}]}""".formatted(value, value.equals("hunter2")).replace("\n", "");
        return Value.ofJson(json).orElseThrow() instanceof Value.Members(var members) ? members : Map.of();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"encryption_key\": \"hunter2\"} | (sensitive)",
                "\"{\\\"encryption_key\\\": \\\"hunter2\\\"}\" | (sensitive)",
                "{\"size\": 1} | \"{\\\"size\\\": 1}\"",
                "{\"encryption_key\": \"hunter2 | (sensitive)",
                "{\"encryption\": \"hunter2 | (not told, 23 characters)",
                "{\"encryption_key\": \"hunter2\", \"encryption_key\": \"\"} | (sensitive)",
                "{\"word\": \"hunter2\", \"word\": \"\"} | (not told, 31 characters)",
                "word:\\n  hunter2 | (not told, 15 characters)",
                "export A=b\\nexport WORD=hunter2\\n | (not told, 31 characters)",
                "ENCRYPTION_KEY=hunter2 | (sensitive)",
                "encryption_key: hunter2 | (sensitive)",
                "two words\\n | \"two words\\n\"",
            })
    void aTextIsHiddenThatHoldsASecretOrThatNobodyCanJudge(String text, String shown) {
        assertThat(changed(Map.of(), Map.of("note", new Value.Text(text.replace("\\n", "\n")))))
                .singleElement()
                .satisfies(one -> assertThat(one.after()).isEqualTo(shown));
    }

    @Test
    void theJsonInATextIsLookedIntoWhereItIsToldAsAWhole() {
        String before = numbered(30, 1).replace("{", "{\"encryption_key\": \"hunter2\", ");

        assertThat(changed(
                        Map.of("note", new Value.Text(before)),
                        Map.of("note", new Value.Text(before.replace(": 1", ": 2")))))
                .containsExactly(new Analysis.ChangedValue("note", "note", "(sensitive)", "(sensitive)"));
    }

    @Test
    void longNamesOverManyValuesAreReadOnce() {
        Value value = new Value.Items(Collections.nCopies(100_000, new Value.Text("x")));
        for (int depth = 0; depth < 20; depth++) {
            value = new Value.Members(Map.of("n".repeat(8000), value));
        }
        long start = Allowance.worked();

        assertThat(changed(Map.of(), Map.of("a", value))).hasSize(1);
        assertThat(Duration.ofNanos(Allowance.worked() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatIsDeeperThanAnybodyReadsIsHidden() {
        Value value = new Value.Text("x");
        for (int depth = 0; depth < 300; depth++) {
            value = new Value.Items(List.of(value));
        }

        assertThat(changed(Map.of(), Map.of("a", value)))
                .singleElement()
                .satisfies(one -> assertThat(one.after()).endsWith("[[(sensitive)" + "]".repeat(24)));
    }

    @Test
    void whatThereIsNoRoomForIsNotRead() {
        Map<String, Value> before = new TreeMap<>();
        Map<String, Value> after = new TreeMap<>();
        for (int i = 10; i < 10 + ChangedValues.MOST_OF_A_CHANGE; i++) {
            before.put("a" + i, new Value.Num("1"));
            after.put("a" + i, new Value.Num("2"));
        }
        Map<String, Value> unread = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Value>> entrySet() {
                throw new AssertionError("it is read");
            }
        };
        before.put("b", new Value.Members(unread));
        after.put("b", new Value.Members(Map.of()));

        assertThat(changed(before, after)).hasSize(ChangedValues.MOST_OF_A_CHANGE);
    }

    @Test
    void eachAttributeIsReadWithinTheTimeOfThePlan() {
        Allowance none = Allowance.of(_ -> {}, Duration.ofSeconds(-1));

        assertThatThrownBy(() -> none.spend(() -> changed(Map.of(), Map.of("a", new Value.Num("1")))))
                .isInstanceOf(BeyondLimit.class);
    }

    private static List<Analysis.ChangedValue> changed(Map<String, Value> before, Map<String, Value> after) {
        return new ChangedValues()
                .of(
                        new ChangeValues(new Value.Members(before), new Value.Members(after)),
                        after.keySet().stream().sorted().toList());
    }

    private static String numbered(int members, int value) {
        return IntStream.range(0, members)
                .mapToObj(i -> "\"a%d\": %d".formatted(i, value))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static List<String> told(String before, String after) {
        return told(Given.plan().update("aws_x.y", before, after).analyzed());
    }

    private static List<String> told(Analysis analysis) {
        return told(analysis.resources().getFirst().values());
    }

    private static List<String> told(List<Analysis.ChangedValue> values) {
        return values.stream()
                .map(value -> value.path() + ": " + value.before() + " -> " + value.after())
                .toList();
    }
}
