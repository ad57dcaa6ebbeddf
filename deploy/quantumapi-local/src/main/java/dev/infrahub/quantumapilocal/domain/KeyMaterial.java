package dev.infrahub.quantumapilocal.domain;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/**
 * What a key is made of.
 *
 * @param privateKey PKCS#8 in DER (RFC 5958), for ML-DSA and ML-KEM as the seed alone where it is known (RFC 9881
 *     section 6, RFC 9935 section 6); of AES-256-GCM the 32 bytes of the key
 * @param publicKey of a key pair
 */
public record KeyMaterial(byte[] privateKey, Optional<PublicKey> publicKey) {

    static final int AES_BYTES = 32;

    public static KeyMaterial generate(Algorithm algorithm, SecureRandom random) {
        if (algorithm == Algorithm.AES_256_GCM) {
            byte[] key = new byte[AES_BYTES];
            random.nextBytes(key);
            return new KeyMaterial(key, Optional.empty());
        }
        return ofPrivate(
                Parameters.generator(algorithm, random).generateKeyPair().getPrivate());
    }

    /**
     * Takes a key that was made elsewhere.
     *
     * @param encoded PKCS#8 in DER with the seed, the expanded key, or both; of AES-256-GCM the 32 bytes
     * @throws Rejected when it is no private key, of another algorithm, or contradicts itself
     */
    public static KeyMaterial imported(Algorithm algorithm, byte[] encoded) {
        if (algorithm == Algorithm.AES_256_GCM) {
            if (encoded.length != AES_BYTES) {
                throw new Rejected("is " + encoded.length + " bytes long; a key of AES-256-GCM has 32");
            }
            return new KeyMaterial(encoded.clone(), Optional.empty());
        }
        AsymmetricKeyParameter key = readPrivate(encoded);
        Algorithm actual = Parameters.algorithm(key);
        if (actual != algorithm) {
            throw new Rejected("is a key of " + actual.text() + ", not of " + algorithm.text());
        }
        return ofPrivate(key);
    }

    /** Overwrites the private bytes: call it once they are sealed or used. */
    public void forget() {
        Arrays.fill(privateKey, (byte) 0);
    }

    /** @throws Rejected when the bytes are no PKCS#8 private key, or are one that contradicts itself */
    static AsymmetricKeyParameter readPrivate(byte[] pkcs8) {
        try {
            AsymmetricKeyParameter key = PrivateKeyFactory.createKey(pkcs8);
            if (!key.isPrivate()) {
                throw new Rejected("is no private key");
            }
            return key;
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new Rejected("is no PKCS#8 private key in DER that could be read, or one that contradicts itself");
        }
    }

    private static KeyMaterial ofPrivate(AsymmetricKeyParameter key) {
        try {
            return new KeyMaterial(
                    PrivateKeyInfoFactory.createPrivateKeyInfo(smallest(key)).getEncoded("DER"),
                    Optional.of(PublicKey.of(publicOf(key))));
        } catch (IOException e) {
            throw new IllegalStateException("a key that cannot be written", e);
        }
    }

    private static AsymmetricKeyParameter smallest(AsymmetricKeyParameter key) {
        return switch (key) {
            case MLDSAPrivateKeyParameters mlDsa
            when mlDsa.getSeed() != null -> mlDsa.withPreferredFormat(MLDSAPrivateKeyParameters.SEED_ONLY);
            case MLKEMPrivateKeyParameters mlKem
            when mlKem.getSeed() != null -> mlKem.withPreferredFormat(MLKEMPrivateKeyParameters.SEED_ONLY);
            default -> key;
        };
    }

    private static AsymmetricKeyParameter publicOf(AsymmetricKeyParameter key) {
        return switch (key) {
            case MLDSAPrivateKeyParameters mlDsa -> mlDsa.getPublicKeyParameters();
            case MLKEMPrivateKeyParameters mlKem -> mlKem.getPublicKeyParameters();
            case SLHDSAPrivateKeyParameters slhDsa ->
                Parameters.publicKey(Algorithm.SLH_DSA_128S, slhDsa.getEncodedPublicKey());
            case Ed25519PrivateKeyParameters ed25519 -> ed25519.generatePublicKey();
            default -> throw new IllegalArgumentException("not a private key served here");
        };
    }
}
