package dev.infrahub.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.diagnosis.Diagnosis.Confidence;
import dev.infrahub.diagnosis.Diagnosis.Other;
import dev.infrahub.diagnosis.Outcomes.Outcome;
import dev.infrahub.diagnosis.Outcomes.Resource;
import dev.infrahub.diagnosis.Rerun.Safe;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in a whole log. */
class PipelineLogTests {

    private static final String DENIED = """
            ╷
            │ Error: creating SQS Queue (jobs): operation error SQS: CreateQueue, https response error StatusCode: 403, RequestID: 1a2b-3c, api error AccessDenied: User: arn:aws:sts::123456789012:assumed-role/ci/run is not authorized to perform: sqs:CreateQueue
            │\s
            │   with module.queues.aws_sqs_queue.jobs["a: b"],
            │   on modules/queues/main.tf line 12, in resource "aws_sqs_queue" "jobs":
            │   12: resource "aws_sqs_queue" "jobs" {
            │\s
            ╵
            """;

    private static final String APPLY = """
            Terraform will perform the following actions:

              # aws_kms_key.a will be created
              + resource "aws_kms_key" "a" {
                  + description = "Error: no space left on device"
                }

              # module.queues.aws_sqs_queue.jobs["a: b"] will be created
              # aws_sqs_queue_policy.jobs will be created
              # aws_db_instance.main must be replaced

            Plan: 4 to add, 0 to change, 1 to destroy.
            aws_kms_key.a: Creating...
            module.queues.aws_sqs_queue.jobs["a: b"]: Creating...
            aws_kms_key.a: Still creating... [10s elapsed]
            aws_kms_key.a: Creation complete after 11s [id=1]
            """;

    private static Resource resource(String address, String action, Outcome outcome) {
        return new Resource(Optional.empty(), address, action, outcome);
    }

    private static String numbered(String prefix, String log) {
        return log.lines().map(line -> prefix + line).collect(Collectors.joining("\n"));
    }

    @Test
    void a_box_is_read_with_its_address_file_and_line() {
        Diagnosis told = Given.diagnosed(DENIED);

        assertThat(told.cause()).hasValue("aws.access-denied");
        assertThat(told.confidence()).isEqualTo(Confidence.CONFIRMED);
        assertThat(told.operation()).hasValue("CreateQueue");
        assertThat(told.subject().address()).hasValue("module.queues.aws_sqs_queue.jobs[\"a: b\"]");
        assertThat(told.subject().file()).hasValue("modules/queues/main.tf");
        assertThat(told.subject().fileLine()).hasValue(12);
        assertThat(told.evidence().getFirst().number()).isEqualTo(2);
        assertThat(told.evidence().getFirst().text()).startsWith("Error: creating SQS Queue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T02:41:07.1234567Z ",
                "2026-11-30T02:41:07.123456Z 01O ",
                "apply\tTerraform apply\t2026-11-30T02:41:07.1234567Z ",
                "[2026-11-30 02:41:07] ",
                "02:41:07.123 STDERR [units/queues] terraform: ",
                "terraform-1  | ",
                "\u001B[31m",
                "[0m"
            })
    void what_a_platform_puts_in_front_of_lines_is_nobodys_word(String prefix) {
        Diagnosis told = Given.diagnosed(numbered(prefix, APPLY + DENIED));

        assertThat(told.cause()).hasValue("aws.access-denied");
        assertThat(told.subject().fileLine()).hasValue(12);
        assertThat(told.outcomes().done()).isEqualTo(1);
        assertThat(told.evidence().getFirst().text()).startsWith("Error: creating SQS Queue");
    }

    @Test
    void done_failed_and_never_started_are_told_apart() {
        Diagnosis told = Given.diagnosed(APPLY + DENIED);

        assertThat(told.run().command()).hasValue("apply");
        assertThat(told.outcomes().resources())
                .containsExactly(
                        resource("module.queues.aws_sqs_queue.jobs[\"a: b\"]", "create", Outcome.FAILED),
                        resource("aws_kms_key.a", "create", Outcome.DONE),
                        resource("aws_sqs_queue_policy.jobs", "create", Outcome.NOT_STARTED),
                        resource("aws_db_instance.main", "replace", Outcome.NOT_STARTED));
        assertThat(told.rerun().safe()).isEqualTo(Safe.AFTER_FIX);
        assertThat(told.rerun().reason()).contains("What was done is in the state");
        assertThat(told.nextCommand()).hasValue("terraform plan");
    }

    @Test
    void what_was_begun_and_never_told_of_again_makes_a_rerun_unsafe() {
        Diagnosis told = Given.diagnosed(APPLY + "##[error]The operation was canceled.\n");

        assertThat(told.category()).isEqualTo("cancelled");
        assertThat(told.outcomes().interrupted()).isEqualTo(1);
        assertThat(told.rerun().safe()).isEqualTo(Safe.NO);
    }

    @Test
    void a_log_that_breaks_off_while_resources_are_changed_is_a_failure_that_nobody_knows() {
        Diagnosis told = Given.diagnosed(APPLY);

        assertThat(told.category()).isEqualTo("unknown");
        assertThat(told.probableCause()).isEmpty();
        assertThat(told.limits()).hasSize(1);
        assertThat(told.rerun().safe()).isEqualTo(Safe.NO);
        assertThat(Given.diagnosed(APPLY + "Apply complete! Resources: 4 added, 0 changed, 1 destroyed.\n")
                        .category())
                .isEqualTo("none");
    }

    @Test
    void a_replacement_that_was_half_done_is_interrupted() {
        Diagnosis told = Given.diagnosed("""
                  # aws_db_instance.main must be replaced
                aws_db_instance.main: Destroying... [id=main]
                aws_db_instance.main: Destruction complete after 3m0s
                ##[error]The operation was canceled.
                """);

        assertThat(told.outcomes().resources())
                .containsExactly(resource("aws_db_instance.main", "replace", Outcome.INTERRUPTED));
    }

    @Test
    void a_state_that_was_not_saved_comes_before_all_else() {
        Diagnosis told = Given.diagnosed(APPLY + DENIED + """
                ╷
                │ Error: Failed to save state
                │\s
                │ Error saving state: operation error S3: PutObject, api error AccessDenied: Access Denied
                ╵
                ╷
                │ Error: Failed to persist state to backend
                │\s
                │ The state has been written to the file "errored.tfstate" in the current working directory.
                ╵
                """);

        assertThat(told.cause()).hasValue("terraform.state-not-saved");
        assertThat(told.rerun().safe()).isEqualTo(Safe.NO);
        assertThat(told.nextCommand()).hasValue("terraform state push errored.tfstate");
        assertThat(told.others()).extracting(other -> other.cause().orElse("")).containsExactly("aws.access-denied");
        assertThat(told.folded()).isEqualTo(1);
    }

    @Test
    void the_root_is_told_and_not_the_last_line() {
        Diagnosis told = Given.diagnosed(DENIED + """
                ##[error]Terraform exited with code 1.
                ##[error]Process completed with exit code 1.
                Post job cleanup.
                """);

        assertThat(told.cause()).hasValue("aws.access-denied");
        assertThat(told.folded()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Error: Process completed with exit code 127.", "Error: Terraform exited with code 127."})
    void an_exit_code_is_never_the_cause_however_it_is_said(String said) {
        Diagnosis told = Given.diagnosed("1.sh: line 1: terraform: command not found\n" + said + "\n");

        assertThat(told.cause()).hasValue("runner.command-missing");
        assertThat(Given.diagnosed(said + "\n").category()).isEqualTo("unknown");
        assertThat(Given.diagnosed(said + "\n").evidence())
                .extracting(LogLine::text)
                .containsExactly(said);
    }

    @ParameterizedTest
    @CsvSource({
        "github-actions, 2026-11-30T02:41:07.1234567Z ##[group]Run terraform apply",
        "github-actions, Current runner version: 2.330.0",
        "azure-devops, 2026-11-30T02:41:07.1234567Z ##[section]Starting: TerraformTaskV4",
        "gitlab-ci, '\u001B[0KRunning with gitlab-runner 17.0.0 (1a2b)'"
    })
    void the_platform_is_known_by_its_own_lines(String platform, String line) {
        assertThat(Given.diagnosed(line + "\n" + DENIED).run().platform()).hasValue(platform);
        assertThat(Given.diagnosed(DENIED).run().platform()).isEmpty();
    }

    @Test
    void a_machine_that_broke_comes_before_what_broke_on_it() {
        Diagnosis told = Given.diagnosed("""
                write /home/runner/.terraform.d/x: no space left on device
                ╷
                │ Error: Reference to undeclared resource
                ╵
                ##[error]Process completed with exit code 1.
                """);

        assertThat(told.cause()).hasValue("disk.full");
        assertThat(told.confidence()).isEqualTo(Confidence.CONFIRMED);
        assertThat(told.others()).extracting(Other::message).containsExactly("Reference to undeclared resource");
    }

    @Test
    void the_same_error_again_is_folded_and_another_is_told_beside_it() {
        String undeclared = """
                Error: Reference to undeclared input variable

                  on main.tf line %d, in resource "aws_lb" "a":
                   %d:   subnets = var.subnets

                An input variable with the name "subnets" has not been declared.

                """;
        Diagnosis told = Given.diagnosed(undeclared.formatted(7, 7) + undeclared.formatted(9, 9) + """
                Error: Unsupported argument

                  on main.tf line 11, in resource "aws_lb" "a":
                  11:   colour = "red"

                An argument named "colour" is not expected here.
                """);

        assertThat(told.cause()).hasValue("terraform.undeclared");
        assertThat(told.subject().fileLine()).hasValue(7);
        assertThat(told.folded()).isEqualTo(1);
        assertThat(told.others()).hasSize(1);
    }

    @Test
    void units_that_print_at_the_same_time_are_read_each_by_itself() {
        Diagnosis told = Given.diagnosed("""
                02:41:07.123 STDERR [units/vpc] terraform: ╷
                02:41:07.123 STDERR [units/app] terraform: ╷
                02:41:07.124 STDERR [units/vpc] terraform: │ Error: Cycle: aws_a.b, aws_c.d
                02:41:07.124 STDERR [units/app] terraform: │ Error: Unsupported argument
                02:41:07.125 STDERR [units/app] terraform: │\s
                02:41:07.125 STDERR [units/vpc] terraform: │\s
                02:41:07.126 STDERR [units/app] terraform: │   on app.tf line 3, in resource "a" "b":
                02:41:07.126 STDERR [units/vpc] terraform: ╵
                02:41:07.127 STDERR [units/app] terraform: ╵
                """);

        assertThat(told.cause()).hasValue("terraform.cycle");
        assertThat(told.subject().file()).isEmpty();
        assertThat(told.others()).extracting(Other::message).containsExactly("Unsupported argument");
    }

    @Test
    void events_are_read_as_events() {
        Diagnosis told = Given.diagnosed("""
                {"@level":"info","@message":"OpenTofu 1.10.0","@module":"tofu.ui","tofu":"1.10.0","type":"version","ui":"1.2"}
                {"@level":"info","@message":"aws_kms_key.a: Plan to create","type":"planned_change","change":{"resource":{"addr":"aws_kms_key.a"},"action":"create"}}
                {"@level":"info","@message":"aws_sqs_queue.b: Plan to create","type":"planned_change","change":{"resource":{"addr":"aws_sqs_queue.b"},"action":"create"}}
                {"@level":"info","@message":"aws_sns_topic.c: Plan to create","type":"planned_change","change":{"resource":{"addr":"aws_sns_topic.c"},"action":"create"}}
                {"@level":"info","@message":"Plan: 3 to add, 0 to change, 0 to destroy.","type":"change_summary","changes":{"add":3,"change":0,"remove":0,"operation":"plan"}}
                {"@level":"info","@message":"aws_kms_key.a: Creating...","type":"apply_start","hook":{"resource":{"addr":"aws_kms_key.a"},"action":"create"}}
                {"@level":"info","@message":"aws_kms_key.a: Creation complete","type":"apply_complete","hook":{"resource":{"addr":"aws_kms_key.a"},"action":"create"}}
                {"@level":"info","@message":"aws_sqs_queue.b: Creating...","type":"apply_start","hook":{"resource":{"addr":"aws_sqs_queue.b"},"action":"create"}}
                {"@level":"error","@message":"aws_sqs_queue.b: Creation errored","type":"apply_errored","hook":{"resource":{"addr":"aws_sqs_queue.b"},"action":"create"}}
                {"@level":"error","@message":"Error: creating SQS Queue: ThrottlingException: Rate exceeded","type":"diagnostic","diagnostic":{"severity":"error","summary":"creating SQS Queue: ThrottlingException: Rate exceeded","detail":"","address":"aws_sqs_queue.b","range":{"filename":"main.tf","start":{"line":4,"column":1,"byte":9},"end":{"line":4,"column":9,"byte":17}}}}
                """);

        assertThat(told.cause()).hasValue("aws.throttled");
        assertThat(told.run().tool()).hasValue("tofu");
        assertThat(told.run().toolVersion()).hasValue("1.10.0");
        assertThat(told.subject().fileLine()).hasValue(4);
        assertThat(told.outcomes().resources())
                .extracting(Resource::outcome)
                .containsExactly(Outcome.FAILED, Outcome.DONE, Outcome.NOT_STARTED);
        assertThat(told.rerun().safe()).isEqualTo(Safe.YES);
        assertThat(told.nextCommand()).hasValue("tofu plan");
        assertThat(told.evidence().getFirst().number()).isEqualTo(10);
    }

    @Test
    void a_command_names_an_address_as_one_word() {
        Diagnosis told = Given.diagnosed("""
                OpenTofu v1.9.0
                Error: namespaces "a" already exists

                  with kubernetes_namespace.a["it's $(x)"],
                  on main.tf line 1, in resource "kubernetes_namespace" "a":
                   1: resource "kubernetes_namespace" "a" {
                """);

        assertThat(told.nextCommand()).hasValue("tofu import 'kubernetes_namespace.a[\"it'\\''s $(x)\"]' ID");
    }

    @Test
    void a_lock_is_named_only_by_what_may_be_one() {
        String log = "Error: Error acquiring the state lock\n\nLock Info:\n  ID:        %s\n";

        assertThat(Given.diagnosed(log.formatted("6f0c1f5e-aaaa-bbbb-cccc-333344445555"))
                        .nextCommand())
                .hasValue("terraform force-unlock 6f0c1f5e-aaaa-bbbb-cccc-333344445555");
        assertThat(Given.diagnosed(log.formatted("x; rm -rf /")).nextCommand()).hasValue("terraform plan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "hello\nworld\n",
                "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n",
                "Initializing the backend...\nTerraform has been successfully initialized!\n",
                "No changes. Your infrastructure matches the configuration.\n",
                "Warning: Deprecated attribute\n\n  on main.tf line 3\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n",
                "  # aws_a.b will be created\n  + resource \"aws_a\" \"b\" {\n      + text = \"AccessDenied: Error: x\"\n    }\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n",
                "npm warn connection reset by peer\nRunning with gitlab-runner 17.0.0\nJob succeeded\n"
            })
    void a_log_without_a_failure_is_met_with_silence(String log) {
        Diagnosis told = Given.diagnosed(log);

        assertThat(told.category()).isEqualTo("none");
        assertThat(told.confidence()).isEqualTo(Confidence.INCONCLUSIVE);
        assertThat(told.probableCause()).isEmpty();
        assertThat(told.evidence()).isEmpty();
        assertThat(told.suggestedFix()).isEmpty();
        assertThat(told.outcomes()).isEqualTo(Outcomes.NONE);
        assertThat(told.likeness()).isEmpty();
    }

    @Test
    void a_failure_that_nobody_knows_has_lines_and_no_cause() {
        Diagnosis told = Given.diagnosed("""
                Frobnicating the widget
                error: the widget does not frobnicate
                ##[error]Process completed with exit code 3.
                """);

        assertThat(told.category()).isEqualTo("unknown");
        assertThat(told.confidence()).isEqualTo(Confidence.INCONCLUSIVE);
        assertThat(told.probableCause()).isEmpty();
        assertThat(told.evidence()).extracting(LogLine::number).containsExactly(1, 2, 3);
        assertThat(told.rerun().safe()).isEqualTo(Safe.UNKNOWN);
    }

    @Test
    void an_error_of_a_place_that_nobody_knows_is_told_in_its_own_words() {
        Diagnosis told = Given.diagnosed("""
                Error: the frobnication of this widget is beyond us

                  with acme_widget.a,
                  on main.tf line 4, in resource "acme_widget" "a":
                   4: resource "acme_widget" "a" {
                """);

        assertThat(told.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(told.cause()).isEmpty();
        assertThat(told.probableCause())
                .hasValueSatisfying(cause ->
                        assertThat(cause).contains("main.tf line 4", "the frobnication of this widget is beyond us"));
    }

    @Test
    void what_passed_long_before_the_end_is_no_cause() {
        String quiet = IntStream.range(0, 200).mapToObj(n -> "step " + n + "\n").collect(Collectors.joining());

        Diagnosis told = Given.diagnosed("retrying: connection reset by peer\n" + quiet
                + "error: the widget does not frobnicate\n##[error]Process completed with exit code 3.\n");

        assertThat(told.probableCause()).isEmpty();
    }

    @Test
    void the_same_failure_is_alike_another_time_and_another_is_not() {
        String again = DENIED.replace("1a2b-3c", "9f8e-7d").replace("line 12", "line 14");

        assertThat(Given.diagnosed("some line\n" + again).likeness())
                .isEqualTo(Given.diagnosed(DENIED).likeness());
        assertThat(Given.diagnosed(DENIED.replace("jobs[", "mails[")).likeness())
                .isNotEqualTo(Given.diagnosed(DENIED).likeness());
    }

    @Test
    void a_hostile_log_takes_no_more_than_its_length() {
        String front = "2026-11-30T02:41:07.1234567Z [a/b] [a/b] ".repeat(2000);
        String boxes = "│ ".repeat(30_000);
        String colons = "a.b: ".repeat(30_000);
        String brackets = "[".repeat(60_000);
        String log =
                String.join("\n", front, boxes, colons, brackets, "╷\n".repeat(20_000), "Error: x\n".repeat(20_000));

        Diagnosis told = Given.diagnosed(log);

        assertThat(told.folded()).isGreaterThan(19_000);
    }

    private static final String LOCKED = """
            Error: Error acquiring the state lock

            Error message: ConditionalCheckFailedException: The conditional request failed
            Lock Info:
              ID:        6f0c1f5e-0000-1111-2222-333344445555

            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n",
                "No changes. Your infrastructure matches the configuration.\n",
                "Job succeeded\n",
                "Process completed with exit code 0.\n"
            })
    void a_lock_that_was_got_in_the_end_is_no_failure(String end) {
        assertThat(Given.diagnosed(LOCKED + end).category()).isEqualTo("none");
        assertThat(Given.diagnosed(end + LOCKED).cause()).hasValue("terraform.state-locked");
        assertThat(Given.diagnosed("Terraform has been successfully initialized!\n" + LOCKED)
                        .cause())
                .hasValue("terraform.state-locked");
    }

    @Test
    void what_passed_before_a_run_went_well_is_not_the_cause_of_what_failed_then() {
        Diagnosis told = Given.diagnosed(LOCKED
                + "curl: (7) connection refused\nApply complete! Resources: 1 added, 0 changed, 0 destroyed.\n"
                + "error: the widget does not frobnicate\n##[error]Process completed with exit code 3.\n");

        assertThat(told.category()).isEqualTo("unknown");
        assertThat(told.evidence()).extracting(LogLine::text).contains("error: the widget does not frobnicate");
    }

    @Test
    void a_step_that_failed_is_not_made_good_by_a_later_one() {
        String destroyed = "Destroy complete! Resources: 1 destroyed.\n";

        assertThat(Given.diagnosed(LOCKED + "##[error]Process completed with exit code 1.\n" + destroyed)
                        .cause())
                .hasValue("terraform.state-locked");
        assertThat(Given.diagnosed("curl: (7) connection refused\n##[error]The step failed.\n" + destroyed)
                        .cause())
                .hasValue("network.refused");
        assertThat(Given.diagnosed(LOCKED + "##[error]Terraform exited with code 1.\n" + destroyed)
                        .category())
                .isEqualTo("none");
        assertThat(Given.diagnosed(destroyed + LOCKED + destroyed).category()).isEqualTo("none");
    }

    @Test
    void an_error_that_does_not_pass_is_told_though_another_run_went_well() {
        Diagnosis told = Given.diagnosed(DENIED + "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n");

        assertThat(told.cause()).hasValue("aws.access-denied");
        assertThat(told.limits()).anyMatch(limit -> limit.contains("went well further down"));
    }

    @Test
    void the_command_of_a_provisioner_is_not_what_it_says() {
        String failed = """
                Error: local-exec provisioner error

                  with terraform_data.a,
                  on main.tf line 2, in resource "terraform_data" "a":
                   2:   provisioner "local-exec" {

                Error running command '%s': exit status 1. Output: %s
                """;
        String full = "cp /a: no space left on device";

        assertThat(Given.diagnosed(failed.formatted("# " + full + "\ncp a b", ""))
                        .cause())
                .hasValue("terraform.provisioner");
        assertThat(Given.diagnosed(failed.formatted("grep 'api error AccessDenied' x", ""))
                        .cause())
                .hasValue("terraform.provisioner");
        assertThat(Given.diagnosed(failed.formatted("cp a b", full)).cause()).hasValue("disk.full");
    }

    @Test
    void a_plan_that_is_shown_as_far_as_it_got_is_none_that_went_well() {
        Diagnosis told = Given.diagnosed(LOCKED + """
                Terraform planned the following actions, but then encountered a problem:
                Plan: 1 to add, 0 to change, 0 to destroy.
                """);

        assertThat(told.cause()).hasValue("terraform.state-locked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%s] ",
                "02:41:07.123 STDOUT [units/%s] terraform: ",
                "apply (%s)\tApply\t2026-11-30T02:41:07.1234567Z ",
                "%s  | "
            })
    void an_address_in_another_unit_is_another_resource(String prefix) {
        String vpc = prefix.formatted("vpc");
        String app = prefix.formatted("app");
        String begun = numbered(vpc, "aws_kms_key.a: Creating...");
        String done = numbered(app, """
                aws_kms_key.a: Creating...
                aws_kms_key.a: Creation complete after 1s [id=1]
                Apply complete! Resources: 1 added, 0 changed, 0 destroyed.
                """);
        Diagnosis told = Given.diagnosed(begun + "\n" + done);

        assertThat(told.category()).isEqualTo("unknown");
        assertThat(told.outcomes().interrupted()).isEqualTo(1);
        assertThat(told.outcomes().done()).isEqualTo(1);
        assertThat(told.outcomes().resources().getFirst().unit().orElse("")).contains("vpc");
        assertThat(told.rerun().safe()).isEqualTo(Safe.NO);
    }

    @Test
    void a_success_of_one_unit_ends_no_failure_of_another() {
        Diagnosis told = Given.diagnosed(numbered("[vpc] ", LOCKED) + "\n"
                + "[app] Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n");

        assertThat(told.cause()).hasValue("terraform.state-locked");
        assertThat(told.subject().unit()).hasValue("vpc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time=2026-11-30T02:41:07Z level=stderr prefix=live/vpc tf-path=terraform msg=\"%s\"",
                "{\"time\":\"2026-11-30T02:41:07Z\",\"level\":\"stderr\",\"working-dir\":\"live/vpc\",\"tf-path\":\"terraform\",\"msg\":\"%s\"}"
            })
    void what_terragrunt_wraps_for_programs_is_read_too(String form) {
        String log = DENIED.lines()
                .map(line -> form.formatted(line.replace("\"", "\\\"")))
                .collect(Collectors.joining("\n"));
        Diagnosis told = Given.diagnosed(log);

        assertThat(told.cause()).hasValue("aws.access-denied");
        assertThat(told.subject().unit()).hasValue("live/vpc");
        assertThat(told.subject().address()).hasValue("module.queues.aws_sqs_queue.jobs[\"a: b\"]");
    }

    @Test
    void the_root_is_found_behind_any_number_of_others() {
        String warnings = "Warning: Deprecated attribute\n\n  on main.tf line 3\n\n".repeat(3000);
        String errors = IntStream.range(0, 3000)
                .mapToObj(n -> "Error: the widget %s is beyond us\n\n  on main.tf line %d, in resource \"a\" \"b\":\n\n"
                        .formatted(letters(n), n + 1))
                .collect(Collectors.joining());
        String lines = "error: Host key verification failed.\n".repeat(3000);

        assertThat(Given.diagnosed(warnings + errors + DENIED).cause()).hasValue("aws.access-denied");
        assertThat(Given.diagnosed(DENIED + errors + warnings).cause()).hasValue("aws.access-denied");
        assertThat(Given.diagnosed(errors + DENIED).others()).hasSize(20);
        assertThat(Given.diagnosed(lines
                                + "write /x/y: no space left on device\n##[error]Process completed with exit code 1.\n")
                        .cause())
                .hasValue("disk.full");
    }

    private static String letters(int number) {
        return Integer.toString(number, 26)
                .chars()
                .map(c -> c <= '9' ? c - '0' + 'a' : c + 10)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void an_answer_fits_its_topic_whatever_the_names() {
        String log = IntStream.range(0, 5000)
                .mapToObj(n -> "aws_kms_key.a%d_%s: Creating...".formatted(n, "\u6F22".repeat(900)))
                .collect(Collectors.joining("\n"));
        String errors = IntStream.range(0, 30)
                .mapToObj(n -> "Error: the widget %s is beyond us\n\n  with aws_kms_key.%s,\n  on main.tf line 1:\n"
                        .formatted(letters(n), "\u6F22".repeat(8000)))
                .collect(Collectors.joining());
        Diagnosis told = Given.diagnosed(log + "\n" + errors);
        int bytes = told.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;

        assertThat(bytes).isLessThan(800 * 1024);
        assertThat(told.outcomes().interrupted()).isEqualTo(5000);
        assertThat(told.limits())
                .contains("Of the resources %,d are not listed: there is no room for them."
                        .formatted(5000 - told.outcomes().resources().size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl: (6) Could not resolve host: vault.acme.example\n##[error]Process completed with exit code 6.\n",
                "fatal: repository 'https://github.com/acme/network.git/' not found\n",
                "##[error]The self-hosted runner: runner-1 lost communication with the server. Verify the machine is running.\n"
            })
    void what_was_done_before_a_failure_that_is_not_terraforms_is_not_known(String log) {
        Diagnosis told = Given.diagnosed(log);

        assertThat(told.rerun().safe()).isEqualTo(Safe.UNKNOWN);
        assertThat(told.rerun().reason()).contains("does not show what had been done");
        assertThat(Given.diagnosed(APPLY + "Apply complete! Resources: 4 added, 0 changed, 1 destroyed.\n" + log)
                        .rerun()
                        .safe())
                .isNotEqualTo(Safe.UNKNOWN);
    }
}
