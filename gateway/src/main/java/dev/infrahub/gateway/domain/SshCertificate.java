package dev.infrahub.gateway.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An SSH certificate as the cab-signer told it.
 *
 * @param algorithm of the authority that signed
 * @param serial unsigned 64 bits in decimal
 * @param keyId what sshd writes to its log at each login
 * @param certificate the line for {@code id_…-cert.pub}
 * @param caPublicKey the line for {@code TrustedUserCAKeys}
 * @param revocation null as long as it is not revoked
 */
public record SshCertificate(
        UUID certificateId,
        String client,
        @Nullable String entityRef,
        List<String> principals,
        String algorithm,
        String serial,
        String keyId,
        String publicKeyFingerprint,
        String certificate,
        String caPublicKey,
        String reason,
        @Nullable String changeRequestId,
        String requestedBy,
        Instant validFrom,
        Instant validTo,
        Instant issuedAt,
        @Nullable Revocation revocation) {

    public SshCertificate {
        principals = List.copyOf(principals);
    }

    /** Who ended it, and why. */
    public record Revocation(String reason, String revokedBy, Instant revokedAt) {}

    /** Which certificates a list shows; the newest first. */
    public record Filter(
            Optional<String> client,
            Optional<String> entityRef,
            Optional<String> changeRequestId,
            Optional<String> requestedBy,
            Optional<Instant> before,
            int limit) {}
}
