package dev.infrahub.console.changes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided and whether its signatures, chain and log hold, as {@code GET /api/cab/verify/{id}} finds now. */
public record Verification(
        boolean known,
        boolean valid,
        @Nullable String reason,
        @Nullable Approval approval) {

    /** What is verified. */
    public record Approval(
            List<Decision> decisions, @Nullable Log log) {}

    /** A decision as it was signed. */
    public record Decision(String algorithm, String keyId, long leafIndex, String payload) {}

    /** The log that it is in. */
    public record Log(long size, String root) {}

    /** What a decision's signed bytes say. */
    public record Signed(
            Instant approvedAt,
            String approvedBy,
            @Nullable String approvedByName,
            String decision,
            @Nullable String comment,
            @Nullable Proof proof) {

        public String done() {
            return Change.done(decision);
        }
    }

    /** How whoever decided proved who they are. */
    public record Proof(
            String method,
            @Nullable Instant authenticatedAt,
            @Nullable String issuer) {}
}
