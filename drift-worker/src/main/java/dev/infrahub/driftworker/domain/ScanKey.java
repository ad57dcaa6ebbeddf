package dev.infrahub.driftworker.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * Which of two scans of a module is the newer one, whichever arrives first.
 *
 * @param at when its plan was made; what says no time, when it was handed in
 * @param id decides between two of one time, always the same way
 */
public record ScanKey(Instant at, String id) implements Comparable<ScanKey> {

    private static final Comparator<ScanKey> ORDER =
            Comparator.comparing(ScanKey::at).thenComparing(ScanKey::id);

    /** No plan is from the future: the clock of who made it is wrong then. As exact as events tell it. */
    public static ScanKey of(DriftAnalysis analysis, Instant handedIn, String id) {
        Instant planned = analysis.plannedAt();
        Instant at = planned == null || planned.isAfter(handedIn) ? handedIn : planned;
        return new ScanKey(at.truncatedTo(ChronoUnit.MILLIS), id);
    }

    @Override
    public int compareTo(ScanKey other) {
        return ORDER.compare(this, other);
    }

    public boolean isAfter(ScanKey other) {
        return compareTo(other) > 0;
    }
}
