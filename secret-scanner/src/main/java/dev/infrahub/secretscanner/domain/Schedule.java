package dev.infrahub.secretscanner.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of scanning a module of the catalog by schedule.
 *
 * @param at when that was
 * @param dueBy when the next one is overdue; of what has ended never
 * @param failure why it failed
 */
public record Schedule(Status status, Instant at, Optional<Instant> dueBy, Optional<Failure> failure) {

    /** What came of it. */
    public enum Status {
        /** All files were scanned, or are as they were when they were. */
        CHECKED,
        /** They could not be: what was known stands. */
        FAILED,
        /** The module is in the catalog no more. */
        ENDED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Why one failed.
     *
     * @param code for programs
     * @param reason one sentence
     */
    public record Failure(String code, String reason) {}

    boolean isNewerThan(Optional<Schedule> other) {
        return other.isEmpty() || at.isAfter(other.get().at());
    }
}
