package dev.infrahub.console.secrets;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a module stands, as {@code GET /api/secrets/results} shows it. */
public record Standing(
        String client,
        String module,
        String status,
        String severity,
        int open,
        @Nullable String commit,
        @Nullable Failure failure,
        Instant scannedAt,
        List<Finding> findings,
        List<Resolved> resolved) {

    /** A gateway of before tells no resolved ones. */
    @SuppressWarnings("NullAway")
    public Standing {
        resolved = Objects.requireNonNullElse(resolved, List.of());
    }

    /** Why the newest scan by schedule failed. */
    public record Failure(String code, String reason) {}

    /** A credential in a file. */
    public record Finding(
            String path,
            int line,
            String ruleId,
            String title,
            String severity,
            @Nullable String redacted,
            @Nullable String recommendation,
            @Nullable String state,
            Instant since) {

        public boolean isNew() {
            return "new".equals(state);
        }
    }

    /** A credential that stood in a file until a scan saw it gone. */
    public record Resolved(
            String path,
            int line,
            String ruleId,
            String title,
            String severity,
            Instant since,
            Instant resolvedAt,
            @Nullable String commit) {}
}
