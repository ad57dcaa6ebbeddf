package dev.infrahub.driftworker.store;

import dev.infrahub.driftworker.domain.DriftAnalysis;
import dev.infrahub.driftworker.domain.ModuleKey;
import dev.infrahub.driftworker.domain.ScanKey;
import dev.infrahub.events.Write;

/** The table that others read: the newest scan of each module. */
public final class Results {

    private Results() {}

    /**
     * Replaces what an older scan told.
     *
     * @param summary without what may not be kept
     * @param analysis all of it, as JSON, likewise
     */
    public static Write put(ModuleKey module, ScanKey scan, DriftAnalysis told, String summary, String analysis) {
        return Write.of(
                """
                insert into drift_results (module, client, drift_detected, resource_count, risk, summary, analysis_json,
                                           detected_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                on conflict (module) do update set
                    client = excluded.client, drift_detected = excluded.drift_detected,
                    resource_count = excluded.resource_count, risk = excluded.risk, summary = excluded.summary,
                    analysis_json = excluded.analysis_json, detected_at = excluded.detected_at
                where drift_results.detected_at <= excluded.detected_at""",
                module.column(),
                module.client(),
                told.driftDetected(),
                told.resources().size(),
                told.risk().spelling(),
                summary,
                analysis,
                scan.at());
    }
}
