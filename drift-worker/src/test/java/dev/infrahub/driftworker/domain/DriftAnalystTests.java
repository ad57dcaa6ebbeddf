package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.driftworker.domain.DriftAnalysis.Apply;
import dev.infrahub.driftworker.domain.DriftAnalysis.Attribute;
import dev.infrahub.driftworker.domain.DriftAnalysis.Mode;
import dev.infrahub.driftworker.domain.DriftAnalysis.Option;
import dev.infrahub.driftworker.domain.DriftAnalysis.Pending;
import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.terraform.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftAnalystTests {

    @Test
    void texts_that_look_like_numbers_are_texts() {
        for (String[] versions : List.of(new String[] {"14.1", "14.10"}, new String[] {"0644", "644"})) {
            DriftAnalysis analysis = Given.scan()
                    .drift(
                            "aws_db_instance.d",
                            "{\"v\": \"%s\"}".formatted(versions[0]),
                            "{\"v\": \"%s\"}".formatted(versions[1]))
                    .analysed();
            assertThat(analysis.driftDetected()).as(versions[1]).isTrue();
        }
        assertThat(Given.scan()
                        .drift("aws_x.y", "{\"v\": \"14\"}", "{\"v\": 14}")
                        .analysed()
                        .driftDetected())
                .isFalse();
    }

    @Test
    void nobody_is_told_to_apply_what_destroys() {
        for (String action : List.of("delete\", \"create", "delete")) {
            DriftAnalysis.Resource resource = Given.scan()
                    .drift("aws_db_instance.d", "{\"zone\": \"a\"}", "{\"zone\": \"b\"}")
                    .change(
                            "aws_db_instance.d",
                            action,
                            "{\"zone\": \"b\"}",
                            action.length() > 6 ? "{\"zone\": \"a\"}" : "null")
                    .analysed()
                    .resources()
                    .getFirst();
            assertThat(resource.options())
                    .filteredOn(option -> option.action().equals("revert"))
                    .singleElement()
                    .satisfies(option -> {
                        assertThat(option.command()).isNull();
                        assertThat(option.detail()).contains("destroys");
                    });
        }
    }

    @Test
    void one_instance_of_a_module_that_is_gone_does_not_let_go_of_the_others() {
        DriftAnalysis.Resource gone = Given.scan()
                .deleted("module.app[\"eu\"].aws_sqs_queue.q", "{\"name\": \"q\"}")
                .analysed()
                .resources()
                .getFirst();
        assertThat(gone.options())
                .filteredOn(option -> option.action().equals("forget"))
                .allSatisfy(option -> assertThat(option.hcl()).isNull());
    }

    @Test
    void a_change_of_a_resource_as_a_whole_is_told() {
        assertThat(Given.scan()
                        .drift("aws_x.y", "{\"a\": 1}", "null")
                        .analysed()
                        .driftDetected())
                .isTrue();
    }

    private static final String CLOSED = "{\"policy\": \"\", \"name\": \"jobs\"}";
    private static final String OPENED =
            "{\"policy\": \"{\\\"Statement\\\":[{\\\"Principal\\\":\\\"*\\\"}]}\", \"name\": \"jobs\"}";

    private static Resource only(DriftAnalysis analysis) {
        assertThat(analysis.resources()).hasSize(1);
        return analysis.resources().getFirst();
    }

    private static Attribute attribute(DriftAnalysis analysis) {
        assertThat(only(analysis).attributes()).hasSize(1);
        return only(analysis).attributes().getFirst();
    }

    private static List<String> actions(Resource resource) {
        return resource.options().stream().map(Option::action).toList();
    }

    @Test
    void an_opened_policy_is_told_although_the_plan_says_that_nothing_changes() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_sqs_queue.jobs", CLOSED, OPENED)
                .change("aws_sqs_queue.jobs", "no-op", OPENED, OPENED)
                .exitCode(0)
                .analysed();
        assertThat(only(analysis).risk()).isGreaterThanOrEqualTo(Risk.HIGH);
        assertThat(only(analysis).hidden()).isTrue();
        assertThat(attribute(analysis).apply()).isEqualTo(Apply.KEEPS);
        assertThat(actions(only(analysis)).getFirst()).isEqualTo("revert");
        assertThat(only(analysis).options().getFirst().hcl()).contains("policy = \"\"");
        assertThat(analysis.limits()).anyMatch(limit -> limit.contains("exit code is 0"));
        assertThat(analysis.summary()).contains("1 resource drifted", "hides 1");
        assertThat(analysis.mode()).isEqualTo(Mode.NORMAL);
        assertThat(analysis.status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void what_terraform_holds_responsible_for_a_change_is_not_hidden() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_sqs_queue.jobs", "{\"delay_seconds\": 1}", "{\"delay_seconds\": 2}")
                .change("aws_sqs_queue.jobs", "update", "{\"delay_seconds\": 2}", "{\"delay_seconds\": 1}")
                .with(
                        "\"relevant_attributes\": [{\"resource\": \"aws_sqs_queue.jobs\", \"attribute\": [\"delay_seconds\"]}]")
                .analysed();
        assertThat(only(analysis).hidden()).isFalse();
        assertThat(attribute(analysis).apply()).isEqualTo(Apply.REVERTS);
        assertThat(attribute(analysis).before()).isEqualTo("1");
        assertThat(attribute(analysis).after()).isEqualTo("2");
        assertThat(only(analysis).risk()).isEqualTo(Risk.LOW);
        assertThat(analysis.pending()).isEmpty();
    }

    @Test
    void what_the_code_wants_and_nobody_applied_is_no_drift() {
        DriftAnalysis analysis = Given.scan()
                .change("aws_sqs_queue.a", "update", "{\"delay_seconds\": 2}", "{\"delay_seconds\": 1}")
                .change("aws_sqs_queue.b", "create", "null", "{\"delay_seconds\": 1}")
                .change("aws_sqs_queue.c", "delete", "{\"delay_seconds\": 1}", "null")
                .exitCode(2)
                .analysed();
        assertThat(analysis.driftDetected()).isFalse();
        assertThat(analysis.isClean()).isTrue();
        assertThat(analysis.pending())
                .containsExactly(
                        new Pending("aws_sqs_queue.a", "aws_sqs_queue", "update", List.of("delay_seconds")),
                        new Pending("aws_sqs_queue.b", "aws_sqs_queue", "create", List.of()),
                        new Pending("aws_sqs_queue.c", "aws_sqs_queue", "delete", List.of()));
        assertThat(analysis.summary()).isEqualTo("Nothing drifted. 3 changes of the code are not applied yet.");
    }

    @Test
    void of_a_resource_that_drifted_and_is_to_change_both_are_told_apart() {
        DriftAnalysis analysis = Given.scan()
                .drift(
                        "aws_sqs_queue.a",
                        "{\"delay_seconds\": 1, \"max_message_size\": 9}",
                        "{\"delay_seconds\": 2, \"max_message_size\": 9}")
                .change(
                        "aws_sqs_queue.a",
                        "update",
                        "{\"delay_seconds\": 2, \"max_message_size\": 9}",
                        "{\"delay_seconds\": 1, \"max_message_size\": 10}")
                .analysed();
        assertThat(attribute(analysis).path()).isEqualTo("delay_seconds");
        assertThat(analysis.pending())
                .containsExactly(
                        new Pending("aws_sqs_queue.a", "aws_sqs_queue", "update", List.of("max_message_size")));
    }

    @Test
    void what_was_deleted_and_is_to_be_made_anew_is_drift_alone() {
        DriftAnalysis analysis = Given.scan()
                .deleted("aws_sqs_queue.a", "{\"id\": \"1\"}")
                .change("aws_sqs_queue.a", "create", "null", "{}")
                .analysed();
        assertThat(only(analysis).change()).isEqualTo("deleted");
        assertThat(only(analysis).cause()).isEqualTo(Cause.DELETED_OUTSIDE);
        assertThat(actions(only(analysis))).containsExactly("recreate", "import", "forget");
        assertThat(only(analysis).options().getLast().hcl()).contains("removed {", "from = aws_sqs_queue.a");
        assertThat(analysis.pending()).isEmpty();
    }

    @Test
    void what_terraform_moves_or_imports_is_no_drift() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_sqs_queue.a", "{\"id\": \"1\"}", "{\"id\": \"1\"}")
                .change("aws_sqs_queue.b", "no-op", "{}", "{}", ", \"importing\": {\"id\": \"1\"}")
                .analysed();
        assertThat(analysis.driftDetected()).isFalse();
        assertThat(analysis.dropped()).extracting(DriftAnalysis.Dropped::rule).containsExactly("nothing-differs");
        assertThat(analysis.pending()).extracting(Pending::action).containsExactly("import");
    }

    @Test
    void a_plan_without_values_of_what_changed_is_no_reason_to_keep_silent() {
        DriftAnalysis analysis =
                Given.scan().drift("aws_sqs_queue.a", "null", "null").analysed();
        assertThat(only(analysis).attributes()).isEmpty();
        assertThat(only(analysis).state()).isEqualTo(State.OPEN);
    }

    @Test
    void attributes_are_told_by_their_whole_path() {
        DriftAnalysis analysis = Given.scan()
                .drift(
                        "module.m.aws_x.y[0]",
                        "{\"settings\": [{\"disk\": 1, \"tags\": {\"cost center\": \"a\"}}, {\"disk\": 5}]}",
                        "{\"settings\": [{\"disk\": 2, \"tags\": {\"cost center\": \"b\"}}, {\"disk\": 5}]}")
                .analysed();
        assertThat(only(analysis).attributes())
                .extracting(Attribute::path)
                .containsExactly("settings[0].disk", "settings[0].tags[\"cost center\"]");
        Option adopt = only(analysis).options().getFirst();
        assertThat(adopt.action()).isEqualTo("adopt");
        assertThat(adopt.hcl()).isEqualTo("""
                # in module.m
                resource "aws_x" "y" {
                  settings {
                    disk = 2
                    tags = {
                      "cost center" = "b"
                    }
                  }
                }
                """);
    }

    @Test
    void a_list_of_which_items_moved_is_told_as_a_whole() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_x.y", "{\"zones\": [\"a\", \"b\", \"c\"]}", "{\"zones\": [\"b\", \"c\", \"d\"]}")
                .analysed();
        assertThat(attribute(analysis).path()).isEqualTo("zones");
        assertThat(attribute(analysis).after()).isEqualTo("[\"b\", \"c\", \"d\"]");
    }

    @Test
    void numbers_are_compared_by_value() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_x.y", "{\"a\": 1, \"b\": [{\"c\": 10}]}", "{\"a\": 1.0, \"b\": [{\"c\": 10.00}]}")
                .analysed();
        assertThat(analysis.driftDetected()).isFalse();
    }

    @Test
    void what_code_would_evaluate_is_written_so_that_it_is_not() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_x.y", "{\"a\": \"1\"}", "{\"a\": \"${file(\\\"x\\\")} %{if}\\n\"}")
                .analysed();
        assertThat(only(analysis).options().getFirst().hcl()).contains("a = \"$${file(\\\"x\\\")} %%{if}\\n\"");
    }

    @Test
    void who_ignores_changes_gets_the_block_for_it() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_x.y", "{\"a\": [{\"b\": 1}], \"c\": 1}", "{\"a\": [{\"b\": 2}], \"c\": 2}")
                .analysed();
        Option ignore = only(analysis).options().getLast();
        assertThat(ignore.action()).isEqualTo("ignore");
        assertThat(ignore.hcl()).contains("ignore_changes = [a[0].b, c]");
    }

    @Test
    void nobody_is_advised_to_ignore_who_may_do_what() {
        DriftAnalysis analysis =
                Given.scan().drift("aws_sqs_queue.jobs", CLOSED, OPENED).analysed();
        assertThat(only(analysis).options().getLast().hcl()).isNull();
    }

    @Test
    void a_rotated_secret_that_apply_would_put_back_is_graver_and_comes_with_a_warning() {
        String before = "{\"secret_string\": \"Aa1-first-value\"}";
        String after = "{\"secret_string\": \"Bb2-other-value\"}";
        Resource reverted = only(Given.scan()
                .drift("aws_secretsmanager_secret_version.v", before, after)
                .change("aws_secretsmanager_secret_version.v", "update", after, before)
                .analysed());
        Resource left = only(Given.scan()
                .drift("aws_secretsmanager_secret_version.v", before, after)
                .change("aws_secretsmanager_secret_version.v", "no-op", after, after)
                .analysed());
        assertThat(reverted.risk()).isEqualTo(Risk.MEDIUM);
        assertThat(reverted.options().getFirst().detail()).contains("puts the old secret back");
        assertThat(left.risk()).isEqualTo(Risk.LOW);
    }

    @Test
    void an_attribute_that_the_state_did_not_know_comes_with_a_newer_provider() {
        Resource resource = only(Given.scan()
                .drift("aws_x.y", "{\"a\": 1}", "{\"a\": 1, \"b\": \"on\"}")
                .analysed());
        assertThat(resource.cause()).isEqualTo(Cause.PROVIDER_UPGRADE);
    }

    @Test
    void of_what_is_hidden_nobody_can_say_what_made_it() {
        String marks = ", \"before_sensitive\": {\"note\": true}, \"after_sensitive\": {\"note\": true}";
        Resource hidden = only(Given.scan()
                .drift("aws_x.y", "{\"note\": \"a\"}", "{\"note\": \"b\"}", marks)
                .analysed());
        Resource untold = only(Given.scan().drift("aws_x.y", "null", "null").analysed());
        assertThat(hidden.attributes().getFirst().sensitive()).isTrue();
        assertThat(hidden.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(untold.cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void a_secret_that_was_rotated_explains_nothing_else() {
        Resource rotated = only(Given.scan()
                .drift(
                        "aws_ssm_parameter.p",
                        "{\"value\": \"a\", \"version\": 1}",
                        "{\"value\": \"b\", \"version\": 2}")
                .analysed());
        Resource both = only(Given.scan()
                .drift(
                        "aws_ssm_parameter.p",
                        "{\"value\": \"a\", \"tier\": \"x\"}",
                        "{\"value\": \"b\", \"tier\": \"y\"}")
                .analysed());
        assertThat(rotated.cause()).isEqualTo(Cause.ROTATION);
        assertThat(both.cause()).isEqualTo(Cause.CHANGED_BY_HAND);
    }

    @Test
    void outputs_that_follow_are_named() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_x.y", "{\"a\": 1}", "{\"a\": 2}")
                .with("\"output_changes\": {\"url\": {\"actions\": [\"update\"], \"before\": \"a\", \"after\": \"b\"},"
                        + " \"same\": {\"actions\": [\"no-op\"], \"before\": \"a\", \"after\": \"a\"}}")
                .analysed();
        assertThat(analysis.outputs()).containsExactly("url");
    }

    @Test
    void of_a_plan_that_failed_half_way_nothing_is_clean() {
        DriftAnalysis errored = Given.scan()
                .change("aws_x.y", "no-op", "{}", "{}")
                .with("\"errored\": true")
                .analysed();
        DriftAnalysis exitCode =
                Given.scan().change("aws_x.y", "no-op", "{}", "{}").exitCode(1).analysed();
        DriftAnalysis more = Given.scan()
                .change("aws_x.y", "no-op", "{}", "{}")
                .with("\"complete\": false")
                .analysed();
        for (DriftAnalysis analysis : List.of(errored, exitCode, more)) {
            assertThat(analysis.status()).isEqualTo(Status.INCOMPLETE);
            assertThat(analysis.isClean()).isFalse();
            assertThat(analysis.summary()).startsWith("No drift can be seen here");
        }
    }

    @Test
    void a_version_that_writes_no_drift_tells_nothing_of_it() {
        String plan = "{\"format_version\": \"0.1\", \"terraform_version\": \"%s\", \"resource_changes\": []}";
        assertThat(Given.analysed(plan.formatted("0.14.11"), Plan.Format.JSON, Given.plainScan())
                        .status())
                .isEqualTo(Status.INCOMPLETE);
        assertThat(Given.analysed(plan.formatted("0.15.3"), Plan.Format.JSON, Given.plainScan())
                        .status())
                .isEqualTo(Status.INCOMPLETE);
        assertThat(Given.analysed(plan.formatted("0.15.4"), Plan.Format.JSON, Given.plainScan())
                        .status())
                .isEqualTo(Status.COMPLETE);
        assertThat(Given.analysed(plan.formatted("1.0.0"), Plan.Format.JSON, Given.plainScan())
                        .status())
                .isEqualTo(Status.COMPLETE);
    }

    @Test
    void the_same_change_of_two_resources_of_a_type_has_the_same_fingerprint_and_another_has_not() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_x.a", "{\"days\": 30}", "{\"days\": 7}")
                .drift("module.m.aws_x.b", "{\"days\": 30}", "{\"days\": 7}")
                .drift("aws_x.c", "{\"days\": 30}", "{\"days\": 8}")
                .drift("aws_z.d", "{\"days\": 30}", "{\"days\": 7}")
                .analysed();
        List<String> fingerprints =
                analysis.resources().stream().map(Resource::fingerprint).toList();
        assertThat(fingerprints.get(0)).isEqualTo(fingerprints.get(1));
        assertThat(fingerprints.subList(1, 4)).doesNotHaveDuplicates();
    }
}
