package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.Head.Appended;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Tree;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The leaves of the transparency log. */
public final class Log {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private Log() {}

    public static Write add(Appended leaf) {
        LogEntry entry = leaf.entry();
        return Write.of(
                """
                insert into log_leaves (leaf_index, kind, client, change_request_id, entry, leaf_hash, root,
                                        appended_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8)""",
                leaf.leafIndex(),
                entry.kind(),
                entry.client(),
                entry.changeRequestId(),
                entry.text(),
                leaf.leafHash(),
                leaf.head().log().root(),
                entry.at());
    }

    private record LeafHash(long index, String hash) {}

    /** The tree over the first leaves, by their stored hashes; it ends before the first that is missing or no hash. */
    public static Tree tree(Lookups lookups, long size) {
        List<LeafHash> hashes = lookups.all(
                Write.of(
                        "select leaf_index, leaf_hash from log_leaves where leaf_index < $1 order by leaf_index", size),
                row -> new LeafHash(Columns.value(row, "leaf_index", Long.class), Columns.text(row, "leaf_hash")));
        Tree tree = new Tree();
        for (LeafHash leaf : hashes) {
            if (leaf.index() != tree.size() || !HASH.matcher(leaf.hash()).matches()) {
                return tree;
            }
            tree.append(HexFormat.of().parseHex(leaf.hash()));
        }
        return tree;
    }
}
