package dev.infrahub.quantumapilocal.domain.ssh;

import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.MlDsa44Ed25519;
import dev.infrahub.quantumapilocal.domain.Signatures;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshPublicKey;
import dev.infrahub.ssh.SshSignature;
import java.time.Instant;
import java.util.UUID;

/**
 * An SSH certificate authority.
 *
 * @param publicKey of {@link SshKeyPair}
 * @param privateKey of the same, at rest
 */
public record SshAuthority(
        UUID id,
        String name,
        SshAlgorithm algorithm,
        byte[] publicKey,
        MasterKeys.Sealed privateKey,
        Instant createdAt) {

    private static final byte[] NO_CONTEXT = {};

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
        byte[] signature = switch (algorithm) {
            case ED25519 -> signatures.sign(opened, NO_CONTEXT, data);
            case ML_DSA_44_ED25519 -> MlDsa44Ed25519.sign(opened, data, signatures);
        };
        if (!new SshSignature(algorithm.text(), signature).verifies(key(), data)) {
            throw new IllegalStateException("SSH authority " + id + " made a signature that its public key refuses.");
        }
        return signature;
    }
}
