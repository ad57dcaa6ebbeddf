package dev.infrahub.ssh;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** An authority with its private key at hand: that of Ed25519 alone or, for the composite, both. */
record Authority(SshAlgorithm algorithm, MLDSAPrivateKeyParameters mlDsa, Ed25519PrivateKeyParameters ed25519) {

    static Authority of(SshAlgorithm algorithm) {
        SecureRandom random = new SecureRandom();
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return new Authority(
                algorithm,
                new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed),
                new Ed25519PrivateKeyParameters(random));
    }

    byte[] raw() {
        byte[] second = ed25519.generatePublicKey().getEncoded();
        return switch (algorithm) {
            case ED25519 -> second;
            case ML_DSA_44_ED25519 ->
                SshWriter.written(out ->
                        out.raw(mlDsa.getPublicKeyParameters().getEncoded()).raw(second));
        };
    }

    SshPublicKey key() {
        return algorithm.publicKey(raw());
    }

    byte[] sign(byte[] data) {
        return switch (algorithm) {
            case ED25519 -> signEd25519(data);
            case ML_DSA_44_ED25519 -> {
                byte[] message = Composite.message(data);
                yield SshWriter.written(out -> out.raw(signMlDsa(message)).raw(signEd25519(message)));
            }
        };
    }

    SshSignature signature(byte[] data) {
        return new SshSignature(algorithm.text(), sign(data));
    }

    private byte[] signEd25519(byte[] data) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, ed25519);
        signer.update(data, 0, data.length);
        return signer.generateSignature();
    }

    private byte[] signMlDsa(byte[] data) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, new ParametersWithContext(mlDsa, Composite.context()));
        signer.update(data, 0, data.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }
}
