package dev.infrahub.quantumapilocal.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A credential, as it is kept: without itself.
 *
 * @param prefix its first characters, to tell it from others
 * @param rateLimitPerMinute calls in a minute; none: not limited
 * @param allowedCidrs where it may be used from; empty: anywhere
 */
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        Set<Scope> scopes,
        Optional<Instant> expiresAt,
        Optional<Integer> rateLimitPerMinute,
        List<Cidr> allowedCidrs,
        Instant createdAt,
        Optional<Instant> revokedAt) {

    private static final String START = "qapi_";
    private static final int RANDOM_BYTES = 32;
    private static final int PREFIX_LENGTH = 8;

    /** A new credential: {@code qapi_} and 256 random bits in base64url. It is shown once and kept nowhere. */
    public static String draw(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return START + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a credential. It has 256 random bits, so there is nothing for a slow hash to protect. */
    public static byte[] hash(String credential) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(credential.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public static String prefix(String credential) {
        return credential.substring(0, Math.min(PREFIX_LENGTH, credential.length()));
    }

    public boolean isGood(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }
}
