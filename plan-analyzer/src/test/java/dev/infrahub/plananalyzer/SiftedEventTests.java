package dev.infrahub.plananalyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.plananalyzer.domain.Analyst;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.schemas.Deed;
import dev.infrahub.schemas.DeedDetail;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.terraform.Plan;
import dev.infrahub.workplace.SiftedEvent;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiftedEventTests {

    private static final String TOKEN = "gh" + "p_Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7c";

    /** As whoever publishes past the gateway may hand it in. */
    private static final String PLAN = """
        {"format_version": "1.2", "resource_changes": [{"address": "aws_db_instance.b[\\"%1$s\\"]", "type": "aws_db_instance",
          "name": "b", "previous_address": "aws_db_instance.%1$s", "provider_name": "example.com/%1$s/aws",
          "action_reason": "%1$s", "change": {"actions": ["delete", "create"], "replace_paths": [["%1$s"]],
            "before": {"m": 1, "%1$s": 2}, "after": {"m": 2}}}],
         "checks": [{"status": "fail", "address": {"to_display": "check.%1$s"}}],
         "output_changes": {"%1$s": {"actions": ["create"], "before": null, "after": 1}}}
        """;

    @Test
    void no_string_of_the_event_holds_a_credential() {
        PlanAnalyzed event = analyzed(TOKEN, PLAN.formatted(TOKEN));
        assertThat(event.toString()).contains(TOKEN);

        PlanAnalyzed sifted = SiftedEvent.of(event);
        assertThat(sifted.toString()).doesNotContain(TOKEN).contains("(sensitive #", "aws_db_instance.b[");
        assertThat(sifted.getClient()).isEqualTo("acme");
        assertThat(sifted.getResources()).hasSize(1);
    }

    @Test
    void no_string_of_the_event_holds_what_no_database_keeps() {
        PlanAnalyzed event = analyzed("x\0y", PLAN.formatted("x\\u0000y"));
        assertThat(event.toString()).contains("\\u0000");

        assertThat(SiftedEvent.of(event).toString()).doesNotContain("\\u0000").contains("aws_db_instance.x\uFFFDy");
    }

    @Test
    void an_event_that_would_be_too_large_is_told_without_values() {
        PlanAnalyzed event = analyzed("x", PLAN.formatted("x"));
        assertThat(event.getResources().getFirst().getValues()).isNotEmpty();

        assertThat(FittingEvent.of(event)).isSameAs(event);
        PlanAnalyzed fitting = FittingEvent.of(event, 100);
        assertThat(fitting.getResources().getFirst().getValues()).isEmpty();
        assertThat(fitting.getResources().getFirst().getChangedAttributes())
                .isEqualTo(event.getResources().getFirst().getChangedAttributes());
        assertThat(fitting.getReferences()).isEmpty();
        assertThat(fitting.getLimits()).containsAll(event.getLimits()).endsWith(FittingEvent.LIMIT);
    }

    private static PlanAnalyzed analyzed(String said, String plan) {
        PlanSubmitted submitted = PlanSubmitted.newBuilder()
                .setPlanId("p")
                .setPlanHash("h")
                .setClient("acme")
                .setModule("m " + said)
                .setTeam(said)
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(plan.getBytes(StandardCharsets.UTF_8)))
                .setDeeds(List.of(new Deed("x " + said, "update", "d", List.of(new DeedDetail(said, "d")))))
                .build();
        return AnalyzedPlans.event(
                submitted,
                Analyst.analyze(
                        new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8)),
                        Plan.Format.JSON,
                        "production",
                        Policy.DEFAULT));
    }
}
