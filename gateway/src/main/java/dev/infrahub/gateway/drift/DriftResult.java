package dev.infrahub.gateway.drift;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scan of a module in a list, for OpenAPI: {@link DriftViews} makes it. */
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
        boolean stale) {

    /** A resource that drifted. */
    record Drifted(
            String address,
            String type,
            String change,
            List<String> attributes,
            String state,
            String cause,
            String risk,
            @Nullable Instant since,
            String fingerprint) {}
}
