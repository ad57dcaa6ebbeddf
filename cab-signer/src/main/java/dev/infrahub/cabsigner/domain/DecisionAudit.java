package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.Seal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the rows of a change's decisions, and its approval, against what was signed and logged. */
final class DecisionAudit {

    private static final String TABLE = "cab_decisions";
    private static final String APPROVALS = "cab_approvals";

    private static final Map<String, String> SIGNED = columns(
            "sequence", "sequence",
            "change_request_id", "changeRequestId",
            "client", "client",
            "module", "module",
            "environment", "environment",
            "plan_hash", "planHash",
            "fingerprint", "fingerprint",
            "risk_level", "riskLevel",
            "decision", "decision",
            "comment", "comment",
            "approved_by", "approvedBy",
            "approved_by_name", "approvedByName",
            "approved_at", "approvedAt",
            "previous_hash", "previousHash");

    private static final Map<String, String> LOGGED = columns(
            "payload_json", "payload",
            "signature", "signature",
            "key_id", "keyId",
            "key_version", "keyVersion",
            "algorithm", "algorithm",
            "public_key", "publicKey");

    private static final Map<String, String> APPROVAL = columns(
            "id", "sequence",
            "approved_by", "approvedBy",
            "approved_at", "approvedAt",
            "module", "module",
            "client", "client",
            "risk_level", "riskLevel",
            "plan_hash", "planHash",
            "sequence", "sequence",
            "previous_hash", "previousHash");

    /** What tells whose a decision is, and on what. */
    private static final Map<String, String> WHOSE =
            columns("client", "client", "change_request_id", "changeRequestId");

    private final ChangeKey change;
    private final LogAudit log;
    private final Findings findings;
    private final List<Genuine> genuine = new ArrayList<>();
    private final List<Long> unverified = new ArrayList<>();

    DecisionAudit(ChangeKey change, LogAudit log, Findings findings) {
        this.change = change;
        this.log = log;
        this.findings = findings;
        log.entries("decision", change)
                .forEach((index, entry) -> genuine.add(new Genuine(index, entry, Row.ofJson(entry.text("payload")))));
        // not by their leaves, which may have been moved
        genuine.sort(Comparator.comparingLong(Genuine::sequence));
    }

    /** A decision as the log has it, and what was signed. */
    record Genuine(long leafIndex, Row entry, Row payload) {

        long sequence() {
            return payload.number("sequence");
        }

        boolean is(Verdict verdict) {
            return payload.text("decision").equals(verdict.spelling());
        }

        String by() {
            return payload.text("approvedBy");
        }

        /** What the next decision of the chain names. */
        String hash() {
            return Digest.of(entry.text("payload"));
        }

        String where() {
            return "decision " + sequence();
        }
    }

    List<Genuine> genuine() {
        return genuine;
    }

    /** The sequences of the decisions whose signatures do not verify. */
    List<Long> unverified() {
        return List.copyOf(unverified);
    }

    void look(List<Row> rows) {
        List<Row> rest = new ArrayList<>(rows);
        for (Genuine decision : genuine) {
            Optional<Row> row = rowOf(decision, rest);
            row.ifPresentOrElse(
                    found -> compare(found, decision),
                    () -> findings.add("decision " + decision.sequence() + " is in the log and not in " + TABLE));
            row.ifPresent(rest::remove);
            if (!verify(decision.entry(), "payload", "publicKey", decision.where())) {
                unverified.add(decision.sequence());
            }
        }
        rest.forEach(this::withoutEntry);
    }

    private static Optional<Row> rowOf(Genuine decision, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.agrees("payload_json", decision.entry(), "payload"))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.number("sequence") == decision.sequence())
                        .findFirst());
    }

    private void compare(Row row, Genuine decision) {
        findings.compare(TABLE, row, decision.payload(), SIGNED, decision.where());
        findings.compare(TABLE, row, decision.entry(), LOGGED, decision.where());
        findings.compare(TABLE, row, decision.entry(), Map.of("event_id", "eventId"), decision.where());
        if (log.isInPlace(decision.leafIndex()) && row.number("leaf_index") != decision.leafIndex()) {
            findings.changed(TABLE, "leaf_index", decision.where());
        }
    }

    /** A row whose entry is damaged is held against its own payload; else it is another change's, or nobody's. */
    private void withoutEntry(Row row) {
        Row payload = Row.ofJson(row.text("payload_json"));
        String where = "decision " + row.text("sequence");
        if (log.isDamaged(row.number("leaf_index"))) {
            findings.compare(TABLE, row, payload, SIGNED, where);
            if (!verify(row, "payload_json", "public_key", where)) {
                unverified.add(row.number("sequence"));
            }
        } else if (!change.equals(new ChangeKey(payload.text("client"), payload.text("changeRequestId")))) {
            findings.compare(TABLE, row, payload, WHOSE, where);
        } else {
            findings.add(where + " is in " + TABLE + " and not in the log");
        }
    }

    private boolean verify(Row row, String payload, String publicKey, String where) {
        Seal seal = new Seal(row.text("signature"), row.text("keyId"), 1, row.text("algorithm"), row.text(publicKey));
        boolean isGood = seal.isOf(Purpose.APPROVAL, row.text(payload));
        if (!isGood) {
            findings.add("the signature of " + where + " does not verify");
        }
        return isGood;
    }

    /** @param approving the decision that completed the approval, where there is one */
    void lookAtApproval(List<Row> rows, Optional<Genuine> approving) {
        for (Row row : rows) {
            Optional<Genuine> own = approving.filter(decision -> row.number("sequence") == decision.sequence()
                    || row.text("change_request_id").equals(change.column()));
            own.ifPresentOrElse(
                    decision -> {
                        findings.compare(APPROVALS, row, decision.payload(), APPROVAL, decision.where());
                        findings.compare(APPROVALS, row, decision.entry(), LOGGED, decision.where());
                        if (!row.text("change_request_id").equals(change.column())) {
                            findings.changed(APPROVALS, "change_request_id", decision.where());
                        }
                    },
                    () -> findings.add("there is a row in " + APPROVALS + " that no decision made"));
        }
        if (approving.isPresent() && rows.isEmpty()) {
            findings.add("the row in " + APPROVALS + " is gone");
        }
    }

    private static Map<String, String> columns(String... namesAndMembers) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndMembers.length; i += 2) {
            columns.put(namesAndMembers[i], namesAndMembers[i + 1]);
        }
        return columns;
    }
}
