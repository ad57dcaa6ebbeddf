package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the rows of a change's evidence against what was logged when it was sealed. */
final class EvidenceAudit {

    private static final String TABLE = "evidence";

    /** The envelope itself is not read for this: Postgres hashes it. */
    private static final Map<String, String> LOGGED = Map.ofEntries(
            Map.entry("evidence_id", "evidenceId"),
            Map.entry("change_request_id", "changeRequestId"),
            Map.entry("client", "client"),
            Map.entry("content_hash", "contentHash"),
            Map.entry("envelope", "evidenceHash"),
            Map.entry("key_id", "keyId"),
            Map.entry("key_version", "keyVersion"),
            Map.entry("sealed_at", "at"),
            Map.entry("event_id", "eventId"));

    private final ChangeKey change;
    private final LogAudit log;
    private final Findings findings;

    EvidenceAudit(ChangeKey change, LogAudit log, Findings findings) {
        this.change = change;
        this.log = log;
        this.findings = findings;
    }

    void look(List<Row> rows) {
        List<Row> rest = new ArrayList<>(rows);
        log.entries(TABLE, change).forEach((index, entry) -> {
            Optional<Row> row = rowOf(index, entry, rest);
            row.ifPresentOrElse(
                    found -> compare(index, entry, found),
                    () -> findings.add("the evidence of leaf " + index + " is in the log and not in " + TABLE));
            row.ifPresent(rest::remove);
        });
        rest.stream()
                .filter(row -> !log.isDamaged(row.number("leaf_index")))
                .forEach(row -> findings.add("there is a row in " + TABLE + " that is not in the log"));
    }

    private static Optional<Row> rowOf(long index, Row entry, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.agrees("evidence_id", entry, "evidenceId"))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.number("leaf_index") == index)
                        .findFirst());
    }

    private void compare(long index, Row entry, Row row) {
        String where = "the evidence of leaf " + index;
        findings.compare(TABLE, row, entry, LOGGED, where);
        if (log.isInPlace(index) && row.number("leaf_index") != index) {
            findings.changed(TABLE, "leaf_index", where);
        }
    }
}
