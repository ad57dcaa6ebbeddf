package dev.infrahub.driftworker.store;

import dev.infrahub.driftworker.domain.DriftAnalysis;
import dev.infrahub.driftworker.domain.ModuleKey;
import dev.infrahub.driftworker.domain.ScanKey;
import dev.infrahub.events.Write;
import org.jspecify.annotations.Nullable;

/** Every scan, also those that failed or came late: the history of a module. */
public final class Scans {

    private Scans() {}

    /** @param summary without what may not be kept */
    public static Write add(
            ModuleKey module, ScanKey scan, DriftAnalysis told, String summary, @Nullable String commit) {
        return Write.of(
                """
                insert into drift_scans (scan_id, client, module, scanned_at, status, mode, drift_detected,
                                         resource_count, risk, summary, commit)
                values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                on conflict (client, scan_id) do nothing""",
                scan.id(),
                module.client(),
                module.module(),
                scan.at(),
                told.status().spelling(),
                told.mode().spelling(),
                told.driftDetected(),
                told.resources().size(),
                told.risk().spelling(),
                summary,
                commit);
    }
}
