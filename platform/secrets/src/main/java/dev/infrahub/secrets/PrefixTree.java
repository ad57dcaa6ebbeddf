package dev.infrahub.secrets;

/** The beginnings of words: from the root one state for each, reached character by character. It only grows. */
public final class PrefixTree {

    public static final int ROOT = 0;

    /** Where no word goes on. */
    public static final int NONE = -1;

    private static final long MIXER = 0x9E37_79B9_7F4A_7C15L;

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
        if (states * 2 > edges.length) {
            widen();
        }
        int slot = slot(edges, edge(state, c));
        if (edges[slot] == 0) {
            edges[slot] = edge(state, c);
            targets[slot] = states++;
        }
        return targets[slot];
    }

    private void widen() {
        long[] old = edges;
        int[] oldTargets = targets;
        edges = new long[old.length * 2];
        targets = new int[edges.length];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int slot = slot(edges, old[i]);
                edges[slot] = old[i];
                targets[slot] = oldTargets[i];
            }
        }
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
