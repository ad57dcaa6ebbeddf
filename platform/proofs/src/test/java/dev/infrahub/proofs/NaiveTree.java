package dev.infrahub.proofs;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree by RFC 6962, section 2.1, to the letter: MTH, PATH and SUBPROOF, each computed anew over all leaves. What the
 * trees that keep their subtrees are held against.
 *
 * @param leaves their hashes
 */
record NaiveTree(List<byte[]> leaves) {

    byte[] root() {
        if (leaves.isEmpty()) {
            return Digest.sha256();
        }
        return leaves.size() == 1 ? leaves.getFirst() : Merkle.nodeHash(left().root(), right().root());
    }

    /** What shows that the leaf is in the tree, from the leaf upwards. */
    List<byte[]> inclusionProof(int index) {
        if (leaves.size() == 1) {
            return List.of();
        }
        return index < split()
                ? and(left().inclusionProof(index), right())
                : and(right().inclusionProof(index - split()), left());
    }

    /** What shows that the tree of the first leaves is the beginning of this one. */
    List<byte[]> consistencyProof(int first) {
        return subproof(first, true);
    }

    private List<byte[]> subproof(int first, boolean known) {
        if (first == leaves.size()) {
            return known ? List.of() : List.of(root());
        }
        return first <= split()
                ? and(left().subproof(first, known), right())
                : and(right().subproof(first - split(), false), left());
    }

    private static List<byte[]> and(List<byte[]> proof, NaiveTree other) {
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(other.root());
        return longer;
    }

    private NaiveTree left() {
        return new NaiveTree(leaves.subList(0, split()));
    }

    private NaiveTree right() {
        return new NaiveTree(leaves.subList(split(), leaves.size()));
    }

    /** The largest power of two below the size. */
    private int split() {
        return Integer.highestOneBit(leaves.size() - 1);
    }
}
