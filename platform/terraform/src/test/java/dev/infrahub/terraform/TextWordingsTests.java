package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every sentence that the renderers of Terraform 0.11 to 1.16 and OpenTofu 1.6 to 1.12 have for a change: from
 * {@code internal/command/jsonformat/plan.go}, and {@code command/format} before there was that.
 */
class TextWordingsTests {

    private static final String NONE = "0 to add, 0 to change, 0 to destroy";
    private static final String ADD = "1 to add, 0 to change, 0 to destroy";
    private static final String CHANGE = "0 to add, 1 to change, 0 to destroy";
    private static final String DESTROY = "0 to add, 0 to change, 1 to destroy";
    private static final String REPLACE = "1 to add, 0 to change, 1 to destroy";

    private static final String ADDED = """
            Terraform will perform the following actions:

              # a.b will be created
              + resource "a" "b" {
                  + x = 1
                }

            Plan: 1 to add, 0 to change, 0 to destroy.
            """;

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("  # a.b will be created", "  +", ADD, Action.CREATE, null),
                arguments("  # a.b will be updated in-place", "  ~", CHANGE, Action.UPDATE, null),
                arguments("  # a.b update (unknown reason x)", "  ~", CHANGE, Action.UPDATE, null),
                arguments("  # a.b must be replaced", "-/+", REPLACE, Action.REPLACE, "replace_because_cannot_update"),
                arguments("  # a.b must be replaced", "+/-", REPLACE, Action.REPLACE, "replace_because_cannot_update"),
                arguments(
                        "  # a.b is tainted, so must be replaced",
                        "-/+",
                        REPLACE,
                        Action.REPLACE,
                        "replace_because_tainted"),
                arguments(
                        "  # a.b is tainted, so it must be replaced",
                        "-/+",
                        REPLACE,
                        Action.REPLACE,
                        "replace_because_tainted"),
                arguments(
                        "  # a.b will be replaced, as requested", "-/+", REPLACE, Action.REPLACE, "replace_by_request"),
                arguments(
                        "  # a.b will be replaced due to changes in replace_triggered_by",
                        "+/-",
                        REPLACE,
                        Action.REPLACE,
                        "replace_by_triggers"),
                arguments("  # a.b will be destroyed", "  -", DESTROY, Action.DELETE, null),
                arguments("  # a.b delete (unknown reason x)", "  -", DESTROY, Action.DELETE, null),
                arguments("  # a.b will be read during apply", " <=", NONE, Action.READ, null),
                arguments(
                        " # a.b will no longer be managed by Terraform, but will not be destroyed",
                        " .",
                        NONE,
                        Action.FORGET,
                        null),
                arguments(
                        " # a.b (deposed object abc123) will be removed from Terraform state, but will not be destroyed",
                        " .",
                        NONE,
                        Action.FORGET,
                        null),
                arguments(
                        "  # a.b will be removed from the OpenTofu state but will not be destroyed",
                        "  .",
                        NONE + ", 1 to forget",
                        Action.FORGET,
                        null),
                arguments("  # a.b will be imported", "   ", "1 to import, " + NONE, Action.NO_OP, null),
                arguments("  # a.old has moved to a.b", "   ", NONE, Action.NO_OP, null),
                arguments("  # a.old has moved to a.b (deposed object abc123)", "   ", NONE, Action.NO_OP, null));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void each_sentence_is_the_change_it_tells_of(
            String heading, String sign, String total, Action action, String reason) {
        Plan plan = read(heading, sign, total);

        assertThat(plan.complete()).isTrue();
        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.address()).isEqualTo("a.b");
            assertThat(change.action()).isEqualTo(action);
            assertThat(change.actionReason()).isEqualTo(reason);
            assertThat(change.isMoved()).isEqualTo(heading.contains("has moved"));
            assertThat(change.imported()).isEqualTo(heading.contains("imported"));
            assertThat(change.deposed()).isEqualTo(heading.contains("deposed") ? "abc123" : null);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " # a.b must be replaced, but the existing object will not be destroyed | 1 to add, 0 to change, 0 to destroy",
                "  # a.b must be replaced - older instance will not be destroyed (lifecycle.destroy = false) |"
                        + " 1 to add, 0 to change, 0 to destroy, 1 to forget",
                "  # a.b is tainted, so it must be replaced - older instance will not be destroyed (lifecycle.destroy ="
                        + " false) | 1 to add, 0 to change, 0 to destroy, 1 to forget",
                "  # a.b will be replaced, as requested - older instance will not be destroyed (lifecycle.destroy ="
                        + " false) | 1 to add, 0 to change, 0 to destroy, 1 to forget",
                "  # a.b will be replaced due to changes in replace_triggered_by - older instance will not be destroyed"
                        + " (lifecycle.destroy = false) | 1 to add, 0 to change, 0 to destroy, 1 to forget",
            })
    void an_object_that_is_let_go_of_is_not_destroyed(String heading, String total) {
        Plan plan = read(heading, "./+", total);

        assertThat(plan.complete()).isTrue();
        assertThat(plan.counts().create()).isEqualTo(1);
        assertThat(plan.counts().forget()).isEqualTo(1);
        assertThat(plan.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.action()).isEqualTo(Action.SUPERSEDE))
                .satisfies(change -> assertThat(change.action().destroys()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"has changed, UPDATE", "has been changed, UPDATE", "has been deleted, DELETE"})
    void what_was_done_outside_is_drift(String words, Action action) {
        Plan plan = PlanTextReader.read(bytes("""
                Note: Objects have changed outside of Terraform

                  # a.b %s
                  ~ resource "a" "b" {
                      ~ x = 1 -> 2
                    }

                No changes. Your infrastructure matches the configuration.
                """.formatted(words)));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.complete()).isTrue();
        assertThat(plan.drift())
                .singleElement()
                .satisfies(change -> assertThat(change.action()).isEqualTo(action));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "will be read during apply | # (config refers to values not yet known) | read_because_config_unknown",
                "will be read during apply | # (depends on a resource or a module with changes pending) |"
                        + " read_because_dependency_pending",
                "will be read during apply | # (config will be reloaded to verify a check block) |"
                        + " read_because_check_nested",
                "will be destroyed | # (because a.b is not in configuration) | delete_because_no_resource_config",
                "will be destroyed | # (because module.m.a.b is not in configuration) |"
                        + " delete_because_no_resource_config",
                "will be destroyed | # (because module.m[\"x.y\"] is not in configuration) | delete_because_no_module",
                "will be destroyed | # (because module.m.module.n is not in configuration) | delete_because_no_module",
                "will be destroyed | # (because a.b was moved to a.c, which is not in configuration) |"
                        + " delete_because_no_move_target",
                "will be destroyed | # (because resource uses count or for_each) | delete_because_wrong_repetition",
                "will be destroyed | # (because resource does not use count) | delete_because_wrong_repetition",
                "will be destroyed | # (because resource does not use for_each) | delete_because_wrong_repetition",
                "will be destroyed | # (because index [1] is out of range for count) | delete_because_count_index",
                "will be destroyed | # (because key [\"x\"] is not in for_each map) | delete_because_each_key",
                "will be destroyed | # (because enabled is false) | delete_because_enabled_false",
                "will no longer be managed by Terraform, but will not be destroyed |"
                        + " # (destroy = false is set in the configuration) | delete_because_no_resource_config",
                "will be removed from the OpenTofu state but will not be destroyed | (because lifecycle.destroy ="
                        + " false was configured before this resource was removed from the configuration) |"
                        + " forgot_because_lifecycle_destroy_in_state",
                "will be removed from the OpenTofu state but will not be destroyed | (because lifecycle.destroy ="
                        + " false is set in the configuration) | forgot_because_lifecycle_destroy_in_config",
            })
    void each_reason_below_a_heading_is_the_one_that_json_has(String words, String note, String reason) {
        TextHeading heading = TextHeading.of("  # a.b " + words).orElseThrow().with("  " + note);

        assertThat(heading.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "# (imported from \"i-1\")",
                "# (will be imported first)",
                "# imported using resource identity: {",
                "# imported using resource identity \"x\"",
            })
    void each_wording_of_an_import_is_one(String note) {
        assertThat(TextHeading.of("  # a.b will be created")
                        .orElseThrow()
                        .with("  " + note)
                        .imported())
                .isTrue();
    }

    @Test
    void an_identity_over_several_lines_leaves_the_change_what_it_is() {
        Plan plan = PlanTextReader.read(bytes("""
                OpenTofu will perform the following actions:

                  # a.b will be updated in-place
                  # imported using resource identity: {
                  #   "name": "# a.c will be destroyed"
                  # }
                  ~ resource "a" "b" {
                      ~ x = 1 -> 2
                    }

                Plan: 1 to import, 0 to add, 1 to change, 0 to destroy.
                """));

        assertThat(plan.counts().imported()).isEqualTo(1);
        assertThat(plan.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.changedAttributes()).containsExactly("x"));
        assertThat(plan.tool()).isEqualTo(Plan.Tool.TOFU);
    }

    @Test
    void a_plan_that_failed_says_so() {
        Plan drifted = PlanTextReader.read(bytes("""
                Note: Objects have changed outside of OpenTofu

                  # a.b has changed
                  ~ resource "a" "b" {
                      ~ x = 1 -> 2
                    }

                Planning failed. OpenTofu encountered an error while generating this plan.
                """));
        Plan halfway = PlanTextReader.read(bytes("""
                Terraform planned the following actions, but then encountered a problem:

                  # a.b will be destroyed
                  - resource "a" "b" {
                    }

                Plan: 0 to add, 0 to change, 1 to destroy.
                """));

        assertThat(List.of(drifted, halfway)).allSatisfy(plan -> {
            assertThat(plan.errored()).isTrue();
            assertThat(plan.cut()).isFalse();
            assertThat(plan.limits()).anyMatch(limit -> limit.contains("failed half-way"));
        });
        assertThat(drifted.counts().drifted()).isEqualTo(1);
    }

    @Test
    void the_block_of_what_is_let_go_of_ends_where_its_brace_is() {
        Plan plan = PlanTextReader.read(bytes("""
                Terraform will perform the following actions:

                 # a.b will no longer be managed by Terraform, but will not be destroyed
                 # (destroy = false is set in the configuration)
                 . resource "a" "b" {
                        id = "x"
                    }
                    # a.c will be destroyed
                  - resource "a" "c" {
                    }

                Plan: 0 to add, 0 to change, 1 to destroy.
                """));

        assertThat(plan.counts().delete()).isEqualTo(1);
        assertThat(plan.counts().forget()).isEqualTo(1);
        assertThat(plan.limits()).hasSize(3);
    }

    @Test
    void what_is_deferred_is_no_change_of_this_plan_and_another_must_follow() {
        Plan plan = PlanTextReader.read(bytes("""
                Note: This is a partial plan, parts can only be known in the next plan / apply cycle.


                  # a.later was deferred
                  # (because the provider configuration is unknown)
                  + resource "a" "later" {
                      + x = (known after apply)
                    }

                Terraform will perform the following actions:

                  # a.b will be created
                  + resource "a" "b" {
                    }

                Plan: 1 to add, 0 to change, 0 to destroy.
                """));

        assertThat(plan.changes()).extracting(ResourceChange::address).containsExactly("a.b");
        assertThat(plan.complete()).isFalse();
        assertThat(plan.cut()).isFalse();
        assertThat(plan.limits()).anyMatch(limit -> limit.contains("deferred 1 resource") && limit.contains("a.later"));
    }

    @Test
    void a_plan_of_deferred_changes_alone_is_read() {
        Plan plan = PlanTextReader.read(bytes("""
                No current changes. This plan requires another plan to be applied first.


                Note: This is a partial plan, parts can only be known in the next plan / apply cycle.


                  # a.later was deferred
                  # (because a prerequisite for this resource is deferred)
                  + resource "a" "later" {
                    }
                """));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.complete()).isFalse();
        assertThat(plan.cut()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "│ Warning: Resource targeting is in effect",
                "Warning: Resource targeting is in effect",
                "Note: You used the -target option, so OpenTofu only checked resources matching those targets"
            })
    void a_plan_that_leaves_something_out_says_so(String words) {
        Plan plan = PlanTextReader.read(
                bytes("No changes. Your infrastructure matches the configuration.\n\n" + words + "\n"));

        assertThat(plan.complete()).isFalse();
        assertThat(plan.limits()).anyMatch(limit -> limit.contains("-target"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No changes. Your infrastructure matches the configuration.",
                "No changes. Your infrastructure still matches the configuration.",
                "No changes. No objects need to be destroyed.",
                "No changes. Infrastructure is up-to-date.",
                "This plan does nothing.",
                "You can apply this plan to save these new output values to the Terraform state, without changing any",
                "This is a refresh-only plan, so OpenTofu will not take any actions to undo these.",
            })
    void each_sentence_for_nothing_to_do_is_understood(String words) {
        Plan plan = PlanTextReader.read(bytes("\n" + words + "\n"));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.complete()).isTrue();
    }

    @Test
    void actions_are_read_where_they_stand_beside_a_change_and_where_they_are_asked_for() {
        Plan beside = PlanTextReader.read(bytes("""
                Terraform will perform the following actions:

                  # a.b will be updated in-place
                  ~ resource "a" "b" {
                      ~ x = 1 -> 2
                    }

                    # Actions to be invoked before this change in order:
                    # action.lambda.check
                    action "lambda" "check" {
                    }

                    # Actions to be invoked after this change in order:
                    # module.m["k"].action.lambda.migrate[0]
                    action "lambda" "migrate" {
                        config {
                            text = <<-EOT
                                Plan: 9 to add, 9 to change, 9 to destroy.
                            EOT
                        }
                    }

                Plan: 0 to add, 1 to change, 0 to destroy. Actions: 2 to invoke.
                """));
        assertThat(beside.complete()).isTrue();
        assertThat(beside.counts().update()).isEqualTo(1);
        assertThat(beside.code())
                .containsExactly(
                        new CodeRun(CodeRun.Kind.ACTION, "action.lambda.check", "lambda"),
                        new CodeRun(CodeRun.Kind.ACTION, "module.m[\"k\"].action.lambda.migrate[0]", "lambda"));

        assertInvokes("""
                Terraform will perform the following actions:

                Plan: 0 to add, 0 to change, 0 to destroy. Actions: 1 to invoke.

                Terraform will invoke the following action(s):

                  # action.lambda.migrate will be invoked
                    # action.lambda.migrate
                    action "lambda" "migrate" {
                        config {
                            x = 1
                        }
                    }

                """);
        assertInvokes("""
                Terraform will invoke the following action(s):

                  # action.lambda.migrate will be invoked
                    action "lambda" "migrate" {
                    }

                Plan: 0 to add, 0 to change, 0 to destroy. Actions: 1 to invoke.
                """);
    }

    private static void assertInvokes(String text) {
        Plan alone = PlanTextReader.read(bytes(text));
        assertThat(alone.complete()).isTrue();
        assertThat(alone.changes()).isEmpty();
        assertThat(alone.code()).containsExactly(new CodeRun(CodeRun.Kind.ACTION, "action.lambda.migrate", "lambda"));
    }

    @Test
    void outputs_alone_stand_behind_a_plan_line_of_nothing_in_0_14() {
        Plan plan = PlanTextReader.read(bytes("""
                An execution plan has been generated and is shown below.
                Resource actions are indicated with the following symbols:

                Terraform will perform the following actions:

                Plan: 0 to add, 0 to change, 0 to destroy.

                Changes to Outputs:
                  + url = "https://example.com"
                """));

        assertThat(plan.complete()).isTrue();
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.outputs()).extracting(OutputChange::name).containsExactly("url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"│ ", ""})
    void checks_that_failed_are_told_by_name(String side) {
        String warning = """

                Warning: Check block assertion failed

                  on main.tf line 3, in check "%s":
                   3:     condition = false
                    ├────────────────
                    │ var.x is "in check \"other\":"

                Expected otherwise.
                """;
        String text = ADDED + warning.formatted("health").replace("\n", "\n" + side)
                + warning.formatted("dns").replace("\n", "\n" + side)
                + "\nWarning: Deprecated attribute\n\n  on main.tf line 9, in check \"old\":\n";

        assertThat(PlanTextReader.read(bytes(text)).failedChecks()).containsExactly("check.health", "check.dns");
        assertThat(PlanTextReader.read(bytes(ADDED)).failedChecks()).isEmpty();
    }

    @Test
    void a_check_is_not_told_by_the_name_in_another_warning() {
        String warnings = """

                Warning: Check block assertion failed

                Warning: Deprecated attribute

                  on main.tf line 9, in check "old":
                """;
        assertThat(PlanTextReader.read(bytes(ADDED + warnings)).failedChecks()).containsExactly("a check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-30T08:00:00.1234567Z "})
    void checks_that_failed_are_told_of_warnings_in_short_as_well(String front) {
        String warnings = """

                Warnings:

                - Deprecated attribute
                  on main.tf line 2
                - Check block assertion failed
                  on main.tf line 12 (and 2 more)

                To see the full warning notes, run Terraform without -compact-warnings.
                """;
        String text =
                (ADDED + warnings).lines().map(line -> front + line + "\n").collect(Collectors.joining());
        assertThat(PlanTextReader.read(bytes(text)).failedChecks()).containsExactly("a check");
        assertThat(PlanTextReader.read(bytes(text.replace("Check block", "Check blocks")))
                        .failedChecks())
                .isEmpty();
    }

    @Test
    void a_check_that_failed_in_a_text_cut_off_there_is_told_without_a_name() {
        assertThat(PlanTextReader.read(bytes(ADDED + "Warning: Check block assertion failed\n"))
                        .failedChecks())
                .containsExactly("a check");
    }

    @Test
    void a_refusal_says_which_number_is_another_one() {
        assertThat(catchThrowableOfType(
                        NotAPlan.class,
                        () -> PlanTextReader.read(bytes(ADDED.stripTrailing() + " Actions: 1 to invoke."))))
                .hasMessageContaining("its plan line says 1 to invoke, and the hub understood 0");
    }

    @Test
    void the_text_of_terraform_0_11_is_read() {
        Plan plan = PlanTextReader.read(bytes("""
                An execution plan has been generated and is shown below.
                Resource actions are indicated with the following symbols:
                  + create
                -/+ destroy and then create replacement

                Terraform will perform the following actions:

                 <= data.aws_ami.web
                      id:            <computed>

                  ~ aws_instance.web
                      tags.Name:     "a" => "b"
                      instance_type: "t2.micro" => "t2.small"

                -/+ module.db.aws_db_instance.main (tainted) (new resource required)
                      id:            "x" => <computed> (forces new resource)
                      name:          "x" => "y" (forces new resource)

                  - aws_s3_bucket.logs[1]

                  + aws_sqs_queue.q
                      id:            <computed>


                Plan: 2 to add, 1 to change, 2 to destroy.
                """));

        assertThat(plan.complete()).isTrue();
        assertThat(plan.changes())
                .extracting(ResourceChange::address, ResourceChange::action)
                .containsExactly(
                        tuple("data.aws_ami.web", Action.READ),
                        tuple("aws_instance.web", Action.UPDATE),
                        tuple("module.db.aws_db_instance.main", Action.REPLACE),
                        tuple("aws_s3_bucket.logs[1]", Action.DELETE),
                        tuple("aws_sqs_queue.q", Action.CREATE));
        assertThat(plan.changes().get(1).changedAttributes()).containsExactly("instance_type", "tags");
        assertThat(plan.changes().get(2).actionReason()).isEqualTo("replace_because_tainted");
        assertThat(plan.changes().get(2).replacePaths()).containsExactly("id", "name");
    }

    @Test
    void names_in_any_script_are_names() {
        for (String name : List.of("aufträge", "größe", "データ", "имя", "l·l", "a\u0301b", "x_1-y")) {
            Plan plan = PlanTextReader.read(bytes("""
                    Terraform will perform the following actions:

                      # module.%1$s["ü"].a.%1$s will be destroyed
                      - resource "a" "%1$s" {
                          - x = 1 -> null
                        }

                    Plan: 0 to add, 0 to change, 1 to destroy.

                    Changes to Outputs:
                      - %1$s = "x" -> null
                    """.formatted(name)));
            assertThat(plan.counts().delete()).as(name).isEqualTo(1);
            assertThat(plan.changes().getFirst().name()).isEqualTo(name);
            assertThat(plan.outputs()).extracting(OutputChange::name).containsExactly(name);
        }
    }

    @Test
    void of_what_is_only_marked_nothing_else_is_said_to_change() {
        Plan plan = PlanTextReader.read(bytes("""
                Terraform will perform the following actions:

                  # a.b will be updated in-place
                  ~ resource "a" "b" {
                      ~ both  = {
                          # Warning: this attribute value will no longer be marked as sensitive
                          # after applying this change. The value is unchanged.
                          ~ pass  = (sensitive value)
                          ~ other = 1 -> 2
                        }
                      ~ input = {
                          # Warning: this attribute value will be marked as sensitive and will not
                          # display in UI output after applying this change. The value is unchanged.
                          ~ pass = (sensitive value)
                            # (1 unchanged attribute hidden)
                        }
                      # Warning: this attribute value will be marked as sensitive and will not
                      # display in UI output after applying this change.
                      ~ value = (sensitive value)
                      # Warning: this attribute value will be marked as sensitive and will not
                      # display in UI output after applying this change. The value is unchanged.
                      ~ whole = (sensitive value)
                    }

                Plan: 0 to add, 1 to change, 0 to destroy.
                """));

        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.changedAttributes()).containsExactly("both", "value");
            assertThat(change.remarked()).containsExactly("input", "whole");
        });
    }

    private static Plan read(String heading, String sign, String total) {
        return PlanTextReader.read(bytes("""
                Terraform will perform the following actions:

                %s
                %s resource "a" "b" {
                      ~ x = 1
                    }

                Plan: %s.
                """.formatted(heading, sign, total)));
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
