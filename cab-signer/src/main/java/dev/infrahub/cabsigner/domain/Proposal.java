package dev.infrahub.cabsigner.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A decision that somebody, or the {@link Policy}, wants to be signed. */
public record Proposal(
        String changeRequestId,
        String client,
        String module,
        String planHash,
        @Nullable String fingerprint,
        Verdict verdict,
        @Nullable String comment,
        String approver,
        String approverName,
        Instant requestedAt) {

    public ChangeKey change() {
        return new ChangeKey(client, changeRequestId);
    }
}
