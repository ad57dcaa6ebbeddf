package dev.infrahub.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the resources that a run was to change.
 *
 * @param resources the first of them: failed, interrupted, done, not started; as many as an answer has room for
 */
public record Outcomes(List<Resource> resources, int done, int failed, int interrupted, int notStarted) {

    static final Outcomes NONE = new Outcomes(List.of(), 0, 0, 0, 0);

    private static final int MOST = 1000;

    /** Half of what an answer may take. */
    private static final int MOST_BYTES = 512 * 1024;

    /** Of a resource beside its names. */
    private static final int BYTES_A_RESOURCE = 64;

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

    /**
     * What became of one.
     *
     * @param unit whose it is, where the log has lines of several
     */
    public record Resource(Optional<String> unit, String address, String action, Outcome outcome) {

        private int bytes() {
            return BYTES_A_RESOURCE + bytes(unit.orElse("")) + bytes(address);
        }

        private static int bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    static Outcomes of(List<Resource> all, Map<Outcome, Integer> counts) {
        return new Outcomes(
                fitting(all.stream()
                        .sorted(Comparator.comparing(Resource::outcome))
                        .limit(MOST)
                        .toList()),
                counts.getOrDefault(Outcome.DONE, 0),
                counts.getOrDefault(Outcome.FAILED, 0),
                counts.getOrDefault(Outcome.INTERRUPTED, 0),
                counts.getOrDefault(Outcome.NOT_STARTED, 0));
    }

    private static List<Resource> fitting(List<Resource> all) {
        List<Resource> fitting = new ArrayList<>();
        int bytes = 0;
        for (Resource one : all) {
            bytes += one.bytes();
            if (bytes > MOST_BYTES) {
                break;
            }
            fitting.add(one);
        }
        return List.copyOf(fitting);
    }

    int leftOut() {
        return done + failed + interrupted + notStarted - resources.size();
    }

    boolean wasBegun() {
        return done + failed + interrupted > 0;
    }
}
