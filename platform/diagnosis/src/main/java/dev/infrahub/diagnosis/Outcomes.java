package dev.infrahub.diagnosis;

import java.util.List;
import java.util.Locale;

/**
 * What became of the resources that a run was to change.
 *
 * @param resources the first of them: failed, interrupted, done, not started
 */
public record Outcomes(List<Resource> resources, int done, int failed, int interrupted, int notStarted) {

    static final Outcomes NONE = new Outcomes(List.of(), 0, 0, 0, 0);

    /** How it ended. */
    public enum Outcome {
        FAILED,
        /** It was begun, and the log does not tell how that ended. */
        INTERRUPTED,
        DONE,
        NOT_STARTED;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What became of one. */
    public record Resource(String address, String action, Outcome outcome) {}

    boolean wasBegun() {
        return done + failed + interrupted > 0;
    }
}
