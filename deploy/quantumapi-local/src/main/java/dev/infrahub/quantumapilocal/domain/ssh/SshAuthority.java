package dev.infrahub.quantumapilocal.domain.ssh;

import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.Signatures;
import java.time.Instant;
import java.util.UUID;

/**
 * An SSH certificate authority.
 *
 * @param publicKey of {@link SshAlgorithm.KeyPair}
 * @param privateKey of the same, at rest
 */
public record SshAuthority(
        UUID id,
        String name,
        SshAlgorithm algorithm,
        byte[] publicKey,
        MasterKeys.Sealed privateKey,
        Instant createdAt) {

    /** Where the private key is kept. */
    public static MasterKeys.Place place(UUID id) {
        return new MasterKeys.Place("ssh-ca", id, 0);
    }

    /** What hosts trust. */
    public SshPublicKey key() {
        return algorithm.publicKey(publicKey);
    }

    /**
     * Signs, and looks whether hosts will accept it.
     *
     * @param opened the private key
     * @throws IllegalStateException when they will not: then the public key is another's, or the machine counts wrong, and a
     *     wrong signature of Ed25519 would give the private key away
     */
    public byte[] sign(byte[] opened, byte[] data, Signatures signatures) {
        byte[] signature = algorithm.sign(opened, data, signatures);
        if (!algorithm.verify(publicKey, data, signature)) {
            throw new IllegalStateException("SSH authority " + id + " made a signature that its public key refuses.");
        }
        return signature;
    }
}
