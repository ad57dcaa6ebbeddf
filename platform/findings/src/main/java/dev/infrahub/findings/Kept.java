package dev.infrahub.findings;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Extents that are looked at again and again, as many as there is room for: every action of a policy may hold for every place in
 * it, and together they would be many times as large as the policy.
 */
final class Kept<K> {

    static final int MOST_PATTERNS = 100_000;

    private final Map<K, Extents> extents = new HashMap<>();
    private int patterns;

    /** @param read makes those that are not kept */
    Extents of(K key, Function<K, Extents> read) {
        Extents kept = extents.get(key);
        return kept == null ? keep(key, read.apply(key)) : kept;
    }

    private Extents keep(K key, Extents read) {
        if (patterns + read.size() > MOST_PATTERNS) {
            extents.clear();
            patterns = 0;
        }
        patterns += read.size();
        extents.put(key, read);
        return read;
    }
}
