package dev.infrahub.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** The public keys whose signatures a worker believes; several, so that one can follow another. */
final class TrustedKeys {

    private static final String LABEL = "PUBLIC KEY";

    private final Map<String, TrustedKey> keys;

    private TrustedKeys(Map<String, TrustedKey> keys) {
        this.keys = keys;
    }

    static TrustedKeys none() {
        return new TrustedKeys(Map.of());
    }

    /**
     * @param pem one SubjectPublicKeyInfo after another
     * @throws IllegalArgumentException where it holds none, or one that is no ML-DSA-65 key
     */
    static TrustedKeys of(String pem) {
        Map<String, TrustedKey> keys = Pem.blocks(LABEL, pem).stream()
                .map(TrustedKeys::key)
                .collect(Collectors.toUnmodifiableMap(TrustedKey::id, Function.identity(), (first, _) -> first));
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("holds no public key in PEM");
        }
        return new TrustedKeys(keys);
    }

    private static TrustedKey key(byte[] spki) {
        try {
            if (PublicKeyFactory.createKey(spki) instanceof MLDSAPublicKeyParameters key
                    && key.getParameters().equals(MLDSAParameters.ml_dsa_65)) {
                return TrustedKey.of(key);
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("holds what cannot be read as a public key", e);
        }
        throw new IllegalArgumentException("holds a key that is no ML-DSA-65 key");
    }

    Optional<TrustedKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** @param id {@code SHA256:} and the base64url of the SHA-256 of its SubjectPublicKeyInfo, without padding */
    record TrustedKey(String id, MLDSAPublicKeyParameters key) {

        static TrustedKey of(MLDSAPublicKeyParameters key) {
            byte[] hash = sha256(spki(key));
            return new TrustedKey(
                    "SHA256:" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash), key);
        }

        String pem() {
            return Pem.block(LABEL, spki(key));
        }

        boolean verifies(byte[] text, byte[] signature) {
            MLDSASigner verifier = new MLDSASigner();
            verifier.init(false, new ParametersWithContext(key, SignedText.CONTEXT));
            verifier.update(text, 0, text.length);
            return verifier.verifySignature(signature);
        }

        private static byte[] spki(MLDSAPublicKeyParameters key) {
            try {
                return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key)
                        .getEncoded();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static byte[] sha256(byte[] data) {
        return sha256().digest(data);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
