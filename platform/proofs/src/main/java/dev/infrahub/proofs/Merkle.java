package dev.infrahub.proofs;

import java.util.Arrays;
import java.util.List;

/**
 * Hashes of Merkle trees as RFC 6962, section 2.1 has them, and verification of the proofs that {@link Tree} makes, as RFC 9162
 * describes it, sections 2.1.3.2 and 2.1.4.2, which are about the same trees.
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
}
