package dev.infrahub.cabsigner.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that somebody, or the {@link Policy}, wants to be signed.
 *
 * @param proof how they proved who they are; null for the policy, and in events of before this was told
 */
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
        @Nullable Proof proof,
        Instant requestedAt) {

    public ChangeKey change() {
        return new ChangeKey(client, changeRequestId);
    }
}
