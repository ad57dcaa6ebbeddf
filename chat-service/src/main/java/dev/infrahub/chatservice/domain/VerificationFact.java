package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What verifying a change's decisions found the last time.
 *
 * @param reason what is wrong, where something is
 */
public record VerificationFact(String client, String changeId, boolean valid, Optional<String> reason, Instant heardAt)
        implements Fact {

    @Override
    public Source source() {
        return new Source(
                "approval",
                changeId,
                "Verification of " + changeId + ": " + (valid ? "genuine" : "not valid"),
                Optional.of(client),
                Optional.of(heardAt));
    }
}
