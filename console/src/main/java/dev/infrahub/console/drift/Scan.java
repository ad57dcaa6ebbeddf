package dev.infrahub.console.drift;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a module stands, or what one scan of it found. */
public record Scan(
        String client,
        String module,
        @Nullable String environment,
        @Nullable String team,
        @Nullable String runUrl,
        String status,
        String risk,
        String summary,
        boolean driftDetected,
        int resourceCount,
        boolean stale,
        Instant detectedAt,
        List<Difference> analysis) {

    /** One resource that differs. */
    public record Difference(
            String address,
            String type,
            String change,
            String cause,
            String risk,
            String state,
            @Nullable List<String> attributes,
            @Nullable String fingerprint,
            @Nullable Instant since,
            @Nullable Instant seenAt) {

        public boolean isOpen() {
            return state.equals("open");
        }

        public List<String> all() {
            return attributes == null ? List.of() : attributes;
        }
    }
}
