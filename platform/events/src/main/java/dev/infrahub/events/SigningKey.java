package dev.infrahub.events;

import dev.infrahub.events.TrustedKeys.TrustedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/** What a service signs events with that give power: an ML-DSA-65 key (FIPS 204) of its own. */
public final class SigningKey {

    private static final String LABEL = "PRIVATE KEY";

    private final MLDSAPrivateKeyParameters key;
    private final TrustedKey publicKey;

    private SigningKey(MLDSAPrivateKeyParameters key) {
        this.key = key;
        this.publicKey = TrustedKey.of(key.getPublicKeyParameters());
    }

    public static SigningKey generate() {
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), MLDSAParameters.ml_dsa_65));
        return new SigningKey(
                (MLDSAPrivateKeyParameters) generator.generateKeyPair().getPrivate());
    }

    /**
     * @param pem PKCS#8, as {@link #privatePem} and OpenSSL write it (RFC 9881)
     * @throws IllegalArgumentException where it is anything but one ML-DSA-65 private key
     */
    public static SigningKey of(String pem) {
        List<byte[]> blocks = Pem.blocks(LABEL, pem);
        if (blocks.size() != 1) {
            throw new IllegalArgumentException("is not one private key in PEM");
        }
        try {
            if (PrivateKeyFactory.createKey(blocks.getFirst()) instanceof MLDSAPrivateKeyParameters key
                    && key.getParameters().equals(MLDSAParameters.ml_dsa_65)) {
                return new SigningKey(key);
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("cannot be read as a private key", e);
        }
        throw new IllegalArgumentException("is no ML-DSA-65 key");
    }

    /** PKCS#8 in PEM. */
    public String privatePem() {
        try {
            return Pem.block(
                    LABEL, PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What verifies its signatures: SubjectPublicKeyInfo (RFC 9881) in PEM. */
    public String publicPem() {
        return publicKey.pem();
    }

    /** Names the key by its public half, so that nobody has to agree on names. */
    public String id() {
        return publicKey.id();
    }

    byte[] sign(byte[] text) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(
                true, new ParametersWithContext(new ParametersWithRandom(key, new SecureRandom()), SignedText.CONTEXT));
        signer.update(text, 0, text.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("not signed", e);
        }
    }
}
