package dev.infrahub.quantumapilocal.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * An SSH certificate authority.
 *
 * @param publicKey 32 bytes of Ed25519
 * @param privateKey at rest: PKCS#8
 */
public record SshAuthority(
        UUID id, String name, Algorithm algorithm, byte[] publicKey, MasterKeys.Sealed privateKey, Instant createdAt) {

    /** Where the private key is kept. */
    public static MasterKeys.Place place(UUID id) {
        return new MasterKeys.Place("ssh-ca", id, 0);
    }
}
