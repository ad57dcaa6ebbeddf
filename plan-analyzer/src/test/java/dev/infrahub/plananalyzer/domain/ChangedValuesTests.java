package dev.infrahub.plananalyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
                .isBetween(ChangedValues.MOST_OF_A_PLAN - 500, ChangedValues.MOST_OF_A_PLAN);
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

    private static String numbered(int members, int value) {
        return IntStream.range(0, members)
                .mapToObj(i -> "\"a%d\": %d".formatted(i, value))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static List<String> told(String before, String after) {
        return told(Given.plan().update("aws_x.y", before, after).analyzed());
    }

    private static List<String> told(Analysis analysis) {
        return analysis.resources().getFirst().values().stream()
                .map(value -> value.path() + ": " + value.before() + " -> " + value.after())
                .toList();
    }
}
