package dev.infrahub.console.overview;

import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first page: what waits. */
@RestController
public record OverviewController(Pages pages) {

    private static final int FEW = 8;

    /** A change that is to be decided. */
    public record Change(
            String changeRequestId,
            String client,
            String module,
            @Nullable String environment,
            String summary,
            String riskLevel,
            int approvalsGiven,
            int approvalsNeeded,
            Instant requestedAt,
            String requestedBy,
            @Nullable String requestedByName) {}

    /** A request that failed. */
    public record Operation(String id, String kind, String client, Instant createdAt) {}

    /** A module that drifted. */
    public record Drift(
            String client,
            String module,
            @Nullable String environment,
            String risk,
            String summary,
            Instant detectedAt,
            boolean stale) {}

    /** A module with credentials in its files. */
    public record Finding(String client, String module, String severity, int open, Instant scannedAt) {}

    /** The page; empty is what the caller may not see. */
    public record Waiting(
            Optional<Listed<Change>> changes,
            Optional<Listed<Operation>> failures,
            Optional<Listed<Drift>> drift,
            Optional<Listed<Finding>> findings) {}

    @GetMapping("/")
    ResponseEntity<byte[]> show(Visit visit) {
        return pages.show(
                visit,
                "Waiting",
                "overview/waiting.jte",
                new Waiting(
                        list(
                                visit,
                                "changes:read",
                                Path.of("/api/cab/requests").with("state", "pending"),
                                Change[].class),
                        list(
                                visit,
                                "operations:read",
                                Path.of("/api/operations").with("status", "failed"),
                                Operation[].class),
                        list(
                                visit,
                                "plans:read",
                                Path.of("/api/drift/results").with("detected", "true"),
                                Drift[].class),
                        findings(visit)));
    }

    /** Those with a new one first; a module may have both. */
    private static Optional<Listed<Finding>> findings(Visit visit) {
        return findings(visit, "new").flatMap(fresh -> findings(visit, "known").map(known -> both(fresh, known)));
    }

    private static Optional<Listed<Finding>> findings(Visit visit, String state) {
        return list(visit, "secrets:read", Path.of("/api/secrets/results").with("state", state), Finding[].class);
    }

    private static Listed<Finding> both(Listed<Finding> fresh, Listed<Finding> known) {
        List<Finding> all = Stream.concat(fresh.items().stream(), known.items().stream())
                .distinct()
                .toList();
        return new Listed<>(all, fresh.next().or(known::next));
    }

    private static <T> Optional<Listed<T>> list(Visit visit, String permission, Path path, Class<T[]> type) {
        return visit.may(permission) ? Optional.of(visit.hub().list(path.with("limit", FEW), type)) : Optional.empty();
    }
}
