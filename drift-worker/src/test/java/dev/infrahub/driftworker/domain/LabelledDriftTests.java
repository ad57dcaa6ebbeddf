package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.terraform.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drift that was made for real, in both modes: exactly what was changed, and nothing of what only looks so. */
class LabelledDriftTests {

    /** What {@code labels.tsv} says, as a table. */
    private static final Map<String, Map<String, List<String>>> LABELS = Map.of(
            "none", Map.of(),
            "log_retention_shortened", Map.of("aws_cloudwatch_log_group.app", List.of("retention_in_days")),
            "sqs_visibility_changed", Map.of("aws_sqs_queue.jobs", List.of("visibility_timeout_seconds")),
            "ssm_secret_rotated", Map.of("aws_ssm_parameter.db", List.of("value", "version")));

    private static final List<String> SECRETS = List.of("s3cr3t-Value-0001", "rotated-Value-9999");

    static Stream<Path> json() {
        return Given.plans("drift", ".json").stream();
    }

    static Stream<Path> text() {
        return Given.plans("drift", ".txt").stream();
    }

    private static String scenario(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    private static boolean isRefreshOnly(Path file) {
        return file.getFileName().toString().contains("refresh_only");
    }

    private static Map<String, List<String>> found(DriftAnalysis analysis) {
        Map<String, List<String>> found = new TreeMap<>();
        analysis.resources()
                .forEach(one -> found.put(
                        one.address(),
                        one.attributes().stream()
                                .map(DriftAnalysis.Attribute::path)
                                .toList()));
        return found;
    }

    @Test
    void the_labels_here_are_those_of_the_data() {
        List<String> scenarios = Given.file(Given.data("drift").resolve("labels.tsv"))
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList();
        assertThat(LABELS).containsOnlyKeys(scenarios);
    }

    @ParameterizedTest
    @MethodSource("json")
    void json_tells_exactly_what_was_changed(Path file) {
        String plan = Given.file(file);
        for (String given : List.of(plan, Given.redacted(plan))) {
            DriftAnalysis analysis = Given.analysed(given, Plan.Format.JSON, Given.plainScan());
            assertThat(found(analysis)).isEqualTo(LABELS.get(scenario(file)));
            assertThat(analysis.status()).isEqualTo(DriftAnalysis.Status.COMPLETE);
            assertThat(analysis.driftDetected()).isEqualTo(!scenario(file).equals("none"));
            assertThat(analysis.dropped())
                    .extracting(DriftAnalysis.Dropped::rule)
                    .containsOnly("null-or-empty");
            assertThat(analysis.dropped()).hasSize(3);
            assertThat(analysis.pending()).isEmpty();
            assertThat(analysis.mode())
                    .isEqualTo(isRefreshOnly(file) ? DriftAnalysis.Mode.REFRESH_ONLY : DriftAnalysis.Mode.NORMAL);
            assertThat(analysis.plannedAt()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("json")
    void what_is_secret_is_in_no_answer(Path file) {
        String plan = Given.file(file);
        String answer =
                Given.analysed(plan, Plan.Format.JSON, Given.plainScan()).toString();
        assertThat(answer).doesNotContain(SECRETS);
    }

    @ParameterizedTest
    @MethodSource("text")
    void text_tells_what_it_holds_and_no_more(Path file) {
        DriftAnalysis analysis = Given.analysed(Given.file(file), Plan.Format.TEXT, Given.plainScan());
        if (isRefreshOnly(file)) {
            assertThat(found(analysis)).isEqualTo(LABELS.get(scenario(file)));
            assertThat(analysis.status()).isEqualTo(DriftAnalysis.Status.COMPLETE);
        } else {
            assertThat(analysis.resources()).isEmpty();
            assertThat(analysis.status()).isEqualTo(DriftAnalysis.Status.INCOMPLETE);
            assertThat(analysis.isClean()).isFalse();
            assertThat(analysis.limits()).anyMatch(limit -> limit.contains("Hand in the JSON"));
        }
    }
}
