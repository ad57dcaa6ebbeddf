package dev.infrahub.secrets;

import dev.infrahub.json.Holding;

/** The beginnings of words: from the root one state for each, reached character by character. It only grows. */
public final class PrefixTree {

    public static final int ROOT = 0;

    /** Where no word goes on. */
    public static final int NONE = -1;

    private static final long MIXER = 0x9E37_79B9_7F4A_7C15L;

    private static final int BYTES_AN_EDGE = Long.BYTES + Integer.BYTES;

    private final Holding held = new Holding();
    private long[] edges = new long[64];
    private int[] targets = new int[64];
    private int states = 1;

    /** How many states there are. */
    public int size() {
        return states;
    }

    /** The state behind this character. */
    public int next(int state, char c) {
        int slot = slot(edges, edge(state, c));
        return edges[slot] == 0 ? NONE : targets[slot];
    }

    /** The same, a new one where there was none. */
    public int grow(int state, char c) {
        // two thirds full it is half the size, mostly, and nearly as quick as half full
        if (states * 3 > edges.length * 2) {
            widen();
        }
        int slot = slot(edges, edge(state, c));
        if (edges[slot] == 0) {
            edges[slot] = edge(state, c);
            targets[slot] = states++;
        }
        return targets[slot];
    }

    /** Nobody asks it any more. */
    public void end() {
        held.end();
    }

    private void widen() {
        long[] old = edges;
        int[] oldTargets = targets;
        held.grow(2L * BYTES_AN_EDGE * old.length);
        edges = new long[old.length * 2];
        targets = new int[edges.length];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int slot = slot(edges, old[i]);
                edges[slot] = old[i];
                targets[slot] = oldTargets[i];
            }
        }
        held.shrink((long) BYTES_AN_EDGE * old.length);
    }

    /** Never zero, which marks a free slot. */
    private static long edge(int state, char c) {
        return ((state + 1L) << Character.SIZE) | c;
    }

    private static int slot(long[] edges, long edge) {
        int mask = edges.length - 1;
        int slot = (int) ((edge * MIXER) >>> Integer.SIZE) & mask;
        while (edges[slot] != 0 && edges[slot] != edge) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
