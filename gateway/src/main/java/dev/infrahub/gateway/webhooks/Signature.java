package dev.infrahub.gateway.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A signature of GitHub's: the HMAC-SHA256 of the body, byte for byte, under the secret that both know. */
final class Signature {

    static final String HEADER = "X-Hub-Signature-256";

    private static final String HMAC = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int HEX = 64;

    private final byte[] said;

    private Signature(byte[] said) {
        this.said = said;
    }

    /** Null where the header bears none. */
    static @Nullable Signature of(@Nullable String header) {
        if (header == null || !header.startsWith(PREFIX) || header.length() != PREFIX.length() + HEX) {
            return null;
        }
        try {
            return new Signature(HexFormat.of().parseHex(header, PREFIX.length(), header.length()));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** In a time that tells nothing of how much of it is right. */
    boolean isOf(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
            return MessageDigest.isEqual(mac.doFinal(body), said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
