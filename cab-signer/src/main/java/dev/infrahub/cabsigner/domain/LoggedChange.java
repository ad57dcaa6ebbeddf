package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One change in the log: its opening, its decisions and what became of it, and what proves that they are there. Made of
 * records that {@link Audit} has found to be genuine.
 */
public final class LoggedChange {

    /** The rest about it (what was not taken, certificates, evidence itself) stays in the log: there is no end to it. */
    private static final Set<String> KINDS = Set.of("change", "decision", "expiry", "implementation", "review");

    private final List<Leaf> all = new ArrayList<>();
    private final Tree tree = new Tree();

    private LoggedChange() {}

    /** @param text the exact entry, whose UTF-8 bytes are the leaf's data */
    public record Leaf(long index, String kind, String text) {

        Row entry() {
            return Row.ofJson(text);
        }

        /** What was signed. */
        Row decision() {
            return Row.ofJson(entry().text("payload"));
        }
    }

    /** @param records everything kept about the change, as one JSON text */
    public static LoggedChange of(ChangeKey key, String records) {
        LoggedChange change = new LoggedChange();
        Row all = Row.ofJson(records);
        for (Row row : Row.list(all.members().getOrDefault("leaves", Value.Special.NULL))) {
            boolean isOwn = key.equals(new ChangeKey(row.text("client"), row.text("change_request_id")));
            if (isOwn && KINDS.contains(row.text("kind"))) {
                change.all.add(new Leaf(row.number("leaf_index"), row.text("kind"), row.text("entry")));
            }
        }
        change.all.sort(Comparator.comparingLong(Leaf::index));
        for (Value leaf : all.members().getOrDefault("log", Value.Special.NULL).each()) {
            change.tree.append(
                    HexFormat.of().parseHex(Json.spelling(leaf.each().get(1)).orElseThrow()));
        }
        return change;
    }

    List<Leaf> all() {
        return all;
    }

    Leaf opening() {
        return of("change").getFirst();
    }

    /** In the order of the chain. */
    List<Leaf> decisions() {
        return of("decision").stream()
                .sorted(Comparator.comparingLong(leaf -> leaf.decision().number("sequence")))
                .toList();
    }

    /** What became of it after it was decided. */
    List<Leaf> events() {
        return all.stream()
                .filter(leaf -> !leaf.kind().equals("change") && !leaf.kind().equals("decision"))
                .toList();
    }

    private List<Leaf> of(String kind) {
        return all.stream().filter(leaf -> leaf.kind().equals(kind)).toList();
    }

    public boolean isSignedWith(String signature) {
        return decisions().stream()
                .anyMatch(leaf -> leaf.entry().text("signature").equals(signature));
    }

    /** The size of the log. */
    public long size() {
        return tree.size();
    }

    /** Whether a log of this size has everything about the change in it. */
    public boolean isWithin(long size) {
        return size <= size() && all.stream().allMatch(leaf -> leaf.index() < size);
    }

    /** Of the log when it had this size, 64 hex digits. */
    public String root(long size) {
        return tree.root(size);
    }

    /** Where the leaf is in a log of this size. */
    Json placed(Leaf leaf, long size) {
        return new Json()
                .with("leafIndex", leaf.index())
                .with("entry", leaf.text())
                .withTexts("inclusionProof", tree.inclusionProof(leaf.index(), size));
    }
}
