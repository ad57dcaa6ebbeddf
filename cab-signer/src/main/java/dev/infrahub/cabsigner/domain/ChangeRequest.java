package dev.infrahub.cabsigner.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was put before the board. */
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
        Instant requestedAt) {

    public ChangeKey key() {
        return new ChangeKey(client, id);
    }

    /** Whether this is the same request, sent again. */
    public boolean isRepeatOf(ChangeRequest other) {
        return key().equals(other.key()) && module.equals(other.module) && planHash.equals(other.planHash);
    }
}
