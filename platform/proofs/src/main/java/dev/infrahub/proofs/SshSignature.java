package dev.infrahub.proofs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * Signatures of SSH authorities: Ed25519 (RFC 8709), and ML-DSA-44 together with Ed25519 as OpenSSH has it
 * (draft-miller-sshm-mldsa44-ed25519-composite-sigs), where both must verify.
 */
public final class SshSignature {

    private static final byte[] PREFIX = "CompositeAlgorithmSignatures2025".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LABEL = "COMPSIG-MLDSA44-Ed25519-SHA512".getBytes(StandardCharsets.US_ASCII);
    /** There is no context, and it is one byte that says so. */
    private static final byte[] NO_CONTEXT = {0};

    private static final int ED25519_KEY = 32;
    private static final int ED25519_SIGNATURE = 64;
    private static final int ML_DSA_44_KEY = 1312;
    private static final int ML_DSA_44_SIGNATURE = 2420;

    private SshSignature() {}

    /** @param key raw, 32 bytes */
    public static boolean ed25519(byte[] key, byte[] data, byte[] signature) {
        if (key.length != ED25519_KEY || signature.length != ED25519_SIGNATURE) {
            return false;
        }
        Ed25519Signer verifier = new Ed25519Signer();
        try {
            verifier.init(false, new Ed25519PublicKeyParameters(key, 0));
        } catch (IllegalArgumentException notOnTheCurve) {
            return false;
        }
        verifier.update(data, 0, data.length);
        return verifier.verifySignature(signature);
    }

    /** @param key raw, ML-DSA-44's 1312 bytes and Ed25519's 32; the signature is in that order too */
    public static boolean mlDsa44Ed25519(byte[] key, byte[] data, byte[] signature) {
        if (key.length != ML_DSA_44_KEY + ED25519_KEY || signature.length != ML_DSA_44_SIGNATURE + ED25519_SIGNATURE) {
            return false;
        }
        byte[] message = join(PREFIX, LABEL, NO_CONTEXT, sha512(data));
        return mlDsa44(Arrays.copyOf(key, ML_DSA_44_KEY), message, Arrays.copyOf(signature, ML_DSA_44_SIGNATURE))
                && ed25519(
                        Arrays.copyOfRange(key, ML_DSA_44_KEY, key.length),
                        message,
                        Arrays.copyOfRange(signature, ML_DSA_44_SIGNATURE, signature.length));
    }

    private static boolean mlDsa44(byte[] key, byte[] message, byte[] signature) {
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(
                false, new ParametersWithContext(new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, key), LABEL));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    private static byte[] sha512(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }

    private static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer joined = ByteBuffer.allocate(length);
        Arrays.stream(parts).forEach(joined::put);
        return joined.array();
    }
}
