package dev.infrahub.findings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the same is granted, all grants taken together. */
final class Extents {

    private final boolean literally;
    private final Set<Extent> extents = new HashSet<>();
    private final Set<String> patterns = new HashSet<>();
    private final List<String> wide = new ArrayList<>();

    /** @param literally whether a pattern holds nothing but itself, for where there are too many to compare */
    Extents(boolean literally) {
        this.literally = literally;
    }

    void add(Extent extent) {
        extents.add(extent);
        if (!extent.allBut()) {
            extent.patterns().stream()
                    .filter(patterns::add)
                    .filter(Wildcard::isIn)
                    .forEach(wide::add);
        }
    }

    /** How much of memory they take, in patterns. */
    int size() {
        return extents.size() + patterns.size();
    }

    boolean hold(Extent extent) {
        return extents.contains(Extent.EVERYWHERE)
                || extents.contains(extent)
                || (!literally && extents.stream().anyMatch(other -> isAllBut(other, extent)))
                || (!extent.allBut() && extent.patterns().stream().allMatch(this::hold));
    }

    /** Whether one leaves out nothing that the other holds. */
    private static boolean isAllBut(Extent wider, Extent extent) {
        return wider.allBut()
                && wider.patterns().stream()
                        .allMatch(without -> extent.allBut()
                                ? extent.patterns().stream()
                                        .anyMatch(also -> also.equals(without) || isWider(also, without))
                                : extent.patterns().stream().allMatch(pattern -> areApart(without, pattern)));
    }

    /** Whether nothing can be of both patterns, as far as they begin differently. */
    private static boolean areApart(String one, String other) {
        String start = Wildcard.literalStart(one);
        String otherStart = Wildcard.literalStart(other);
        boolean isOneText = start.length() == one.length() && otherStart.length() == other.length();
        return isOneText ? !one.equals(other) : !start.startsWith(otherStart) && !otherStart.startsWith(start);
    }

    private boolean hold(String pattern) {
        return patterns.contains(pattern) || (!literally && wide.stream().anyMatch(wider -> isWider(wider, pattern)));
    }

    /** A question mark is one character, and a star of the other may be many. */
    static boolean isWider(String wider, String pattern) {
        return Wildcard.matches(wider, pattern) && (wider.indexOf('?') < 0 || !Wildcard.isIn(pattern));
    }
}
