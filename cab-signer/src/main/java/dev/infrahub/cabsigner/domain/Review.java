package dev.infrahub.cabsigner.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The post-implementation review of a change, as ITIL has it. */
public record Review(
        String changeRequestId,
        String client,
        Outcome outcome,
        @Nullable String comment,
        String reviewedBy,
        String reviewedByName,
        Instant reviewedAt)
        implements Report {

    /** How the change went, seen from afterwards. */
    public enum Outcome {
        SUCCESSFUL,
        SUCCESSFUL_WITH_ISSUES,
        UNSUCCESSFUL;

        public String spelling() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Outcome> of(String spelling) {
            return Arrays.stream(values())
                    .filter(outcome -> outcome.spelling().equals(spelling))
                    .findFirst();
        }
    }

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
        return outcome == other.outcome
                && Objects.equals(comment, other.comment)
                && reviewedBy.equals(other.reviewedBy);
    }
}
