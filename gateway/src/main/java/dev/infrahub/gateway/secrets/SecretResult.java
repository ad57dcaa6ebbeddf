package dev.infrahub.gateway.secrets;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a module stands, for OpenAPI: {@link SecretViews} makes it. */
record SecretResult(
        String scanId,
        String module,
        String client,
        @Nullable String commit,
        Instant scannedAt,
        String status,
        @Nullable Instant checkedAt,
        @Nullable Instant dueBy,
        @Nullable Failure failure,
        String severity,
        int open,
        int critical,
        int high,
        int medium,
        int low,
        List<Standing> findings,
        List<Resolved> resolved) {

    /** Why the newest scan by schedule failed. */
    record Failure(String code, String reason) {}

    /** A credential that stands in a file. */
    record Standing(
            String ruleId,
            String title,
            String severity,
            String path,
            int line,
            String redacted,
            String fingerprint,
            @Nullable String recommendation,
            @Nullable String state,
            Instant since) {}

    /** A credential that stood in a file until a scan saw it gone. */
    record Resolved(
            String ruleId,
            String title,
            String severity,
            String path,
            int line,
            String fingerprint,
            String state,
            Instant since,
            Instant resolvedAt,
            @Nullable String commit) {}
}
