package dev.infrahub.quantumapilocal.domain.ssh;

import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.KeyMaterial;
import dev.infrahub.quantumapilocal.domain.MlDsa44Ed25519;
import dev.infrahub.quantumapilocal.domain.PublicKey;
import dev.infrahub.quantumapilocal.domain.Signatures;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What authorities sign with, by OpenSSH's names: Ed25519 (RFC 8709), which every sshd accepts, and the composite of ML-DSA-44
 * and Ed25519, which OpenSSH 10.5 accepts where its CASignatureAlgorithms name it.
 */
public enum SshAlgorithm {
    ED25519(SshPublicKey.Type.ED25519),
    MLDSA44_ED25519(SshPublicKey.Type.MLDSA44_ED25519);

    private static final byte[] NO_CONTEXT = {};

    private final SshPublicKey.Type type;

    SshAlgorithm(SshPublicKey.Type type) {
        this.type = type;
    }

    /**
     * A key pair.
     *
     * @param publicKey as its algorithm defines it: 32 bytes of Ed25519, 1344 of the composite
     * @param privateKey of Ed25519 PKCS#8 in DER, of the composite its two seeds
     */
    public record KeyPair(byte[] publicKey, byte[] privateKey) {}

    public String text() {
        return type.text();
    }

    public static Optional<SshAlgorithm> of(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.text().equalsIgnoreCase(text))
                .findFirst();
    }

    /** All names, for a sentence. */
    public static String names() {
        return Arrays.stream(values()).map(SshAlgorithm::text).collect(Collectors.joining(", "));
    }

    public KeyPair generate(SecureRandom random) {
        return switch (this) {
            case ED25519 -> {
                KeyMaterial material = KeyMaterial.generate(Algorithm.ED25519, random);
                yield new KeyPair(material.publicKey().orElseThrow().raw(), material.privateKey());
            }
            case MLDSA44_ED25519 -> {
                byte[] privateKey = MlDsa44Ed25519.newPrivateKey(random);
                yield new KeyPair(MlDsa44Ed25519.publicKey(privateKey), privateKey);
            }
        };
    }

    /** The public key as SSH writes it. */
    public SshPublicKey publicKey(byte[] publicKey) {
        return new SshPublicKey(type, SshWriter.written(out -> out.string(publicKey)));
    }

    public byte[] sign(byte[] privateKey, byte[] data, Signatures signatures) {
        return switch (this) {
            case ED25519 -> signatures.sign(privateKey, NO_CONTEXT, data);
            case MLDSA44_ED25519 -> MlDsa44Ed25519.sign(privateKey, data, signatures);
        };
    }

    public boolean verify(byte[] publicKey, byte[] data, byte[] signature) {
        return switch (this) {
            case ED25519 ->
                Signatures.verify(PublicKey.ofRaw(Algorithm.ED25519, publicKey), NO_CONTEXT, data, signature);
            case MLDSA44_ED25519 -> MlDsa44Ed25519.verify(publicKey, data, signature);
        };
    }
}
