package dev.infrahub.bench.corpora;

/**
 * How well a scanner did.
 *
 * @param alarms that are false
 */
public record Score(int hits, int misses, int alarms) {

    static final Score NOTHING = new Score(0, 0, 0);

    Score plus(Score other) {
        return new Score(hits + other.hits, misses + other.misses, alarms + other.alarms);
    }

    /** NaN where nothing was found. */
    double precision() {
        return (double) hits / (hits + alarms);
    }

    /** NaN where there was nothing to be found. */
    double recall() {
        return (double) hits / (hits + misses);
    }

    /** NaN where there was nothing to be found, and nothing was. */
    double f1() {
        return 2.0 * hits / (2.0 * hits + misses + alarms);
    }
}
