package dev.infrahub.console.proof;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the board was asked and decided in a period, as {@code GET /api/cab/report} compiles it. */
public record Report(Period period, Totals totals, List<Approval> approvals, LogState log, Instant compiledAt) {

    /** From when to when. */
    public record Period(@Nullable Instant from, Instant to) {}

    /** How many. */
    public record Totals(
            int requested,
            int approved,
            int rejected,
            int revoked,
            int expired,
            int implemented,
            int pending,
            int refusals,
            int signatures,
            int unverified) {}

    /** One change. */
    public record Approval(
            String changeRequestId,
            String client,
            String module,
            @Nullable String environment,
            String riskLevel,
            String state,
            int approvalsNeeded,
            Instant requestedAt,
            String requestedBy,
            @Nullable Boolean signatureValid,
            List<Decision> decisions,
            List<String> problems) {

        /** Of one that nobody decided there is nothing to verify. */
        public boolean isVerified() {
            return Boolean.TRUE.equals(signatureValid);
        }
    }

    /** Who decided what. */
    public record Decision(Instant at, String by, @Nullable String byName, String decision, boolean signatureValid) {}

    /** The log behind it. */
    public record LogState(long size, boolean whole) {}
}
