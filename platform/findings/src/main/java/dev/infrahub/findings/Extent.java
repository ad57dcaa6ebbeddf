package dev.infrahub.findings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How far something holds: of resources, actions, or whom.
 *
 * @param patterns of names
 * @param allBut whether it holds for all but those
 */
record Extent(Set<String> patterns, boolean allBut) {

    static final Extent EVERYWHERE = new Extent(Set.of(), true);

    Extent {
        patterns = Set.copyOf(patterns);
    }

    /** What is named, or all but that; a name that fits everything is all. */
    static Extent of(Collection<String> patterns, boolean allBut) {
        return !allBut && patterns.stream().anyMatch(Wildcard::isAll)
                ? EVERYWHERE
                : new Extent(Set.copyOf(patterns), allBut);
    }

    /** Of actions the case does not count. */
    static Extent ofAction(String action) {
        return new Extent(Set.of(action.toLowerCase(Locale.ROOT)), false);
    }

    /** Each pattern alone, where they can be told apart. */
    List<Extent> parts() {
        return allBut
                ? List.of(this)
                : patterns.stream()
                        .map(pattern -> new Extent(Set.of(pattern), false))
                        .toList();
    }

    /** How much there is to compare. */
    long length() {
        return patterns.stream().mapToLong(pattern -> pattern.length() + 1).sum();
    }
}
