package dev.infrahub.proofs;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** ML-DSA-65, pure, with context: FIPS 204, algorithm 3. The JDK's own takes no context. */
public final class MlDsa {

    public static final String ALGORITHM = "ML-DSA-65";

    private MlDsa() {}

    /** @param publicKey SubjectPublicKeyInfo in DER */
    static boolean verify(byte[] publicKey, byte[] context, byte[] data, byte[] signature) {
        return key(publicKey)
                .filter(key -> key.getParameters().equals(MLDSAParameters.ml_dsa_65))
                .map(key -> verify(key, context, data, signature))
                .orElse(false);
    }

    private static boolean verify(MLDSAPublicKeyParameters key, byte[] context, byte[] data, byte[] signature) {
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, new ParametersWithContext(key, context));
        verifier.update(data, 0, data.length);
        return verifier.verifySignature(signature);
    }

    private static Optional<MLDSAPublicKeyParameters> key(byte[] spki) {
        try {
            return PublicKeyFactory.createKey(spki) instanceof MLDSAPublicKeyParameters key
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (IOException | RuntimeException noKey) {
            return Optional.empty();
        }
    }
}
