package dev.infrahub.quantumapi;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * @param publicKey the user's, a line of {@code authorized_keys}
 * @param principals the accounts it is good for
 * @param identity what sshd logs of its bearer (the certificate's key id)
 * @param validFor from now on, 8 h at most
 * @param reason for the register
 */
public record SshCertificateRequest(
        String publicKey,
        List<String> principals,
        String identity,
        UUID authorityId,
        Duration validFor,
        String reason) {

    public SshCertificateRequest {
        principals = List.copyOf(principals);
    }
}
