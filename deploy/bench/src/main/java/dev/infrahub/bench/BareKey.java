package dev.infrahub.bench;

import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** An ML-DSA-65 key in this process, with nothing around it: what signing and verifying cost at least. */
final class BareKey {

    private final byte[] message;
    private final AsymmetricCipherKeyPair pair;
    private final byte[] signature;

    BareKey(byte[] message) throws CryptoException {
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), MLDSAParameters.ml_dsa_65));
        this.message = message.clone();
        this.pair = generator.generateKeyPair();
        this.signature = sign();
    }

    byte[] sign() throws CryptoException {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, new ParametersWithRandom(pair.getPrivate(), new SecureRandom()));
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    boolean verify() {
        MLDSASigner signer = new MLDSASigner();
        signer.init(false, pair.getPublic());
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }
}
