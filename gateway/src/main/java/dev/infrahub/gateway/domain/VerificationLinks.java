package dev.infrahub.gateway.domain;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that open the verification of one approval. Change request ids can be guessed; the token in the link, an HMAC-SHA256
 * of the id, cannot.
 */
public final class VerificationLinks {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param secret the installation's; links get a key of their own out of it */
    public VerificationLinks(byte[] secret) {
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), "verification-links"), HMAC);
    }

    public String path(String changeRequestId) {
        return "/api/cab/verify/"
                + URLEncoder.encode(changeRequestId, StandardCharsets.UTF_8).replace("+", "%20") + "?token="
                + token(changeRequestId);
    }

    public boolean opens(String changeRequestId, String token) {
        return MessageDigest.isEqual(
                token(changeRequestId).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private String token(String changeRequestId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, changeRequestId));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
