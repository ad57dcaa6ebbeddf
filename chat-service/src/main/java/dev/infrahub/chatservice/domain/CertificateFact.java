package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * An SSH certificate.
 *
 * @param entityRef what is logged in to
 * @param principals the accounts
 */
public record CertificateFact(
        String client,
        String certificateId,
        Optional<String> entityRef,
        String principals,
        String requestedBy,
        Optional<String> changeId,
        Instant validFrom,
        Instant validTo,
        Instant issuedAt,
        Optional<Instant> revokedAt,
        Optional<String> revokedBy)
        implements Fact {

    @Override
    public Source source() {
        return new Source(
                "ssh-certificate",
                certificateId,
                "SSH certificate of " + requestedBy,
                Optional.of(client),
                Optional.of(issuedAt));
    }
}
