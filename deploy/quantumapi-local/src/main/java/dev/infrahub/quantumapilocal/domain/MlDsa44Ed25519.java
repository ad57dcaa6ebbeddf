package dev.infrahub.quantumapilocal.domain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/**
 * The composite of ML-DSA-44 and Ed25519, whose signature is good only if both are: MLDSA44-Ed25519-SHA512 of
 * draft-ietf-lamps-pq-composite-sigs, without a context, as SSH has it (draft-miller-sshm-mldsa44-ed25519-composite-sigs).
 * In keys and signatures ML-DSA-44 comes first. A private key is two seeds, 64 bytes; a public key has 1344 bytes, a
 * signature 2484.
 */
public final class MlDsa44Ed25519 {

    private static final byte[] PREFIX = "CompositeAlgorithmSignatures2025".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LABEL = "COMPSIG-MLDSA44-Ed25519-SHA512".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_CONTEXT = {};

    private static final int SEED = 32;
    private static final int ML_DSA_PUBLIC_KEY = 1312;
    private static final int ED25519_PUBLIC_KEY = 32;
    private static final int ML_DSA_SIGNATURE = 2420;
    private static final int ED25519_SIGNATURE = 64;

    private MlDsa44Ed25519() {}

    public static byte[] newPrivateKey(SecureRandom random) {
        byte[] seeds = new byte[2 * SEED];
        random.nextBytes(seeds);
        return seeds;
    }

    public static byte[] publicKey(byte[] privateKey) {
        return joined(
                mlDsa(privateKey).getPublicKeyParameters().getEncoded(),
                ed25519(privateKey).generatePublicKey().getEncoded());
    }

    /** @throws Rejected when the bytes are no public key */
    public static void checkPublicKey(byte[] publicKey) {
        if (publicKey.length != ML_DSA_PUBLIC_KEY + ED25519_PUBLIC_KEY) {
            throw new Rejected("is " + publicKey.length + " bytes long; a key of ML-DSA-44 with Ed25519 has 1344");
        }
        mlDsa44(publicKey);
        ed25519Key(publicKey);
    }

    /** @param signatures what hedges the part of ML-DSA-44 */
    public static byte[] sign(byte[] privateKey, byte[] data, Signatures signatures) {
        byte[] message = message(data);
        return joined(
                signatures.sign(mlDsa(privateKey), LABEL, message),
                signatures.sign(ed25519(privateKey), NO_CONTEXT, message));
    }

    /** @throws Rejected when the public key is none */
    public static boolean verify(byte[] publicKey, byte[] data, byte[] signature) {
        checkPublicKey(publicKey);
        if (signature.length != ML_DSA_SIGNATURE + ED25519_SIGNATURE) {
            return false;
        }
        byte[] message = message(data);
        return Signatures.verify(mlDsa44(publicKey), LABEL, message, Arrays.copyOf(signature, ML_DSA_SIGNATURE))
                && Signatures.verify(ed25519Key(publicKey), NO_CONTEXT, message, rest(signature, ML_DSA_SIGNATURE));
    }

    /** What both sign in place of the data: prefix, label, the length of the context, which is none, and the hash. */
    private static byte[] message(byte[] data) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(data);
            return joined(PREFIX, LABEL, new byte[] {0}, hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }

    private static MLDSAPrivateKeyParameters mlDsa(byte[] privateKey) {
        return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, Arrays.copyOf(privateKey, SEED));
    }

    private static Ed25519PrivateKeyParameters ed25519(byte[] privateKey) {
        return new Ed25519PrivateKeyParameters(privateKey, SEED);
    }

    private static PublicKey mlDsa44(byte[] publicKey) {
        return PublicKey.ofRaw(Algorithm.ML_DSA_44, Arrays.copyOf(publicKey, ML_DSA_PUBLIC_KEY));
    }

    private static PublicKey ed25519Key(byte[] publicKey) {
        return PublicKey.ofRaw(Algorithm.ED25519, rest(publicKey, ML_DSA_PUBLIC_KEY));
    }

    private static byte[] rest(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
