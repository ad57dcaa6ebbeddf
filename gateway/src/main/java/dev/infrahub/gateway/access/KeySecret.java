package dev.infrahub.gateway.access;

import dev.infrahub.proofs.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of an API key: {@code hub_} and 256 random bits in base64url. Only its SHA-256 is kept: there is nothing to
 * guess in it that a slow hash would protect.
 */
public record KeySecret(String text) {

    private static final String PREFIX = "hub_";
    private static final int BYTES = 32;
    private static final int SHOWN = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static KeySecret random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new KeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What may be shown of it. */
    public String prefix() {
        return text.substring(0, Math.min(SHOWN, text.length()));
    }

    public byte[] sha256() {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is printed ends in logs. */
    @Override
    public String toString() {
        return "KeySecret[" + prefix() + "…]";
    }
}
