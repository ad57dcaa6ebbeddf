package dev.infrahub.quantumapilocal.domain;

import java.security.SecureRandom;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** ML-KEM: encapsulation and decapsulation, FIPS 203 algorithms 20 and 21. */
public final class Kem {

    private final SecureRandom random;

    public Kem(SecureRandom random) {
        this.random = random;
    }

    /**
     * A secret and what carries it to the holder of the private key.
     *
     * @param secret 32 bytes
     * @param ciphertext 768, 1088 or 1568 bytes, by parameter set
     */
    public record Encapsulated(byte[] secret, byte[] ciphertext) {}

    /** @throws Rejected when the key is not of ML-KEM */
    public Encapsulated encapsulate(PublicKey publicKey) {
        if (!(publicKey.parameter() instanceof MLKEMPublicKeyParameters key)) {
            throw new Rejected("is no key of ML-KEM");
        }
        SecretWithEncapsulation made = new MLKEMGenerator(random).generateEncapsulated(key);
        return new Encapsulated(made.getSecret(), made.getEncapsulation());
    }

    /**
     * The secret. A ciphertext that was tampered with gives another one, and no error: implicit rejection.
     *
     * @param privateKey PKCS#8 in DER
     * @throws Rejected when the key is not of ML-KEM, or the ciphertext has a length that it cannot have
     */
    public static byte[] decapsulate(byte[] privateKey, byte[] ciphertext) {
        if (!(KeyMaterial.readPrivate(privateKey) instanceof MLKEMPrivateKeyParameters key)) {
            throw new Rejected("is no key of ML-KEM");
        }
        MLKEMExtractor extractor = new MLKEMExtractor(key);
        if (ciphertext.length != extractor.getEncapsulationLength()) {
            throw new Rejected("has a length that no ciphertext of this key has");
        }
        return extractor.extractSecret(ciphertext);
    }
}
