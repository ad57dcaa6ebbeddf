package dev.infrahub.plananalyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanReachTests {

    @Test
    void what_is_told_of_references_is_bounded_by_what_it_takes_of_the_event() {
        Given plan = Given.plan();
        IntStream.range(0, 300).forEach(i -> plan.update("aws_x." + name(i), "{\"a\": 1}", "{\"a\": 2}"));
        String resources = IntStream.range(0, 300)
                .mapToObj(i -> """
                        {"address": "aws_x.%s", "mode": "managed", "type": "aws_x", "name": "%s",
                         "expressions": {"a": {"references": ["aws_x.%s.a"]}}}""".formatted(name(i), name(i), name(i - 1)))
                .collect(Collectors.joining(","));
        Analysis analysis = plan.with("\"configuration\": {\"root_module\": {\"resources\": [" + resources + "]}}")
                .analyzed();

        int bytes = analysis.references().stream()
                .mapToInt(reference ->
                        (reference.from() + String.join("", reference.to())).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        assertThat(bytes).isBetween(PlanReach.MOST_BYTES / 2, PlanReach.MOST_BYTES);
        assertThat(analysis.limits())
                .contains("Of the references between what is touched and what depends on it, "
                        + analysis.references().size() + " are told, and "
                        + (299 - analysis.references().size()) + " are not.");
    }

    private static String name(int number) {
        return "n".repeat(1000) + number;
    }
}
