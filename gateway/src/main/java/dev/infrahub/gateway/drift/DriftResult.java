package dev.infrahub.gateway.drift;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan of a module in a list, or how the module stands by all of them, for OpenAPI: {@link DriftViews} makes it.
 *
 * @param checkId the newest scan that told something
 * @param status of the newest scan, whatever came of it
 * @param detectedAt when the newest scan that told something was made
 * @param lastScan the newest scan; where that tells no more than that it failed, the rest is as it stood before
 * @param stale whether a scan is overdue, or the newest one did not tell all
 */
record DriftResult(
        String checkId,
        String module,
        String client,
        @Nullable String environment,
        @Nullable String team,
        @Nullable String commit,
        @Nullable String runUrl,
        String status,
        boolean driftDetected,
        int resourceCount,
        String risk,
        String summary,
        List<Drifted> analysis,
        Instant detectedAt,
        @Nullable LastScan lastScan,
        boolean stale) {

    /** Which the newest scan is. */
    record LastScan(String checkId, Instant scannedAt) {}

    /**
     * A resource that drifted.
     *
     * @param seenAt when the newest scan was made that saw it
     */
    record Drifted(
            String address,
            String type,
            String change,
            List<String> attributes,
            String state,
            String cause,
            String risk,
            @Nullable Instant since,
            String fingerprint,
            Instant seenAt) {}
}
