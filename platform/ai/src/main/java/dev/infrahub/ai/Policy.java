package dev.infrahub.ai;

import org.jspecify.annotations.Nullable;

/**
 * For what a model may be used.
 *
 * @param team the team it counts for, or * for all of them together
 * @param action likewise
 * @param maxDailyCalls null for no limit
 * @param maxMonthlyCostMicros in millionths of a US dollar; null for no limit
 * @param calls made today, of what it counts for
 * @param costMicros spent this month
 */
record Policy(
        String team,
        String action,
        boolean enabled,
        @Nullable Integer maxDailyCalls,
        @Nullable Long maxMonthlyCostMicros,
        long calls,
        long costMicros) {

    static final String EVERY = "*";

    /** From which part of the month's budget on it is said that it comes to its end. */
    private static final double NEARLY = 0.8;

    /** The most precise of several says whether a model may be asked; a team is more precise than an action. */
    int precision() {
        return (EVERY.equals(team) ? 0 : 2) + (EVERY.equals(action) ? 0 : 1);
    }

    /** @return the code of the reason why nothing more may be asked; null where it may */
    @Nullable
    String exhausted() {
        if (maxDailyCalls != null && calls >= maxDailyCalls) {
            return "policy.daily-limit";
        }
        return maxMonthlyCostMicros != null && costMicros >= maxMonthlyCostMicros ? "policy.budget" : null;
    }

    boolean isNearlySpent() {
        return maxMonthlyCostMicros != null && costMicros >= NEARLY * maxMonthlyCostMicros;
    }
}
