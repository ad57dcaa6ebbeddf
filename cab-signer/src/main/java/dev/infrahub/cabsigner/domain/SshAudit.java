package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import dev.infrahub.proofs.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the register of an SSH certificate says what was logged when it was issued and revoked. Needs what is stored and
 * nothing else.
 */
public final class SshAudit {

    private static final String CERTIFICATES = "ssh_certificates";
    private static final String REVOCATIONS = "ssh_revocations";

    private static final Map<String, String> ISSUED = Map.ofEntries(
            Map.entry("certificate_id", "certificateId"),
            Map.entry("client", "client"),
            Map.entry("entity_ref", "entityRef"),
            Map.entry("principals", "principals"),
            Map.entry("algorithm", "algorithm"),
            Map.entry("key_id", "keyId"),
            Map.entry("serial", "serial"),
            Map.entry("quantumapi_id", "quantumApiId"),
            Map.entry("public_key_fingerprint", "publicKeyFingerprint"),
            Map.entry("certificate", "certificate"),
            Map.entry("ca_public_key", "caPublicKey"),
            Map.entry("reason", "reason"),
            Map.entry("change_request_id", "changeRequestId"),
            Map.entry("requested_by", "requestedBy"),
            Map.entry("roles", "roles"),
            Map.entry("requested_at", "requestedAt"),
            Map.entry("valid_from", "validFrom"),
            Map.entry("valid_to", "validTo"),
            Map.entry("issued_at", "at"));

    private static final Map<String, String> REVOKED = Map.of(
            "certificate_id", "certificateId",
            "client", "client",
            "reason", "reason",
            "revoked_by", "revokedBy",
            "revoked_at", "at",
            "event_id", "eventId");

    private final String certificateId;
    private final Row records;
    private final Findings findings = new Findings();
    private final LogAudit log;

    private SshAudit(String certificateId, Row records) {
        this.certificateId = certificateId;
        this.records = records;
        LogPass pass =
                LogAudit.pass(records.rows("leaves"), records.value("log").each());
        pass.findings().sentences().forEach(findings::add);
        this.log = new LogAudit(pass, records.rows("leaves"), findings);
    }

    /**
     * What was found.
     *
     * @param known whether the client has such a certificate
     * @param reason what is wrong; null when valid
     * @param document its leaves with their proofs, as JSON; null when unknown
     */
    public record Result(
            boolean known,
            boolean valid,
            @Nullable String reason,
            @Nullable String document) {

        static final Result UNKNOWN = new Result(false, false, "There is no such certificate.", null);
    }

    /** @param records everything kept about the certificate, as one JSON text */
    public static Result of(String certificateId, String client, String records) {
        return new SshAudit(certificateId, Row.ofJson(records)).result(client);
    }

    private Result result(String client) {
        Map<Long, Row> issued = log.entries("certificate", "certificateId", certificateId);
        Optional<Row> about = issued.values().stream()
                .findFirst()
                .or(() -> records.rows("certificates").stream().findFirst());
        if (about.isEmpty() || !about.get().text("client").equals(client)) {
            return Result.UNKNOWN;
        }
        look(CERTIFICATES, records.rows("certificates"), issued, ISSUED);
        look(
                REVOCATIONS,
                records.rows("revocations"),
                log.entries("revocation", "certificateId", certificateId),
                REVOKED);
        return findings.isEmpty()
                ? new Result(true, true, null, document())
                : new Result(true, false, String.join("; ", findings.sentences()) + ".", document());
    }

    /** Each entry has its row, and each row its entry. */
    private void look(String table, List<Row> rows, Map<Long, Row> entries, Map<String, String> columns) {
        List<Row> rest = new ArrayList<>(rows);
        entries.forEach((index, entry) -> {
            Optional<Row> row = rowOf(index, rest);
            row.ifPresentOrElse(
                    found -> compare(table, found, index, entry, columns),
                    () -> findings.add("leaf " + index + " is in the log and not in " + table));
            row.ifPresent(rest::remove);
        });
        // a row whose entry is damaged cannot be held against it; the damage is told already
        if (!log.isDamaged()) {
            rest.forEach(row ->
                    findings.add("leaf " + row.number("leaf_index") + " is in " + table + " and not in the log"));
        }
    }

    private Optional<Row> rowOf(long index, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.text("certificate_id").equals(certificateId) || row.number("leaf_index") == index)
                .findFirst();
    }

    private void compare(String table, Row row, long index, Row entry, Map<String, String> columns) {
        String where = "leaf " + index;
        findings.compare(table, row, entry, columns, where);
        if (log.isInPlace(index) && row.number("leaf_index") != index) {
            findings.changed(table, "leaf_index", where);
        }
    }

    private String document() {
        Json document = new Json()
                .with("type", "infrahub/ssh-verification/v1")
                .with("certificateId", certificateId)
                .with(
                        "leaves",
                        log.entries().entrySet().stream()
                                .map(leaf -> leaf(leaf.getKey(), leaf.getValue()))
                                .toList());
        log.frontier()
                .ifPresent(frontier -> document.with(
                        "log", new Json().with("size", frontier.size()).with("root", frontier.root())));
        return document.text();
    }

    private Json leaf(long index, Row entry) {
        Json leaf = new Json().with("leafIndex", index).with("entry", entryText(index));
        log.frontier().ifPresent(frontier -> leaf.withTexts("inclusionProof", log.proof(index, frontier.size())));
        return leaf.with("type", entry.text("type"));
    }

    private String entryText(long index) {
        return records.rows("leaves").stream()
                .filter(row -> row.number("leaf_index") == index)
                .map(row -> row.text("entry"))
                .findFirst()
                .orElse("");
    }
}
