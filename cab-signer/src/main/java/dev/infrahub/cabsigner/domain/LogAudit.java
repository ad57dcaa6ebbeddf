package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Frontier;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.Row;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The leaves of one change, by a pass over the whole log. */
final class LogAudit {

    private static final String TABLE = LogPass.TABLE;

    private final LogPass pass;
    private final Findings findings;
    private final Map<Long, Row> own;
    private final Map<Long, Row> genuine = new TreeMap<>();
    private final Set<Long> others = new HashSet<>();

    /** @param own the rows of the leaves */
    LogAudit(LogPass pass, List<Row> own, Findings findings) {
        this.pass = pass;
        this.findings = findings;
        this.own = byIndex(own);
        this.own.forEach(this::look);
    }

    /**
     * Of the leaves of a change.
     *
     * @param found among them may be another client's of the same id, which are let go where nothing says that they are not
     */
    static LogAudit of(ChangeKey change, LogPass pass, List<Row> found, Findings findings) {
        Map<Boolean, List<Row>> ownOrNot =
                found.stream().collect(Collectors.partitioningBy(row -> !isOfAnother(change, row, pass)));
        LogAudit audit = new LogAudit(pass, ownOrNot.getOrDefault(true, List.of()), findings);
        ownOrNot.getOrDefault(false, List.of()).forEach(row -> audit.others.add(row.number("leaf_index")));
        return audit;
    }

    /** Whether the leaf of that index is genuine, and another change's. */
    boolean isOfAnother(long index) {
        return others.contains(index);
    }

    private static boolean isOfAnother(ChangeKey change, Row row, LogPass pass) {
        return pass.isGenuine(row.number("leaf_index"))
                && !change.equals(new ChangeKey(row.text("client"), row.text("change_request_id")))
                && !change.equals(change(Row.ofJson(row.text("entry"))));
    }

    private static ChangeKey change(Row entry) {
        return new ChangeKey(about(entry).text("client"), entry.text("changeRequestId"));
    }

    /** Where the entry names the client: of a decision what was signed does. */
    private static Row about(Row entry) {
        return entry.text("type").equals(LogEntry.type("decision")) ? Row.ofJson(entry.text("payload")) : entry;
    }

    /** @param log index, hash and root of every leaf, in order */
    static LogPass pass(List<Row> own, List<Value> log) {
        Map<Long, Row> rows = byIndex(own);
        return LogPass.over(
                log.stream().map(Value::each).map(leaf -> leaf(leaf, rows)).toList());
    }

    private static LogPass.Leaf leaf(List<Value> leaf, Map<Long, Row> own) {
        long index = Json.spelling(leaf.get(0)).map(Long::parseLong).orElse(-1L);
        return new LogPass.Leaf(
                index,
                leaf.get(1).text().orElse(""),
                leaf.get(2).text().orElse(""),
                Optional.ofNullable(own.get(index)).map(row -> hash(row.text("entry"))));
    }

    private static String hash(String entry) {
        return HexFormat.of().formatHex(Merkle.leafHash(entry.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<Long, Row> byIndex(List<Row> leaves) {
        return leaves.stream()
                .collect(Collectors.toMap(
                        row -> row.number("leaf_index"), Function.identity(), (first, _) -> first, TreeMap::new));
    }

    private void look(long index, Row row) {
        String where = "leaf " + index;
        pass.changed(index).ifPresent(column -> findings.changed(TABLE, column, where));
        if (!pass.isGenuine(index)) {
            return;
        }
        Row entry = Row.ofJson(row.text("entry"));
        genuine.put(index, entry);
        findings.compare(TABLE, row, entry, Map.of("change_request_id", "changeRequestId", "appended_at", "at"), where);
        findings.compare(TABLE, row, about(entry), Map.of("client", "client"), where);
        if (!LogEntry.type(row.text("kind")).equals(entry.text("type"))) {
            findings.changed(TABLE, "kind", where);
        }
    }

    /** The genuine entries of a kind about this change, by their index. */
    Map<Long, Row> entries(String kind, ChangeKey change) {
        Map<Long, Row> found = entries(kind, "changeRequestId", change.id());
        found.values().removeIf(entry -> !change(entry).equals(change));
        return found;
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
        return pass.isWhole() && !isDamaged();
    }

    /** Whether the leaf of that index is where it belongs: a leaf that was moved is no sign against those who point to it. */
    boolean isInPlace(long index) {
        return index < pass.size();
    }

    /** The log as recomputed; empty where it is not whole. */
    Optional<Frontier> frontier() {
        return pass.isWhole() ? Optional.of(pass.frontier()) : Optional.empty();
    }

    /** The entry of a leaf of the change, as it was hashed. */
    String text(long index) {
        Row row = own.get(index);
        return row == null ? "" : row.text("entry");
    }

    /** What shows that the leaf is in the log when it had this size, in hex. */
    List<String> proof(long index, long size) {
        return pass.tree().inclusionProof(index, size);
    }
}
