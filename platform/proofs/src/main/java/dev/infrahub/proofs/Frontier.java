package dev.infrahub.proofs;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The right edge of a Merkle tree: the roots of its complete subtrees, the largest first, one for each bit of the size. All
 * that is needed to append, and to know the root.
 */
public record Frontier(long size, List<byte[]> subtrees) {

    private static final int HEX_OF_A_HASH = 64;

    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        subtrees = List.copyOf(subtrees);
        if (Long.bitCount(size) != subtrees.size()) {
            throw new IllegalArgumentException("a tree has one complete subtree for each bit of its size");
        }
    }

    /** @param text of {@link #text} */
    public static Frontier of(long size, String text) {
        List<byte[]> subtrees = new ArrayList<>();
        for (int at = 0; at + HEX_OF_A_HASH <= text.length(); at += HEX_OF_A_HASH) {
            subtrees.add(HexFormat.of().parseHex(text, at, at + HEX_OF_A_HASH));
        }
        return new Frontier(size, subtrees);
    }

    public Frontier append(byte[] leafHash) {
        List<byte[]> edge = new ArrayList<>(subtrees);
        byte[] hash = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = Merkle.nodeHash(edge.removeLast(), hash);
        }
        edge.add(hash);
        return new Frontier(size + 1, edge);
    }

    /** The tree head, in hex. */
    public String root() {
        if (subtrees.isEmpty()) {
            return HexFormat.of().formatHex(Digest.sha256());
        }
        byte[] root = subtrees.getLast();
        for (byte[] larger : subtrees.reversed().subList(1, subtrees.size())) {
            root = Merkle.nodeHash(larger, root);
        }
        return HexFormat.of().formatHex(root);
    }

    /** The hashes in hex, one after the other. */
    public String text() {
        StringBuilder text = new StringBuilder();
        subtrees.forEach(hash -> text.append(HexFormat.of().formatHex(hash)));
        return text.toString();
    }
}
