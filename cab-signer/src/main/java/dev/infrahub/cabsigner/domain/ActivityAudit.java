package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what was done with a change after its approval against the log. */
final class ActivityAudit {

    private static final Map<String, String> IMPLEMENTED = columns(Map.of(
            "run_url", "runUrl",
            "reported_by", "reportedBy",
            "reported_by_name", "reportedByName",
            "reported_at", "reportedAt"));

    private static final Map<String, String> REVIEWED = columns(Map.of(
            "reviewed_by", "reviewedBy",
            "reviewed_by_name", "reviewedByName",
            "reviewed_at", "reviewedAt"));

    private final ChangeKey change;
    private final String kind;
    private final String table;
    private final Map<String, String> columns;
    private final LogAudit log;
    private final Findings findings;

    private ActivityAudit(
            ChangeKey change, String kind, String table, Map<String, String> columns, LogAudit log, Findings findings) {
        this.change = change;
        this.kind = kind;
        this.table = table;
        this.columns = columns;
        this.log = log;
        this.findings = findings;
    }

    static ActivityAudit ofImplementation(ChangeKey change, LogAudit log, Findings findings) {
        return new ActivityAudit(change, "implementation", "change_implementations", IMPLEMENTED, log, findings);
    }

    static ActivityAudit ofReview(ChangeKey change, LogAudit log, Findings findings) {
        return new ActivityAudit(change, "review", "change_reviews", REVIEWED, log, findings);
    }

    /** As the log has it. */
    record Logged(long leafIndex, Row entry) {}

    Optional<Logged> genuine() {
        return log.entries(kind, change).entrySet().stream()
                .map(leaf -> new Logged(leaf.getKey(), leaf.getValue()))
                .findFirst();
    }

    void look(List<Row> rows) {
        if (log.entries(kind, change).size() > 1) {
            findings.add("there is more than one " + kind);
        }
        List<Row> rest = new ArrayList<>(rows);
        genuine().ifPresent(logged -> {
            Optional<Row> row = rowOf(logged, rest);
            row.ifPresentOrElse(
                    found -> compare(found, logged),
                    () -> findings.add("the " + kind + " is in the log and not in " + table));
            row.ifPresent(rest::remove);
        });
        // one whose leaf is damaged cannot be held against it
        rest.removeIf(row -> log.isDamaged(row.number("leaf_index")));
        if (!rest.isEmpty()) {
            findings.add("there is a row in " + table + " that is not in the log");
        }
    }

    private Optional<Row> rowOf(Logged logged, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.number("leaf_index") == logged.leafIndex()
                        || change.equals(new ChangeKey(row.text("client"), row.text("change_request_id"))))
                .findFirst();
    }

    private void compare(Row row, Logged logged) {
        findings.compare(table, row, logged.entry(), columns, "the " + kind);
        if (log.isInPlace(logged.leafIndex()) && row.number("leaf_index") != logged.leafIndex()) {
            findings.changed(table, "leaf_index", "the " + kind);
        }
    }

    private static Map<String, String> columns(Map<String, String> own) {
        Map<String, String> columns = new HashMap<>(own);
        columns.put("client", "client");
        columns.put("change_request_id", "changeRequestId");
        columns.put("outcome", "outcome");
        columns.put("comment", "comment");
        columns.put("event_id", "eventId");
        return Map.copyOf(columns);
    }
}
