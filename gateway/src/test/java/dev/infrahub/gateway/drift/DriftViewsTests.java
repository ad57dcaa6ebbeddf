package dev.infrahub.gateway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.schemas.DriftAiUse;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftStanding;
import dev.infrahub.schemas.StandingDrift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** How a module stands is shown by all scans of it: what one did not look at is as it was, and as old. */
class DriftViewsTests {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-29T00:00:00Z");

    private static Instant at(int hour) {
        return MIDNIGHT.plus(Duration.ofHours(hour));
    }

    private static StandingDrift open(String address, int since, int seen) {
        return new StandingDrift(
                address,
                "aws_x",
                null,
                "changed",
                List.of("days"),
                "open",
                "changed-by-hand",
                "high",
                "f",
                at(since),
                "scan-" + seen,
                at(seen));
    }

    /** A module of which all was told at 1, and something more at {@code told}; what came last came of the scan at {@code last}. */
    private static DriftAnalyzed scan(
            int last, String status, int told, @Nullable String every, StandingDrift... open) {
        DriftStanding standing = new DriftStanding(
                7L, "scan-" + told, at(told), at(1), "scan-" + last, at(last), status, "high", "of all", List.of(open));
        return scan(last, status, every, standing);
    }

    private static DriftAnalyzed scan(
            int last, String status, @Nullable String every, @Nullable DriftStanding standing) {
        return DriftAnalyzed.newBuilder()
                .setCheckId("scan-" + last)
                .setClient("acme")
                .setModule("network")
                .setFormat("json")
                .setStatus(status)
                .setMode("normal")
                .setScannedAt(at(last))
                .setExpectedEvery(every)
                .setDriftDetected(false)
                .setResourceCount(0)
                .setRisk("none")
                .setSummary("of the scan")
                .setResources(List.of())
                .setSettled(List.of())
                .setDropped(List.of())
                .setUnusedRules(List.of())
                .setPending(List.of())
                .setOutputs(List.of())
                .setLimits(List.of())
                .setStanding(standing)
                .setAi(new DriftAiUse("off", null, null, 0, 0, null))
                .build();
    }

    private static ObjectNode standing(DriftAnalyzed told, int now) {
        View view = DriftViews.of(told).stream()
                .filter(one -> one.kind() == ViewKind.DRIFT)
                .findFirst()
                .orElseThrow();
        return DriftViews.shown(view.brief().deepCopy(), at(now));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "incomplete"})
    void after_a_scan_that_does_not_tell_all_it_stands_as_before_and_is_stale_at_once(String status) {
        ObjectNode shown = standing(scan(5, status, 1, null, open("aws_x.y", 0, 1)), 5);

        assertThat(shown.path("status").asString()).isEqualTo(status);
        assertThat(shown.path("stale").asBoolean()).isTrue();
        assertThat(shown.path("driftDetected").asBoolean()).isTrue();
        assertThat(shown.path("resourceCount").asInt()).isEqualTo(1);
        assertThat(shown.path("risk").asString()).isEqualTo("high");
        assertThat(shown.path("summary").asString()).isEqualTo("of all");
        assertThat(shown.path("checkId").asString()).isEqualTo("scan-1");
        assertThat(shown.path("detectedAt").asString()).isEqualTo(at(1).toString());
        assertThat(shown.path("lastScan").path("checkId").asString()).isEqualTo("scan-5");
        assertThat(shown.path("analysis").get(0).path("seenAt").asString()).isEqualTo(at(1).toString());
    }

    @Test
    void what_was_told_whole_is_stale_when_the_next_scan_is_overdue_and_not_before() {
        DriftAnalyzed whole = scan(1, "complete", 1, "PT24H");
        assertThat(standing(whole, 2).path("stale").asBoolean()).isFalse();
        assertThat(standing(whole, 25).path("stale").asBoolean()).isTrue();
        assertThat(standing(scan(1, "complete", 1, null), 1000).path("stale").asBoolean())
                .isFalse();
    }

    @Test
    void a_scan_that_changes_nothing_about_that_is_in_the_history_alone() {
        DriftAnalyzed late = scan(1, "complete", null, (DriftStanding) null);
        assertThat(DriftViews.of(late)).extracting(View::kind).containsExactly(ViewKind.DRIFT_SCAN);
    }

    @Test
    void what_became_known_last_stands_whichever_is_heard_first() {
        View view = DriftViews.of(scan(5, "failed", 1, null)).getLast();
        assertThat(view.revision()).containsExactly(at(5).toEpochMilli(), 7L);
    }
}
