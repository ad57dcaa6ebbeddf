package dev.infrahub.cabsigner.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The post-implementation review of a change, as ITIL has it. */
public record Review(
        String changeRequestId,
        String client,
        ReviewResult result,
        @Nullable String comment,
        String reviewedBy,
        String reviewedByName,
        Instant reviewedAt)
        implements Activity {

    @Override
    public String by() {
        return reviewedBy;
    }

    @Override
    public String action() {
        return "review";
    }

    /** Whether the same person says the same. */
    boolean saysTheSameAs(Review other) {
        return result == other.result && Objects.equals(comment, other.comment) && reviewedBy.equals(other.reviewedBy);
    }
}
