package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A signed decision about a change.
 *
 * @param decision approve, reject or revoke
 */
public record ApprovalFact(
        String client,
        String changeId,
        long sequence,
        String module,
        String risk,
        String decision,
        String by,
        String byName,
        Instant at,
        String keyId)
        implements Fact {

    String deed() {
        return switch (decision) {
            case "approve" -> "approved";
            case "reject" -> "rejected";
            case "revoke" -> "revoked";
            default -> decision;
        };
    }

    @Override
    public Source source() {
        return new Source(
                "approval",
                changeId,
                byName + " " + deed() + " the change of " + module,
                Optional.of(client),
                Optional.of(at));
    }
}
