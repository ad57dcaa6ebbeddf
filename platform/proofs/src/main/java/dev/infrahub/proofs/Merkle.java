package dev.infrahub.proofs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Merkle trees as RFC 6962, section 2.1 has them: hashes, roots, proofs. Proofs are verified as RFC 9162 describes, sections
 * 2.1.3.2 and 2.1.4.2, which are about the same trees.
 */
public final class Merkle {

    private static final int HASH_BYTES = 32;
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private Merkle() {}

    public static byte[] leafHash(byte[] data) {
        return Digest.sha256(LEAF, data);
    }

    public static byte[] nodeHash(byte[] left, byte[] right) {
        return Digest.sha256(NODE, left, right);
    }

    /** The tree head over leaf hashes. */
    public static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Digest.sha256();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = split(leaves.size());
        return nodeHash(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** What shows that the leaf is in the tree, from the leaf upwards. */
    public static List<byte[]> inclusionProof(int index, List<byte[]> leaves) {
        if (index < 0 || index >= leaves.size()) {
            throw new IndexOutOfBoundsException(index);
        }
        List<byte[]> proof = new ArrayList<>();
        path(index, leaves, proof);
        return proof;
    }

    private static void path(int index, List<byte[]> leaves, List<byte[]> proof) {
        if (leaves.size() == 1) {
            return;
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        if (index < split) {
            path(index, left, proof);
            proof.add(root(right));
        } else {
            path(index - split, right, proof);
            proof.add(root(left));
        }
    }

    /** What shows that the tree of the first leaves is the beginning of the whole one. */
    public static List<byte[]> consistencyProof(int first, List<byte[]> leaves) {
        if (first < 1 || first > leaves.size()) {
            throw new IndexOutOfBoundsException(first);
        }
        List<byte[]> proof = new ArrayList<>();
        subproof(first, leaves, true, proof);
        return proof;
    }

    private static void subproof(int first, List<byte[]> leaves, boolean known, List<byte[]> proof) {
        if (first == leaves.size()) {
            if (!known) {
                proof.add(root(leaves));
            }
            return;
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        if (first <= split) {
            subproof(first, left, known, proof);
            proof.add(root(right));
        } else {
            subproof(first - split, right, false, proof);
            proof.add(root(left));
        }
    }

    public static boolean isIncluded(long index, long size, byte[] leaf, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size || leaf.length != HASH_BYTES) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = nodeHash(sibling, hash);
                int up = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= up;
                last >>= up;
            } else {
                hash = nodeHash(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** False of an empty first tree: it is the beginning of every tree, which says nothing. */
    public static boolean isConsistent(
            long first, long second, byte[] firstRoot, byte[] secondRoot, List<byte[]> proof) {
        if (first < 1 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        // The root of a first tree that is complete is not in the proof: the verifier has it.
        boolean complete = Long.bitCount(first) == 1;
        if (!complete && proof.isEmpty()) {
            return false;
        }
        byte[] start = complete ? firstRoot : proof.getFirst();
        List<byte[]> rest = complete ? proof : proof.subList(1, proof.size());
        return climbs(first, second, start, rest, firstRoot, secondRoot);
    }

    private static boolean climbs(
            long first, long second, byte[] start, List<byte[]> proof, byte[] firstRoot, byte[] secondRoot) {
        int up = Long.numberOfTrailingZeros(first);
        long node = (first - 1) >> up;
        long last = (second - 1) >> up;
        byte[] firstHash = start;
        byte[] secondHash = start;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                firstHash = nodeHash(sibling, firstHash);
                secondHash = nodeHash(sibling, secondHash);
                int skip = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= skip;
                last >>= skip;
            } else {
                secondHash = nodeHash(secondHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(firstHash, firstRoot) && Arrays.equals(secondHash, secondRoot);
    }

    /** The largest power of two below the size. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
