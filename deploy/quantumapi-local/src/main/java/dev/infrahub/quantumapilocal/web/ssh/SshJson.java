package dev.infrahub.quantumapilocal.web.ssh;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.quantumapilocal.domain.IssuedCertificate;
import dev.infrahub.quantumapilocal.domain.IssuedCertificate.Revocation;
import dev.infrahub.quantumapilocal.domain.ssh.SshAuthority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Authorities and certificates as they are told. */
final class SshJson {

    private SshJson() {}

    /**
     * An authority.
     *
     * @param publicKey a line of authorized_keys
     * @param fingerprint as ssh-keygen shows it
     */
    record Authority(UUID id, String name, String algorithm, String publicKey, String fingerprint, Instant createdAt) {

        static Authority of(SshAuthority authority) {
            return new Authority(
                    authority.id(),
                    authority.name(),
                    authority.algorithm().text(),
                    publicKey(authority),
                    authority.key().fingerprint(),
                    authority.createdAt());
        }

        static String publicKey(SshAuthority authority) {
            return authority.key().line() + " " + authority.name();
        }
    }

    /** A certificate, with the authority's public key in the answer that issues it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Certificate(
            UUID id,
            long serial,
            String identity,
            String certificate,
            List<String> principals,
            Instant validAfter,
            Instant validBefore,
            UUID caId,
            @Nullable String caPublicKey,
            String algorithm,
            @Nullable String reason,
            Instant issuedAt,
            @Nullable Instant revokedAt,
            @Nullable String revokedReason) {

        static Certificate of(IssuedCertificate issued, @Nullable SshAuthority authority) {
            return new Certificate(
                    issued.id(),
                    issued.serial(),
                    issued.identity(),
                    issued.certificate(),
                    issued.principals(),
                    issued.validAfter(),
                    issued.validBefore(),
                    issued.caId(),
                    authority == null ? null : Authority.publicKey(authority),
                    issued.algorithm(),
                    issued.reason().orElse(null),
                    issued.issuedAt(),
                    issued.revocation().map(Revocation::at).orElse(null),
                    issued.revocation().map(Revocation::reason).orElse(null));
        }
    }
}
