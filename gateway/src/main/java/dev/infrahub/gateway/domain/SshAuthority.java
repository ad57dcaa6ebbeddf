package dev.infrahub.gateway.domain;

import java.time.Instant;

/**
 * An SSH authority as the cab-signer told it last.
 *
 * @param publicKey the line for {@code TrustedUserCAKeys}
 * @param revocations OpenSSH's key revocation list, for {@code RevokedKeys}
 * @param logSize how many leaves the transparency log had before the list was asked for: of two lists, the one with more is
 *     the later
 * @param revocationsAt when QuantumAPI gave the list
 */
public record SshAuthority(
        String algorithm, String publicKey, byte[] revocations, long logSize, Instant revocationsAt) {}
