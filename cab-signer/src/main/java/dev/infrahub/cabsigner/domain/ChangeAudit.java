package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import dev.infrahub.proofs.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the row of a change request against its opening, and against what became of it. */
final class ChangeAudit {

    private static final String TABLE = "change_requests";
    private static final String WHERE = "the request";

    private static final Map<String, String> OPENED = Map.ofEntries(
            Map.entry("change_request_id", "changeRequestId"),
            Map.entry("client", "client"),
            Map.entry("module", "module"),
            Map.entry("environment", "environment"),
            Map.entry("plan_id", "planId"),
            Map.entry("plan_hash", "planHash"),
            Map.entry("fingerprint", "fingerprint"),
            Map.entry("risk_level", "riskLevel"),
            Map.entry("change_type", "changeType"),
            Map.entry("summary", "summary"),
            Map.entry("pr_url", "prUrl"),
            Map.entry("requested_by", "requestedBy"),
            Map.entry("requested_by_name", "requestedByName"),
            Map.entry("requested_at", "requestedAt"),
            Map.entry("acceptance", "acceptance"),
            Map.entry("approvals_needed", "approvalsNeeded"),
            Map.entry("opened_at", "at"),
            Map.entry("expires_at", "expiresAt"));

    private static final Map<String, String> STANDING =
            Map.of("state", "state", "approvals_given", "given", "updated_at", "at");

    private final ChangeKey change;
    private final LogAudit log;
    private final Findings findings;

    ChangeAudit(ChangeKey change, LogAudit log, Findings findings) {
        this.change = change;
        this.log = log;
        this.findings = findings;
    }

    Optional<Row> opening() {
        return log.entries("change", change).values().stream().findFirst();
    }

    /** By the clock, or else with the first decision or implementation that came too late. */
    Optional<Row> expiry() {
        return log.entries("expiry", change).values().stream()
                .findFirst()
                .or(() -> log.entries("refusal", change).values().stream()
                        .filter(entry -> entry.text("code").equals(Refusal.EXPIRED.code()))
                        .findFirst());
    }

    void look(List<Row> rows, Course course) {
        if (rows.isEmpty()) {
            findings.add("the change request is in the log and not in " + TABLE);
        }
        for (Row row : rows) {
            opening().ifPresent(entry -> findings.compare(TABLE, row, entry, OPENED, WHERE));
            log.entries("change", change).keySet().stream()
                    .filter(index -> log.isInPlace(index) && row.number("leaf_index") != index)
                    .forEach(_ -> findings.changed(TABLE, "leaf_index", WHERE));
            // a leaf that is damaged, missing or elsewhere may be what made the state
            if (log.isSound()) {
                findings.compare(TABLE, row, standing(course), STANDING, WHERE);
            }
        }
    }

    private static Row standing(Course course) {
        return Row.ofJson(new Json()
                .with("state", course.state().spelling())
                .with("given", course.given())
                .with("at", course.at())
                .text());
    }
}
