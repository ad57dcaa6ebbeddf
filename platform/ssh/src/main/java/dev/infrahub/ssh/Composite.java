package dev.infrahub.ssh;

import static dev.infrahub.ssh.Required.require;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * The composite of ML-DSA-44 and Ed25519, whose signature is good only if both are: MLDSA44-Ed25519-SHA512 of
 * draft-ietf-lamps-pq-composite-sigs, without a context, as SSH has it (draft-miller-sshm-mldsa44-ed25519-composite-sigs). In
 * keys, of 1344 bytes, and signatures, of 2484, ML-DSA-44 comes first.
 */
public final class Composite {

    private static final String PREFIX = "CompositeAlgorithmSignatures2025";
    private static final String LABEL = "COMPSIG-MLDSA44-Ed25519-SHA512";

    private static final int ML_DSA_KEY = 1312;
    private static final int ML_DSA_SIGNATURE = 2420;
    private static final int KEY = ML_DSA_KEY + Ed25519.KEY;
    private static final int SIGNATURE = ML_DSA_SIGNATURE + Ed25519.SIGNATURE;

    private Composite() {}

    /** The context in which ML-DSA-44 signs. */
    public static byte[] context() {
        return LABEL.getBytes(StandardCharsets.US_ASCII);
    }

    /** What both sign in place of the data: prefix, label, the length of the context, which is none, and the hash. */
    public static byte[] message(byte[] data) {
        byte[] names = (PREFIX + LABEL + "\0").getBytes(StandardCharsets.US_ASCII);
        return SshWriter.written(out -> out.raw(names).raw(Hash.of("SHA-512", data)));
    }

    /** @throws IllegalArgumentException for what is not both of its keys */
    static void check(byte[] key) {
        require(key.length == KEY, "is no key of ML-DSA-44 with Ed25519, which has " + KEY + " bytes");
        mlDsa(key);
        Ed25519.check(ed25519(key));
    }

    /** @param key checked */
    static boolean verify(byte[] key, byte[] data, byte[] signature) {
        byte[] message = message(data);
        return signature.length == SIGNATURE
                && verifyMlDsa(key, message, Arrays.copyOf(signature, ML_DSA_SIGNATURE))
                && Ed25519.verify(
                        ed25519(key), message, Arrays.copyOfRange(signature, ML_DSA_SIGNATURE, signature.length));
    }

    private static boolean verifyMlDsa(byte[] key, byte[] message, byte[] signature) {
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, new ParametersWithContext(mlDsa(key), context()));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    private static MLDSAPublicKeyParameters mlDsa(byte[] key) {
        return new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, Arrays.copyOf(key, ML_DSA_KEY));
    }

    private static byte[] ed25519(byte[] key) {
        return Arrays.copyOfRange(key, ML_DSA_KEY, key.length);
    }
}
