package dev.infrahub.quantumapi;

import java.util.UUID;

/**
 * @param publicKey the line that hosts trust ({@code TrustedUserCAKeys}, sshd_config(5))
 * @param fingerprint {@code SHA256:…}, as ssh-keygen prints it
 */
public record SshAuthority(UUID id, String name, String algorithm, String publicKey, String fingerprint) {}
