package dev.infrahub.ssh;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Ed25519, RFC 8032: keys of 32 bytes, signatures of 64. */
final class Ed25519 {

    static final int KEY = 32;
    static final int SIGNATURE = 64;

    private Ed25519() {}

    /** @throws IllegalArgumentException for what is no point of the curve (RFC 8032 section 5.1.3), or one of small order */
    static void check(byte[] key) {
        key(key);
    }

    private static Ed25519PublicKeyParameters key(byte[] raw) {
        try {
            return new Ed25519PublicKeyParameters(raw);
        } catch (IllegalArgumentException noSuchPoint) {
            throw new IllegalArgumentException("is no key of Ed25519");
        }
    }

    /** @param key checked */
    static boolean verify(byte[] key, byte[] data, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, key(key));
        verifier.update(data, 0, data.length);
        return verifier.verifySignature(signature);
    }
}
