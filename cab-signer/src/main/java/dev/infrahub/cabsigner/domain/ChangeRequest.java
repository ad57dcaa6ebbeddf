package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.AcceptedDrift;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was put before the board.
 *
 * @param planHash of the plan that is to be applied, or of the drift that is to be accepted
 * @param acceptance the drift that is to be accepted; null of every other change
 */
public record ChangeRequest(
        String id,
        String client,
        String module,
        @Nullable String environment,
        @Nullable String planId,
        String planHash,
        @Nullable String fingerprint,
        RiskLevel riskLevel,
        String changeType,
        @Nullable String summary,
        @Nullable String prUrl,
        String requestedBy,
        String requestedByName,
        Instant requestedAt,
        @Nullable AcceptedDrift acceptance) {

    public ChangeKey key() {
        return new ChangeKey(client, id);
    }

    /** Whether this is the same request, sent again. */
    public boolean isRepeatOf(ChangeRequest other) {
        return key().equals(other.key()) && module.equals(other.module) && planHash.equals(other.planHash);
    }
}
