package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Frontier;
import dev.infrahub.proofs.Json;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.Tree;
import dev.infrahub.terraform.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recomputes the log from its hashes, and the leaves of one change from their entries.
 *
 * <p>An entry is genuine when its hash leads to the root that was kept with it. Where one of entry, hash and root does not
 * fit the other two, it is the one that was changed.
 */
final class LogAudit {

    private static final String TABLE = "log_leaves";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Findings findings;
    private final Map<Long, Row> own;
    private final Map<Long, Row> genuine = new TreeMap<>();
    private final Tree tree = new Tree();
    private Frontier frontier = Frontier.EMPTY;
    private boolean whole = true;

    private LogAudit(Findings findings, List<Row> own) {
        this.findings = findings;
        this.own = own.stream().collect(Collectors.toMap(row -> row.number("leaf_index"), Function.identity()));
    }

    /**
     * Looks at the log.
     *
     * @param own the rows of the change's leaves
     * @param log index, hash and root of every leaf, in order
     */
    static LogAudit of(List<Row> own, List<Value> log, Findings findings) {
        LogAudit audit = new LogAudit(findings, own);
        for (Value leaf : log) {
            audit.look(leaf.each());
        }
        audit.own.forEach(audit::compareColumns);
        return audit;
    }

    private void look(List<Value> leaf) {
        long index = Json.spelling(leaf.get(0)).map(Long::parseLong).orElse(-1L);
        String hash = leaf.get(1).text().orElse("");
        String root = leaf.get(2).text().orElse("");
        if (whole && index != frontier.size()) {
            findings.changed(TABLE, "leaf_index", "leaf " + frontier.size() + " is not there");
            whole = false;
        }
        Row row = own.get(index);
        if (row == null) {
            foreign(index, hash, root);
        } else {
            mine(index, row, hash, root);
        }
    }

    private void mine(long index, Row row, String hash, String root) {
        String computed =
                HexFormat.of().formatHex(Merkle.leafHash(row.text("entry").getBytes(StandardCharsets.UTF_8)));
        if (!whole) {
            if (computed.equals(hash)) {
                genuine.put(index, Row.ofJson(row.text("entry")));
            }
            return;
        }
        boolean byEntry = frontier.append(bytes(computed)).root().equals(root);
        if (computed.equals(hash) || byEntry) {
            genuine.put(index, Row.ofJson(row.text("entry")));
            append(computed);
            if (!computed.equals(hash)) {
                findings.changed(TABLE, "leaf_hash", "leaf " + index);
            } else if (!byEntry) {
                findings.changed(TABLE, "root", "leaf " + index);
            }
        } else {
            findings.changed(TABLE, "entry", "leaf " + index);
            append(hash);
        }
    }

    private void foreign(long index, String hash, String root) {
        if (!whole) {
            return;
        }
        append(hash);
        if (!frontier.root().equals(root)) {
            findings.add("the log is not what it was from leaf " + index + " on, which is of another change");
            whole = false;
        }
    }

    private void append(String hash) {
        tree.append(bytes(hash));
        frontier = frontier.append(bytes(hash));
    }

    /** Of what is no hash, a hash that fits nothing. */
    private static byte[] bytes(String hash) {
        return HASH.matcher(hash).matches()
                ? HexFormat.of().parseHex(hash)
                : Digest.sha256(hash.getBytes(StandardCharsets.UTF_8));
    }

    private void compareColumns(long index, Row row) {
        Row entry = genuine.get(index);
        if (entry == null) {
            return;
        }
        String where = "leaf " + index;
        findings.compare(TABLE, row, entry, Map.of("change_request_id", "changeRequestId", "appended_at", "at"), where);
        if (!LogEntry.type(row.text("kind")).equals(entry.text("type"))) {
            findings.changed(TABLE, "kind", where);
        }
    }

    /** The genuine entries of a kind about this change, by their index. */
    Map<Long, Row> entries(String kind, String changeRequestId) {
        return entries(kind, "changeRequestId", changeRequestId);
    }

    /** The genuine entries of a kind whose member says so, by their index. */
    Map<Long, Row> entries(String kind, String member, String value) {
        Map<Long, Row> found = new TreeMap<>(genuine);
        found.values()
                .removeIf(entry -> !entry.text("type").equals(LogEntry.type(kind))
                        || !entry.text(member).equals(value));
        return found;
    }

    /** The genuine entries among the leaves that were asked for. */
    Map<Long, Row> entries() {
        return genuine;
    }

    /** Whether an entry of the change there cannot be believed. */
    boolean isDamaged(long index) {
        return own.containsKey(index) && !genuine.containsKey(index);
    }

    boolean isDamaged() {
        return own.size() > genuine.size();
    }

    /** Whether every leaf is there, in its place and as it was. */
    boolean isSound() {
        return whole && !isDamaged();
    }

    /** Whether the leaf of that index is where it belongs: a leaf that was moved is no sign against those who point to it. */
    boolean isInPlace(long index) {
        return index < tree.size();
    }

    /** The log as recomputed; empty where it is not whole. */
    Optional<Frontier> frontier() {
        return whole ? Optional.of(frontier) : Optional.empty();
    }

    /** What shows that the leaf is in the log when it had this size, in hex. */
    List<String> proof(long index, long size) {
        return tree.inclusionProof(index, size);
    }

    /** The root when the log had this size, in hex; empty where it never had. */
    Optional<String> root(long size) {
        return size <= tree.size() ? Optional.of(tree.root(size)) : Optional.empty();
    }

    /** The entry of a leaf of the change, as it was hashed. */
    String text(long index) {
        Row row = own.get(index);
        return row == null ? "" : row.text("entry");
    }
}
