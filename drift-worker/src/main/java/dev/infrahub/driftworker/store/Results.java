package dev.infrahub.driftworker.store;

import dev.infrahub.driftworker.domain.ModuleKey;
import dev.infrahub.driftworker.domain.ScanKey;
import dev.infrahub.driftworker.domain.Standing;
import dev.infrahub.events.Write;
import org.jspecify.annotations.Nullable;

/** The table that others read: how each module stands. */
public final class Results {

    private Results() {}

    /**
     * Replaces what was known before.
     *
     * @param told the newest scan that told something: of its time is what stands there
     * @param summary without what may not be kept
     * @param analysis all that it tells, as JSON, likewise; null where a later scan told nothing, so that it stays as it is
     */
    public static Write put(
            ModuleKey module, ScanKey told, Standing standing, String summary, @Nullable String analysis) {
        return Write.of(
                """
                insert into drift_results (module, client, drift_detected, resource_count, risk, summary, analysis_json,
                                           detected_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                on conflict (module) do update set
                    client = excluded.client, drift_detected = excluded.drift_detected,
                    resource_count = excluded.resource_count, risk = excluded.risk, summary = excluded.summary,
                    analysis_json = coalesce(excluded.analysis_json, drift_results.analysis_json), detected_at = excluded.detected_at
                where drift_results.detected_at <= excluded.detected_at""",
                module.column(),
                module.client(),
                !standing.open().isEmpty(),
                standing.open().size(),
                standing.risk().spelling(),
                summary,
                analysis,
                told.at());
    }
}
