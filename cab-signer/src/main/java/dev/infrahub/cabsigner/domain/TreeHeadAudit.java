package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds kept tree heads against what was signed, and the log against them. */
final class TreeHeadAudit {

    private static final String TABLE = "tree_heads";

    private static final Map<String, String> SIGNED = Map.of("size", "treeSize", "root", "rootHash");
    private static final Map<String, String> SEALED = Map.of("key_id", "keyId", "key_version", "keyVersion");

    private final LogPass log;
    private final Findings findings;

    TreeHeadAudit(LogPass log, Findings findings) {
        this.log = log;
        this.findings = findings;
    }

    /** Returns the newest of those that are what was signed. */
    Optional<SignedTreeHead> look(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> look(row).stream())
                .max(Comparator.comparingLong(signed -> signed.head().size()));
    }

    private Optional<SignedTreeHead> look(Row row) {
        String text = row.text("head");
        Optional<SignedTreeHead> signed = SignedTreeHead.ofJson(text)
                .filter(head -> head.json().text().equals(text))
                .filter(SignedTreeHead::isGenuine);
        if (signed.isEmpty()) {
            findings.changed(TABLE, "head", "the tree head of " + row.text("size") + " leaves");
            return signed;
        }
        String where = "the tree head of " + signed.get().head().size() + " leaves";
        Row seal = Row.ofJson(text);
        Row payload = Row.ofJson(seal.text("payload"));
        if (!Digest.of(text).equals(row.text("head_hash"))) {
            boolean fits = agrees(row, payload, SIGNED) && agrees(row, seal, SEALED);
            findings.changed(TABLE, fits ? "head_hash" : "head", where);
            return Optional.empty();
        }
        findings.compare(TABLE, row, payload, SIGNED, where);
        findings.compare(TABLE, row, seal, SEALED, where);
        return signed.filter(head -> isOfTheLog(head, where));
    }

    private static boolean agrees(Row row, Row original, Map<String, String> columns) {
        return columns.entrySet().stream().allMatch(column -> row.agrees(column.getKey(), original, column.getValue()));
    }

    private boolean isOfTheLog(SignedTreeHead signed, String where) {
        if (!log.isWhole()) {
            return false;
        }
        long size = signed.head().size();
        boolean fits =
                size <= log.size() && log.tree().root(size).equals(signed.head().root());
        if (!fits) {
            findings.add("the log is not the one of " + where + ": its history was rewritten");
        }
        return fits;
    }
}
