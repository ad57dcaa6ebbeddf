package dev.infrahub.gateway.log;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.proofs.Frontier;
import dev.infrahub.proofs.Tree;
import io.r2dbc.spi.Row;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The gateway's own copy of the log's leaf hashes, as a tree. Rows are never changed, so what was read once is kept in memory
 * and only what came since is read: up to the first leaf that never came.
 */
public final class LogCopy {

    private static final String SINCE = "select leaf_index, leaf_hash from log_hashes where leaf_index >= ";

    private final Rows rows;
    private final Tree tree = new Tree();

    public LogCopy(Rows rows) {
        this.rows = rows;
    }

    private record Leaf(long index, byte[] hash) {

        static Leaf read(Row row) {
            return new Leaf(
                    Rows.value(row, "leaf_index", Long.class),
                    HexFormat.of().parseHex(Rows.value(row, "leaf_hash", String.class)));
        }
    }

    /** What was heard first stays. */
    public static Write add(long first, List<String> hashes) {
        return Write.of("""
                insert into log_hashes (leaf_index, leaf_hash)
                select $1 + place - 1, hash from unnest(string_to_array($2, ',')) with ordinality as told (hash, place)
                on conflict do nothing""", first, String.join(",", hashes));
    }

    /** Asks the tree, once it has this many leaves; empty where that many never came. */
    <T> Optional<T> ask(long size, Function<Tree, T> question) {
        long from = size();
        if (from < size) {
            append(rows.all(Clients.all(), since(from), Leaf::read));
        }
        synchronized (tree) {
            return tree.size() < size ? Optional.empty() : Optional.of(question.apply(tree));
        }
    }

    private static Write since(long from) {
        return Write.of(SINCE + "$1 order by leaf_index", from);
    }

    private long size() {
        synchronized (tree) {
            return tree.size();
        }
    }

    private void append(List<Leaf> leaves) {
        synchronized (tree) {
            for (Leaf leaf : leaves) {
                if (leaf.index() > tree.size()) {
                    return;
                }
                if (leaf.index() == tree.size()) {
                    tree.append(leaf.hash());
                }
            }
        }
    }

    /**
     * The root that a log of this size has by our copy and the leaves that are told now; blocks. Empty where leaves are
     * missing.
     */
    public Optional<String> rootWith(Lookups lookups, long first, List<String> told, long size) {
        append(lookups.all(since(size()), Leaf::read));
        synchronized (tree) {
            if (tree.size() >= size) {
                return Optional.of(tree.root(size));
            }
            if (first > tree.size() || first + told.size() < size) {
                return Optional.empty();
            }
            Frontier frontier = tree.frontier(tree.size());
            for (String hash : told.subList((int) (tree.size() - first), (int) (size - first))) {
                frontier = frontier.append(HexFormat.of().parseHex(hash));
            }
            return Optional.of(frontier.root());
        }
    }
}
