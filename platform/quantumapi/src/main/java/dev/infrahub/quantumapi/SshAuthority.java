package dev.infrahub.quantumapi;

import java.util.UUID;

/**
 * @param algorithm as OpenSSH names it: {@code ssh-ed25519}, or the post-quantum composite {@code
 *     ssh-mldsa44-ed25519@openssh.com}, which hosts accept from OpenSSH 10.5 on, where {@code CASignatureAlgorithms} names it
 * @param publicKey the line that hosts trust ({@code TrustedUserCAKeys}, sshd_config(5))
 * @param fingerprint {@code SHA256:…}, as ssh-keygen prints it
 */
public record SshAuthority(UUID id, String name, String algorithm, String publicKey, String fingerprint) {}
