package dev.infrahub.gateway.governance;

import dev.infrahub.http.Problem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which uses of language models are asked for.
 *
 * @param since the beginning of a day (UTC)
 */
record UsageQuery(Optional<String> action, Optional<String> team, Optional<String> client, Instant since) {

    /** As long as uses are kept. */
    static final int MOST_DAYS = 400;

    private static final int DEFAULT_DAYS = 30;
    private static final String TAKES = "a number of days, " + MOST_DAYS + " at most";

    /**
     * Of parameters as they are sent; a blank one is as good as none.
     *
     * @throws Problem 400 or 422 that names {@code days}
     */
    static UsageQuery of(
            @Nullable String action,
            @Nullable String team,
            @Nullable String client,
            @Nullable String days,
            Instant now) {
        return new UsageQuery(
                said(action),
                said(team),
                said(client),
                since(said(days).map(UsageQuery::days).orElse(DEFAULT_DAYS), now));
    }

    /** The beginning of the day that is so many days ago: whole days, so that sums by day and by action are of the same uses. */
    static Instant since(int days, Instant now) {
        return now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(days)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static Optional<String> said(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    private static int days(String text) {
        long days = number(text);
        if (days > MOST_DAYS) {
            throw Problem.unusable("days", TAKES);
        }
        return days <= 0 ? DEFAULT_DAYS : (int) days;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw Problem.parameter("days", TAKES);
        }
    }
}
