package dev.infrahub.cabsigner.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a change was applied, and what came of it.
 *
 * @param runUrl the pipeline's run
 * @param reportedAt when it was said; it was applied before
 */
public record Implementation(
        String changeRequestId,
        String client,
        ImplementationResult result,
        @Nullable String runUrl,
        @Nullable String comment,
        String reportedBy,
        String reportedByName,
        Instant reportedAt)
        implements Activity {

    @Override
    public String by() {
        return reportedBy;
    }

    @Override
    public String action() {
        return "implement";
    }

    /** Whether it says the same, whoever says it: a pipeline that runs again may have another key. */
    boolean saysTheSameAs(Implementation other) {
        return result == other.result && Objects.equals(runUrl, other.runUrl) && Objects.equals(comment, other.comment);
    }

    /** What is heard was said by then, whatever it says of itself: a clock that is ahead must not use an approval up. */
    Instant saidBy(Instant now) {
        return reportedAt.isBefore(now) ? reportedAt : now;
    }
}
