package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs in which something failed beside a plan that did not, or began and is not there. */
class TextFailuresTests {

    private static final String NOTHING = """
            No changes. Your infrastructure matches the configuration.

            Terraform has compared your real infrastructure against your configuration
            and found no differences, so no changes are needed.
            """;

    private static final String PLAN = """
            Terraform will perform the following actions:

              # aws_sns_topic.orders will be created
              + resource "aws_sns_topic" "orders" {
                  + arn  = (known after apply)
                  + name = "orders"
                }

            Plan: 1 to add, 0 to change, 0 to destroy.
            """;

    private static final String BOX = """
            ╷
            │ Error: No valid credential sources found
            │
            │   with provider["registry.terraform.io/hashicorp/aws"],
            │ Error: of something else
            ╵
            """;

    private static final String BARE = """

            Error: No valid credential sources found

              with provider["registry.terraform.io/hashicorp/aws"],
            """;

    private static final String OPENING = """
            Terraform used the selected providers to generate the following execution
            plan. Resource actions are indicated with the following symbols:
              - destroy
            """;

    /** What stands in front of the lines of a unit. */
    private static List<UnaryOperator<String>> fronts(String unit) {
        return List.of(
                line -> line,
                line -> "[" + unit + "] " + line,
                line -> "10:00:00.%03d STDERR [live/%s] terraform: %s".formatted(line.length(), unit, line),
                line -> "plan (%s)\tterraform plan\t2026-03-01T10:00:%02dZ %s"
                        .formatted(unit, line.length() % 60, line),
                line -> "%-8s  %s".formatted(unit, line),
                line -> "{\"unit\":\"%s\",\"msg\":\"%s\"}".formatted(unit, line.replace("\"", "\\\"")));
    }

    private static String in(UnaryOperator<String> front, String text) {
        return text.lines().map(front).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> failedUnits() {
        List<String> logs = new ArrayList<>();
        for (String good : List.of(NOTHING, PLAN)) {
            for (String failure : List.of(
                    BOX,
                    BARE,
                    "Planning failed. Terraform encountered an error while generating this plan.\n",
                    "Error: Terraform exited with code 1.\n")) {
                for (int index = 0; index < fronts("a").size(); index++) {
                    String one = in(fronts("a").get(index), good);
                    String other = in(fronts("b").get(index), failure);
                    logs.add(one + other);
                    logs.add(other + one);
                    logs.add(good + other);
                }
            }
            logs.add(good + "\n10:00:01.0 ERROR  [b] Module /live/b has finished with an error\n");
            logs.add(good
                    + "time=2026-03-01T10:00:00Z level=error msg=Module b finished with an error: exit status 1\n");
            logs.add(good + "\n10:00:01.0 ERROR  [b] tofu invocation failed in ./b\n");
            logs.add(good + "ERROR  Unit 'b' did not finish successfully\n");
            logs.add(good + "\n❯❯ Run Summary  3 units  3s\n   Succeeded    1\n   Failed       2\n");
            logs.add(good + "2 errors occurred:\n\t* exit status 1\n");
            logs.add("### 1. dir: `a`\n```diff\n" + good
                    + "```\n\n### 2. dir: `b`\n**Plan Failed**: the lock is held\n");
            logs.add(
                    "### 1. dir: `a`\n```diff\n" + good + "```\n\n**Plan Error**\n```\nrunning \"sh -c terraform plan\""
                            + " in \"/b\": exit status 1\n```\n");
            logs.add(good + "##[error]Terraform command 'plan' failed with exit code '1'.\n");
        }
        return logs;
    }

    @ParameterizedTest
    @MethodSource("failedUnits")
    void a_unit_that_failed_is_told_beside_one_that_did_not(String log) {
        Plan plan = read(log);

        assertThat(plan.errored()).isTrue();
        assertThat(plan.limits()).anyMatch(limit -> limit.contains("failed"));
        assertThat(plan.changes()).hasSize(log.contains("aws_sns_topic") ? 1 : 0);
    }

    @Test
    void units_that_speak_in_turns_have_boxes_of_their_own() {
        List<String> good = in(line -> "[a] " + line, PLAN).lines().toList();
        List<String> warned = in(
                        line -> "[b] " + line,
                        BOX.replace("Error: No", "Warning: No").replace("Error: of", "Error: in"))
                .lines()
                .toList();
        List<String> failed = in(line -> "[c] " + line, BOX).lines().toList();
        List<String> log = new ArrayList<>();
        for (int index = 0; index < good.size(); index++) {
            log.add(good.get(index));
            log.addAll(warned.subList(Math.min(index, warned.size()), Math.min(index + 1, warned.size())));
            log.addAll(failed.subList(Math.min(index, failed.size()), Math.min(index + 1, failed.size())));
        }

        Plan plan = read(String.join("\n", log));

        assertThat(plan.errored()).isTrue();
        assertThat(plan.limits())
                .anyMatch(limit -> limit.endsWith("the text says of it: No valid credential sources found."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "╷\n│ Warning: Value for undeclared variable\n│ \n│ Error: is a word\n╵\n",
                "[b] ╷\n[b] │ Warning: Deprecated\n[b] │ \n[b] │ 1 error occurred: is a sentence\n[b] ╵\n",
                "##[error]Process completed with exit code 2.\n",
                "Error: Process completed with exit code 1.\n",
                "Error: Terraform exited with code 2.\n",
                "##[error]Terraform command 'plan' failed with exit code '2'.\n",
                "The words Error: this and that, in a sentence.\n",
                "{\"a\": \"Error: of a value\"}\n",
                "│ Error: Task Stage failed.\n",
                "Error: Organization Policy Check hard failed.\n",
                "0 errors occurred while linting\n   Failed       2\n",
                "❯❯ Run Summary  3 units\n   Succeeded    3\n   Failed       0\n"
            })
    void what_is_no_failure_of_a_plan_is_not_told_as_one(String beside) {
        for (String good : List.of(NOTHING, PLAN)) {
            for (String log : List.of(good + beside, beside + good)) {
                assertThat(read(log)).isEqualTo(read(good));
            }
        }
    }

    @Test
    void what_a_value_says_is_no_failure() {
        String value = BOX.indent(16);
        Plan plan = read("""
                Terraform will perform the following actions:

                  # a.b will be created
                  + resource "a" "b" {
                      + x = <<-EOT
                %s
                        EOT
                      + y = "Error: of a value"
                    }

                Plan: 1 to add, 0 to change, 0 to destroy.

                Changes to Outputs:
                  + o = "Error: of an output"
                """.formatted(value));

        assertThat(plan.errored()).isFalse();
    }

    @Test
    void of_many_failures_a_few_are_told_and_none_that_holds_a_secret() {
        StringBuilder log = new StringBuilder(PLAN);
        log.append("Error: the token ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8 is wrong\n");
        for (int index = 0; index < 9; index++) {
            log.append("Error: number ").append(index).append('\n');
        }

        String limit = read(log.toString()).limits().getLast();

        assertThat(limit).contains("holds a secret", "number 0", " and 5 more").doesNotContain("ghp_", "number 8");
    }

    @Test
    void an_error_alone_is_no_plan() {
        for (String text : List.of(BOX, BARE, in(line -> "[b] " + line, BOX))) {
            NotAPlan refusal = catchThrowableOfType(NotAPlan.class, () -> read(text));
            assertThat(refusal).as(text).isNotNull();
            assertThat(refusal.found()).contains("an error message without a plan");
        }
    }

    private static List<String> beginnings() {
        List<String> logs = new ArrayList<>();
        for (String opening : List.of(
                OPENING,
                OPENING.replace("Terraform", "OpenTofu"),
                OPENING.replace("execution\nplan", "execution plan"),
                "An execution plan has been generated and is shown below.\nResource actions are indicated with the"
                        + " following symbols:\n  - destroy\n")) {
            for (String good : List.of(NOTHING, PLAN, OPENING + PLAN)) {
                for (int index = 0; index < fronts("a").size(); index++) {
                    String one = in(fronts("a").get(index), good);
                    logs.add(one + in(fronts("b").get(index), opening));
                }
            }
            logs.add(opening + NOTHING);
            logs.add(in(line -> "[b] " + line, opening) + in(line -> "[a] " + line, NOTHING));
            logs.add(in(line -> "[b] " + line, opening) + in(line -> "[a] " + line, OPENING + PLAN));
            logs.add(NOTHING + opening.substring(opening.indexOf("Resource actions")));
        }
        return logs;
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void a_plan_that_begins_and_is_not_there_is_cut(String log) {
        Plan plan = read(log);

        assertThat(plan.cut()).isTrue();
        assertThat(plan.complete()).isFalse();
    }

    @Test
    void a_beginning_alone_is_no_plan() {
        assertThat(catchThrowableOfType(NotAPlan.class, () -> read(OPENING)).code())
                .isEqualTo(NotAPlan.UNREADABLE);
        assertThat(read(OPENING + PLAN)).isEqualTo(read(PLAN));
        assertThat(read(OPENING + PLAN + OPENING + PLAN).cut()).isFalse();
        assertThat(read(OPENING + PLAN.substring(PLAN.indexOf("  # aws"))).cut())
                .isFalse();
    }

    private static Plan read(String text) {
        return PlanTextReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
