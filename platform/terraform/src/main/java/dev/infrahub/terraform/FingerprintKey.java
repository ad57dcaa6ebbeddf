package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which sensitive values enter a {@link PlanFingerprint}. Whoever has it could try out guesses at them, and
 * whoever loses it can compare no fingerprint of a plan with sensitive values to an earlier one.
 */
public final class FingerprintKey {

    /** RFC 2104, section 3: a key shorter than the hash weakens it. */
    public static final int LEAST_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    private FingerprintKey(SecretKey key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException where it is too short; the message never holds the key */
    public static FingerprintKey of(byte[] key) {
        if (key.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "a fingerprint key of %d bytes; it takes at least %d".formatted(key.length, LEAST_BYTES));
        }
        return new FingerprintKey(new SecretKeySpec(key, ALGORITHM));
    }

    /** @throws IllegalArgumentException where it is not Base64 or too short; the message never holds the key */
    public static FingerprintKey ofBase64(String key) {
        return of(decoded(key.strip()));
    }

    private static byte[] decoded(String key) {
        try {
            return Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("a fingerprint key that is not Base64");
        }
    }

    /** Digests values under this key; for one thread. */
    Digester digester() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new Digester(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** HMAC-SHA256 of values. */
    record Digester(Mac mac) {

        /**
         * A value that stands for this one, and for no other under the same key. It needs no tag: to write a string that
         * equals it, one must know the key.
         */
        Value of(Value value) {
            return new Value.Text("hmac-sha256:" + text(value));
        }

        /** The digest of a value: 64 hex digits. */
        String text(Value value) {
            return HexFormat.of().formatHex(mac.doFinal(ExactValues.canonical(value)));
        }

        /** So many bytes of the digest of a digest, as hex digits. */
        String shortened(byte[] digest, int bytes) {
            return HexFormat.of().formatHex(mac.doFinal(digest), 0, bytes);
        }
    }
}
