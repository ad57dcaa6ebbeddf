package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan tells of reading the real objects again, and what drift was and is. */
class RefreshTests {

    private static InputStream stream(String plan) {
        return new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8));
    }

    private static String plan(String drift, String members) {
        return """
                {"format_version": "1.2", "resource_drift": [{"address": "a.b", "type": "a", "name": "b", "change": %s}],
                 "resource_changes": []%s}""".formatted(drift, members);
    }

    private static ChangeValues drift(String change) {
        List<ChangeValues> seen = new ArrayList<>();
        PlanReader.read(stream(plan(change, "")), new ChangeVisitor() {
            @Override
            public void visit(ResourceChange one, ChangeValues values) {}

            @Override
            public void visitDrift(ResourceChange one, ChangeValues values) {
                seen.add(values);
            }
        });
        return seen.getFirst();
    }

    private static ChangeValues driftOfText(String line) {
        List<ChangeValues> seen = new ArrayList<>();
        PlanTextReader.read(stream("""
                        Note: Objects have changed outside of Terraform

                          # a.b has changed
                          ~ resource "a" "b" {
                                id = "1"
                              %s
                            }

                        This is a refresh-only plan, so Terraform will not take any actions to undo these.
                        """.formatted(line)), new ChangeVisitor() {
            @Override
            public void visit(ResourceChange one, ChangeValues values) {}

            @Override
            public void visitDrift(ResourceChange one, ChangeValues values) {
                seen.add(values);
            }
        });
        return seen.getFirst();
    }

    @Test
    void a_plan_tells_when_it_was_made_and_what_drift_it_holds_responsible() {
        Plan plan = PlanReader.read(stream(plan("{\"actions\": [\"update\"], \"before\": {}, \"after\": {}}", """
                , "timestamp": "2026-11-29T10:00:00Z", "relevant_attributes": [{"resource": "a.b", "attribute": ["c", 0]},
                {"resource": "a.b", "attribute": ["d"]}, {"resource": "a.x", "attribute": []}]""")));
        assertThat(plan.refresh().at()).isEqualTo(Instant.parse("2026-11-29T10:00:00Z"));
        assertThat(plan.refresh().isShown("a.b", "d")).isTrue();
        assertThat(plan.refresh().responsible()).containsOnlyKeys("a.b");
        assertThat(plan.refresh().responsible().get("a.b")).containsExactlyInAnyOrder("c", "d");
    }

    @ParameterizedTest
    @CsvSource({"2026-13-29", "yesterday", "2026-11-29T10:00:00Z-and-much-more-that-is-no-time-at-all"})
    void a_time_that_is_none_is_no_time(String time) {
        Plan plan = PlanReader.read(stream(plan(
                "{\"actions\": [\"update\"], \"before\": {}, \"after\": {}}", ", \"timestamp\": \"" + time + "\"")));
        assertThat(plan.refresh().at()).isNull();
    }

    @Test
    void two_hidden_values_that_differ_are_told_apart_without_being_shown() {
        ChangeValues values = drift("""
                {"actions": ["update"], "before": {"a": "old-1", "b": "same", "c": [{"d": "old-2"}]},
                 "after": {"a": "new-1", "b": "same", "c": [{"d": "new-2"}]},
                 "before_sensitive": {"a": true, "b": true, "c": [{"d": true}]}, "after_sensitive": {}}""");
        assertThat(values.hidden())
                .containsExactlyInAnyOrder(
                        List.of(new Value.Text("a")),
                        List.of(new Value.Text("c"), new Value.Num("0"), new Value.Text("d")));
        assertThat(values.toString()).doesNotContain("old-1", "new-1", "same", "old-2", "new-2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "~ x = 1 -> 2 | Num[spelling=1] | Num[spelling=2]",
                "+ x = {} | NULL | Members[members={}]",
                "- x = [] -> null | Items[items=[]] | NULL",
                "~ x = true -> false # forces replacement | Bool[value=true] | Bool[value=false]",
                "~ x = \"a -> b\" -> \"c\\\\d\" | Text[value=a -> b] | Text[value=c\\d]",
                "~ x = (sensitive value) | SENSITIVE | SENSITIVE",
                "~ x = \"ghp_Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7c\" -> \"c\" | SENSITIVE | SENSITIVE",
                "~ x = jsonencode( | UNKNOWN | UNKNOWN",
                "~ x { | UNKNOWN | UNKNOWN",
                "~ x = <<-EOT | UNKNOWN | UNKNOWN"
            })
    void a_text_shows_the_values_that_stand_in_one_line(String line, String before, String after) {
        ChangeValues values = driftOfText(line);
        assertThat(values.before().at("x").toString()).isEqualTo(before);
        assertThat(values.after().at("x").toString()).isEqualTo(after);
        assertThat(values.hidden()).hasSize(before.equals("SENSITIVE") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "This is a refresh-only plan, so Terraform will not take any actions | true",
                "No changes. Your infrastructure still matches the configuration. | true",
                "No changes. Your infrastructure matches the configuration. | false"
            })
    void a_text_says_how_the_plan_was_made(String sentence, boolean only) {
        assertThat(PlanTextReader.read(stream(sentence + "\n")).refresh().only())
                .isEqualTo(only);
    }
}
