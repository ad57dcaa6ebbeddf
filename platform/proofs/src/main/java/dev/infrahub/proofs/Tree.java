package dev.infrahub.proofs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A Merkle tree (RFC 6962) that grows and keeps the roots of its complete subtrees: 64 bytes a leaf, and a root or proof of
 * any size it ever had takes a few hashes, however many leaves there are. Holds 2^26 leaves. For one thread at a time.
 */
public final class Tree {

    private static final int HASH_BYTES = 32;

    /** Level n has the roots of the complete subtrees of 2^n leaves, in order. */
    private final List<Level> levels = new ArrayList<>();

    private static final class Level {
        private byte[] hashes = new byte[HASH_BYTES];
        private int count;

        private void add(byte[] hash) {
            if (count * HASH_BYTES == hashes.length) {
                hashes = Arrays.copyOf(hashes, hashes.length * 2);
            }
            System.arraycopy(hash, 0, hashes, count * HASH_BYTES, HASH_BYTES);
            count++;
        }

        private byte[] get(int index) {
            return Arrays.copyOfRange(hashes, index * HASH_BYTES, (index + 1) * HASH_BYTES);
        }
    }

    public long size() {
        return levels.isEmpty() ? 0 : levels.getFirst().count;
    }

    /** @throws IllegalArgumentException for what has not the length of a hash */
    public void append(byte[] leafHash) {
        if (leafHash.length != HASH_BYTES) {
            throw new IllegalArgumentException("a leaf hash has 32 bytes");
        }
        byte[] hash = leafHash;
        for (int height = 0; ; height++) {
            if (height == levels.size()) {
                levels.add(new Level());
            }
            Level level = levels.get(height);
            level.add(hash);
            if (level.count % 2 == 1) {
                return;
            }
            hash = Merkle.nodeHash(level.get(level.count - 2), hash);
        }
    }

    public byte[] leafHash(long index) {
        requireLeaf(index, size());
        return levels.getFirst().get(Math.toIntExact(index));
    }

    /** The root, in hex, when the tree had this size. */
    public String root(long size) {
        return frontier(size).root();
    }

    /** The right edge when the tree had this size. */
    public Frontier frontier(long size) {
        requireSize(size);
        List<byte[]> subtrees = new ArrayList<>();
        long begin = 0;
        for (long bit = Long.highestOneBit(size); bit > 0; bit >>= 1) {
            if ((size & bit) != 0) {
                subtrees.add(hash(begin, begin + bit));
                begin += bit;
            }
        }
        return new Frontier(size, subtrees);
    }

    /** What shows that the leaf is in the tree of this size, from the leaf upwards, in hex. */
    public List<String> inclusionProof(long index, long size) {
        requireSize(size);
        requireLeaf(index, size);
        List<byte[]> proof = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = begin + split(end - begin);
            if (index < middle) {
                proof.add(hash(middle, end));
                end = middle;
            } else {
                proof.add(hash(begin, middle));
                begin = middle;
            }
        }
        return hex(proof.reversed());
    }

    /** What shows that the tree of the first size is the beginning of that of the second, in hex. */
    public List<String> consistencyProof(long first, long second) {
        requireSize(second);
        if (first < 1 || first > second) {
            throw new IndexOutOfBoundsException("the first size is 1 to the second");
        }
        List<byte[]> proof = new ArrayList<>();
        long begin = 0;
        long end = second;
        while (first < end) {
            long middle = begin + split(end - begin);
            if (first <= middle) {
                proof.add(hash(middle, end));
                end = middle;
            } else {
                proof.add(hash(begin, middle));
                begin = middle;
            }
        }
        // from the left edge on, it is the first tree itself, which the verifier has
        if (begin > 0) {
            proof.add(hash(begin, end));
        }
        return hex(proof.reversed());
    }

    /** RFC 6962's MTH of a part that begins where such parts do: at a multiple of the power of two that holds it. */
    private byte[] hash(long begin, long end) {
        long length = end - begin;
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return levels.get(height).get(Math.toIntExact(begin >> height));
        }
        long middle = begin + split(length);
        return Merkle.nodeHash(hash(begin, middle), hash(middle, end));
    }

    /** The largest power of two below the size. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }

    private void requireSize(long size) {
        if (size < 0 || size > size()) {
            throw new IndexOutOfBoundsException("the tree has " + size() + " leaves");
        }
    }

    private static void requireLeaf(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("the tree has no such leaf");
        }
    }
}
