package dev.infrahub.gateway.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that open one thing without an account. Ids can be guessed; the token in the link, an HMAC-SHA256 of the id, cannot.
 */
public final class VerificationLinks {

    private static final String HMAC = "HmacSHA256";

    private final Map<Opens, SecretKeySpec> keys = new EnumMap<>(Opens.class);

    /** What a link opens. A token is good for one kind only, as each has a key of its own. */
    public enum Opens {
        /** The verification of the approval of a change request. */
        APPROVAL("/api/cab/verify/", "verification-links"),
        /** An evidence file. */
        EVIDENCE("/api/cab/evidence/", "evidence-links");

        private final String path;
        private final String purpose;

        Opens(String path, String purpose) {
            this.path = path;
            this.purpose = purpose;
        }

        /** What stands before the id. */
        public String path() {
            return path;
        }
    }

    /** @param secret the installation's; links get keys of their own out of it */
    public VerificationLinks(byte[] secret) {
        for (Opens what : Opens.values()) {
            keys.put(what, new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), what.purpose), HMAC));
        }
    }

    public String path(Opens what, String id) {
        return what.path
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20") + "?token="
                + token(what, id);
    }

    public boolean opens(Opens what, String id, String token) {
        return MessageDigest.isEqual(
                token(what, id).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private String token(Opens what, String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(Objects.requireNonNull(keys.get(what)), id));
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
