package dev.infrahub.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What is printed ends in logs. */
    @Override
    public String toString() {
        return "KeySecret[" + prefix() + "…]";
    }
}
