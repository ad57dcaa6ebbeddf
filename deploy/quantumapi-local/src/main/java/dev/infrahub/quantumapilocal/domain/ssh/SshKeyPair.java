package dev.infrahub.quantumapilocal.domain.ssh;

import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.KeyMaterial;
import dev.infrahub.quantumapilocal.domain.MlDsa44Ed25519;
import dev.infrahub.ssh.SshAlgorithm;
import java.security.SecureRandom;

/**
 * The keys of an SSH authority.
 *
 * @param publicKey as its algorithm defines it: 32 bytes of Ed25519, 1344 of the composite
 * @param privateKey of Ed25519 PKCS#8 in DER, of the composite its two seeds
 */
public record SshKeyPair(byte[] publicKey, byte[] privateKey) {

    public static SshKeyPair generate(SshAlgorithm algorithm, SecureRandom random) {
        return switch (algorithm) {
            case ED25519 -> {
                KeyMaterial material = KeyMaterial.generate(Algorithm.ED25519, random);
                yield new SshKeyPair(material.publicKey().orElseThrow().raw(), material.privateKey());
            }
            case ML_DSA_44_ED25519 -> {
                byte[] privateKey = MlDsa44Ed25519.newPrivateKey(random);
                yield new SshKeyPair(MlDsa44Ed25519.publicKey(privateKey), privateKey);
            }
        };
    }
}
