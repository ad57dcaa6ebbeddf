package dev.infrahub.quantumapi;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * @param serial of the certificate, unsigned 64 bits in decimal
 * @param certificate the line for {@code id_…-cert.pub}
 */
public record SshCertificate(
        UUID id,
        String serial,
        String identity,
        String certificate,
        List<String> principals,
        Instant validAfter,
        Instant validBefore,
        UUID authorityId) {

    public SshCertificate {
        principals = List.copyOf(principals);
    }

    /** What the certificate calls itself, for example {@code ssh-ed25519-cert-v01@openssh.com}. */
    public String algorithm() {
        return certificate.split(" ", 2)[0];
    }
}
