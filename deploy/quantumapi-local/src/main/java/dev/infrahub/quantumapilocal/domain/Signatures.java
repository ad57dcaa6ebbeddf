package dev.infrahub.quantumapilocal.domain;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.SLHDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.SLHDSASigner;

/**
 * Signs and verifies, pure and hedged: ML-DSA by FIPS 204 algorithms 2 and 3, SLH-DSA by FIPS 205 algorithms 22 and 24,
 * Ed25519 by RFC 8032.
 */
public final class Signatures {

    /** The longest context, in bytes: FIPS 204 section 5.2. */
    public static final int MAX_CONTEXT = 255;

    private final SecureRandom random;

    /** @param random what hedges signatures; of zeros it gives the deterministic variant of ML-DSA */
    public Signatures(SecureRandom random) {
        this.random = random;
    }

    /**
     * Signs.
     *
     * @param privateKey PKCS#8 in DER
     * @param context empty where the algorithm takes none
     * @throws Rejected when the private key cannot be used, or a context is too long or not taken
     */
    public byte[] sign(byte[] privateKey, byte[] context, byte[] data) {
        return sign(KeyMaterial.readPrivate(privateKey), context, data);
    }

    byte[] sign(AsymmetricKeyParameter key, byte[] context, byte[] data) {
        checkContext(Parameters.algorithm(key), context);
        return switch (key) {
            case MLDSAPrivateKeyParameters mlDsa -> signMu(mlDsa, mu(mlDsa, context, data));
            case SLHDSAPrivateKeyParameters slhDsa -> {
                SLHDSASigner signer = new SLHDSASigner();
                signer.init(true, hedged(slhDsa, context));
                yield signer.generateSignature(data);
            }
            case Ed25519PrivateKeyParameters ed25519 -> {
                Ed25519Signer signer = new Ed25519Signer();
                signer.init(true, ed25519);
                yield signed(signer, data);
            }
            default -> throw new Rejected("is no signing key");
        };
    }

    /** What ML-DSA signs in place of context and data: 64 bytes, FIPS 204 algorithm 7, line 6. */
    static byte[] mu(MLDSAPrivateKeyParameters key, byte[] context, byte[] data) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, new ParametersWithContext(key, context));
        signer.update(data, 0, data.length);
        try {
            return signer.generateMu();
        } catch (CryptoException e) {
            throw new IllegalStateException("a hash that could not be made", e);
        }
    }

    byte[] signMu(MLDSAPrivateKeyParameters key, byte[] mu) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, new ParametersWithRandom(key, random));
        try {
            return signer.generateMuSignature(mu);
        } catch (CryptoException e) {
            throw new IllegalStateException("a signature that could not be made", e);
        }
    }

    /**
     * Whether the signature is the key's over the data in the context. A malformed signature is a wrong one.
     *
     * @throws Rejected when the key does not sign, or a context is too long or not taken
     */
    public static boolean verify(PublicKey publicKey, byte[] context, byte[] data, byte[] signature) {
        checkContext(publicKey.algorithm(), context);
        return switch (publicKey.parameter()) {
            case MLDSAPublicKeyParameters mlDsa -> {
                MLDSASigner verifier = new MLDSASigner();
                verifier.init(false, new ParametersWithContext(mlDsa, context));
                verifier.update(data, 0, data.length);
                yield verifier.verifySignature(signature);
            }
            case SLHDSAPublicKeyParameters slhDsa -> {
                SLHDSASigner verifier = new SLHDSASigner();
                verifier.init(false, new ParametersWithContext(slhDsa, context));
                yield verifier.verifySignature(data, signature);
            }
            case Ed25519PublicKeyParameters ed25519 -> {
                Ed25519Signer verifier = new Ed25519Signer();
                verifier.init(false, ed25519);
                verifier.update(data, 0, data.length);
                yield verifier.verifySignature(signature);
            }
            default -> throw new Rejected("is no key that signs");
        };
    }

    /**
     * Holds a context against what the algorithm takes.
     *
     * @throws Rejected when it is too long, or there and not taken
     */
    public static void checkContext(Algorithm algorithm, byte[] context) {
        if (context.length > MAX_CONTEXT) {
            throw new Rejected("is " + context.length + " bytes long; a context has at most " + MAX_CONTEXT);
        }
        if (context.length > 0 && !algorithm.takesContext()) {
            throw new Rejected("is not taken: " + algorithm.text() + " has no context, only ML-DSA and SLH-DSA have");
        }
    }

    private CipherParameters hedged(AsymmetricKeyParameter key, byte[] context) {
        return new ParametersWithContext(new ParametersWithRandom(key, random), context);
    }

    private static byte[] signed(Signer signer, byte[] data) {
        signer.update(data, 0, data.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("a signature that could not be made", e);
        }
    }
}
