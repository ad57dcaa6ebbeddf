package dev.infrahub.quantumapilocal.domain;

import dev.infrahub.ssh.Composite;
import dev.infrahub.ssh.SshWriter;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/** The private half of {@link Composite}: two seeds, 64 bytes, of ML-DSA-44 first. */
public final class MlDsa44Ed25519 {

    private static final byte[] NO_CONTEXT = {};

    private static final int SEED = 32;

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

    /** @param signatures what hedges the part of ML-DSA-44 */
    public static byte[] sign(byte[] privateKey, byte[] data, Signatures signatures) {
        byte[] message = Composite.message(data);
        return joined(
                signatures.sign(mlDsa(privateKey), Composite.context(), message),
                signatures.sign(ed25519(privateKey), NO_CONTEXT, message));
    }

    private static MLDSAPrivateKeyParameters mlDsa(byte[] privateKey) {
        return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, Arrays.copyOf(privateKey, SEED));
    }

    private static Ed25519PrivateKeyParameters ed25519(byte[] privateKey) {
        return new Ed25519PrivateKeyParameters(privateKey, SEED);
    }

    private static byte[] joined(byte[] mlDsa, byte[] ed25519) {
        return SshWriter.written(out -> out.raw(mlDsa).raw(ed25519));
    }
}
