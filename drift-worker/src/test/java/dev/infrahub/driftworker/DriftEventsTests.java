package dev.infrahub.driftworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.driftworker.domain.Agreements;
import dev.infrahub.driftworker.domain.DriftAnalysis;
import dev.infrahub.driftworker.domain.DriftAnalyst;
import dev.infrahub.driftworker.domain.Scan;
import dev.infrahub.driftworker.domain.ScanKey;
import dev.infrahub.driftworker.domain.Standing;
import dev.infrahub.json.Value;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.schemas.DriftDetected;
import dev.infrahub.schemas.DriftResolved;
import dev.infrahub.terraform.Plan;
import dev.infrahub.workplace.SiftedEvent;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DriftEventsTests {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final String TOKEN = "gh" + "p_Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7c";

    private static final String DRIFTED = """
            {"format_version": "1.2", "resource_changes": [], "resource_drift": [{"address": "aws_x.y[\\"%1$s\\"]", "type": "aws_x", "name": "y",
              "change": {"actions": ["update"], "before": {"days": 30, "%1$s": 1, "note": "%1$s"},
                         "after": {"days": 7, "%1$s": 2, "note": "b"}}}]}""".formatted(TOKEN);

    private static final String CLEAN = "{\"format_version\": \"1.2\", \"resource_changes\": []}";

    private static DriftCheckSubmitted check(String plan) {
        return DriftCheckSubmitted.newBuilder()
                .setCheckId("0b6f5c1e-3a52-4d0e-9c1b-7f4f0a2d9e31")
                .setClient("acme")
                .setModule("network " + TOKEN)
                .setTeam(TOKEN)
                .setSubmittedAt(NOW)
                .setFormat("json")
                .setPlan(ByteBuffer.wrap(plan.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static DriftAnalysis analysis(String plan) {
        return DriftAnalyst.analyze(
                () -> new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8)),
                Plan.Format.JSON,
                new Scan("network", OptionalInt.empty(), NOW, Agreements.NONE));
    }

    private static DriftEvents events(String plan, Optional<Standing> before, Instant at) {
        DriftAnalysis analysis = analysis(plan);
        ScanKey key = ScanKey.of(analysis, at, "0b6f5c1e-3a52-4d0e-9c1b-7f4f0a2d9e31");
        return new DriftEvents(check(plan), key, analysis, Standing.after(before, key, analysis));
    }

    @Test
    void no_string_of_an_event_holds_a_credential_whoever_published_the_plan() {
        DriftEvents events = events(DRIFTED, Optional.empty(), NOW);
        DriftAnalyzed analyzed = events.analyzed(true);
        assertThat(analyzed.toString()).contains(TOKEN);

        assertThat(SiftedEvent.of(analyzed).toString()).doesNotContain(TOKEN).contains("days");
        assertThat(SiftedEvent.of(events.detected(events.turn().orElseThrow())).toString())
                .doesNotContain(TOKEN);
    }

    @Test
    void what_is_kept_of_it_is_json() {
        String kept = SiftedEvent.of(events(DRIFTED, Optional.empty(), NOW).analyzed(true))
                .toString();

        Value json = Value.ofJson(kept).orElseThrow();
        assertThat(json.at("scannedAt")).isEqualTo(new Value.Text("2026-11-29T12:00:00Z"));
        assertThat(json.at("resources").each().getFirst().at("since"))
                .isEqualTo(new Value.Text("2026-11-29T12:00:00Z"));
    }

    @Test
    void what_appeared_and_what_is_gone_is_told_with_its_time() {
        DriftEvents first = events(DRIFTED, Optional.empty(), NOW);
        Standing.Turn appeared = first.turn().orElseThrow();
        DriftDetected detected = first.detected(appeared);
        assertThat(detected.getAppeared()).hasSize(1);
        assertThat(detected.getOpenCount()).isEqualTo(1);
        assertThat(detected.getRisk()).isEqualTo("low");

        DriftEvents later = events(CLEAN, Optional.of(appeared.standing()), NOW.plusSeconds(60));
        DriftResolved resolved = later.resolved(later.turn().orElseThrow());
        assertThat(resolved.getResolved()).singleElement().satisfies(one -> {
            assertThat(one.getAddress()).startsWith("aws_x.y[");
            assertThat(one.getSince()).isEqualTo(NOW);
        });
        assertThat(resolved.getOpenCount()).isZero();
    }
}
