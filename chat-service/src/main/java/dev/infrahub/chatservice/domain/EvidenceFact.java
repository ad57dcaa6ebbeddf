package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/** Sealed evidence about a change. */
public record EvidenceFact(String client, String evidenceId, String changeId, String hash, Instant sealedAt, long leaf)
        implements Fact {

    @Override
    public Source source() {
        return new Source(
                "evidence", evidenceId, "Evidence of " + changeId, Optional.of(client), Optional.of(sealedAt));
    }
}
