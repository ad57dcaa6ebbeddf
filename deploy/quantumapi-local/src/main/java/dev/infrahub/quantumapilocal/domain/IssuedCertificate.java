package dev.infrahub.quantumapilocal.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An SSH certificate in the register.
 *
 * @param algorithm what the certificate calls itself
 * @param certificate the line that ssh takes
 * @param reason why it was asked for
 */
public record IssuedCertificate(
        UUID id,
        long serial,
        UUID caId,
        String algorithm,
        String identity,
        List<String> principals,
        Instant validAfter,
        Instant validBefore,
        String certificate,
        Optional<String> reason,
        Instant issuedAt,
        Optional<Revocation> revocation) {

    /** That it is not good any more. */
    public record Revocation(Instant at, String reason) {}
}
