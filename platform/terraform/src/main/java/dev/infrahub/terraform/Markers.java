package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stands in for the sensitive values of one plan; its key lives as long as it does. */
final class Markers {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SHOWN_BYTES = 4;
    private static final String BEGINNING = "(sensitive #";
    /** As a regular expression. */
    static final String FORM = "\\(sensitive #[0-9a-f]{8}\\)";

    private static final int LENGTH = BEGINNING.length() + 2 * SHOWN_BYTES + 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Mac mac = keyed();

    Value of(Value value) {
        if (value instanceof Value.Text(String text) && isMarker(text)) {
            return value;
        }
        byte[] digest = mac.doFinal(JsonValues.canonical(value).getBytes(StandardCharsets.UTF_8));
        return new Value.Text(BEGINNING + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES) + ")");
    }

    static boolean isMarker(String text) {
        return text.length() == LENGTH
                && text.startsWith(BEGINNING)
                && text.endsWith(")")
                && text.substring(BEGINNING.length(), LENGTH - 1).chars().allMatch(Markers::isHex);
    }

    private static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static Mac keyed() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
