package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Frontier;
import dev.infrahub.proofs.Tree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The log recomputed from its hashes: one pass, whatever is asked of it afterwards.
 *
 * <p>An entry is genuine when its hash leads to the root that was kept with it. Where one of entry, hash and root does not
 * fit the other two, it is the one that was changed.
 */
public final class LogPass {

    static final String TABLE = "log_leaves";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Tree tree = new Tree();
    private final Findings findings = new Findings();
    private final Map<Long, String> changed = new HashMap<>();
    private final Set<Long> genuine = new HashSet<>();
    private Frontier frontier = Frontier.EMPTY;
    private boolean whole = true;

    private LogPass() {}

    /**
     * A leaf as it is stored.
     *
     * @param ofEntry the hash that its entry has; empty for a leaf whose entry is not looked at
     */
    public record Leaf(long index, String hash, String root, Optional<String> ofEntry) {}

    /** @param leaves all of them, in order */
    public static LogPass over(List<Leaf> leaves) {
        LogPass pass = new LogPass();
        leaves.forEach(pass::look);
        return pass;
    }

    private void look(Leaf leaf) {
        if (whole && leaf.index() != tree.size()) {
            findings.changed(TABLE, "leaf_index", "leaf " + tree.size() + " is not there");
            whole = false;
        }
        leaf.ofEntry().ifPresentOrElse(computed -> mine(leaf, computed), () -> foreign(leaf));
    }

    private void mine(Leaf leaf, String computed) {
        boolean byHash = computed.equals(leaf.hash());
        if (!whole) {
            if (byHash) {
                genuine.add(leaf.index());
            }
            return;
        }
        boolean byEntry = frontier.append(bytes(computed)).root().equals(leaf.root());
        if (!byHash && !byEntry) {
            changed.put(leaf.index(), "entry");
            append(leaf.hash());
            return;
        }
        genuine.add(leaf.index());
        append(computed);
        if (!byHash) {
            changed.put(leaf.index(), "leaf_hash");
        } else if (!byEntry) {
            changed.put(leaf.index(), "root");
        }
    }

    private void foreign(Leaf leaf) {
        if (!whole) {
            return;
        }
        append(leaf.hash());
        if (!frontier.root().equals(leaf.root())) {
            findings.add("the log is not what it was from leaf " + leaf.index() + " on, which is of another change");
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

    /** What is wrong with the log as a whole: about no leaf whose entry was looked at. */
    Findings findings() {
        return findings;
    }

    /** Which of its columns was changed. */
    Optional<String> changed(long index) {
        return Optional.ofNullable(changed.get(index));
    }

    boolean isGenuine(long index) {
        return genuine.contains(index);
    }

    boolean isWhole() {
        return whole;
    }

    /** The size as far as the log is whole. */
    long size() {
        return tree.size();
    }

    Frontier frontier() {
        return frontier;
    }

    Tree tree() {
        return tree;
    }
}
