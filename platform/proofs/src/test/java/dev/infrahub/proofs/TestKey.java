package dev.infrahub.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** An ML-DSA-65 key that signs as QuantumAPI does. */
final class TestKey {

    private final AsymmetricCipherKeyPair pair;

    TestKey() {
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), MLDSAParameters.ml_dsa_65));
        this.pair = generator.generateKeyPair();
    }

    Seal sign(Purpose purpose, String text) {
        try {
            MLDSASigner signer = new MLDSASigner();
            signer.init(true, new ParametersWithContext(pair.getPrivate(), purpose.bytes()));
            byte[] data = text.getBytes(StandardCharsets.UTF_8);
            signer.update(data, 0, data.length);
            byte[] publicKey = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return new Seal(
                    base64.encodeToString(signer.generateSignature()),
                    "key-of-a-test",
                    1,
                    MlDsa.ALGORITHM,
                    base64.encodeToString(publicKey));
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
