package dev.infrahub.scanning;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of what nobody may be told: without the key no guess at a credential, or at a small file that is little else,
 * can be tried. One scope's tell nothing about another's. For one thread.
 */
public final class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int DIGEST_BYTES = 16;

    private final Mac mac;

    private Fingerprints(Mac mac) {
        this.mac = mac;
    }

    /** @param scope such as a client, whose fingerprints are comparable with each other and with no others */
    public static Fingerprints of(byte[] key, String scope) {
        byte[] derived = mac(key).doFinal(("secret-scan/" + scope).getBytes(StandardCharsets.UTF_8));
        return new Fingerprints(mac(derived));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** Of the n-th place of a credential in a file: whatever the lines, and the rule that recognises it. */
    String of(String path, String secret, int n) {
        part("finding");
        part(path);
        part(secret);
        return HexFormat.of().formatHex(mac.doFinal(Integer.toString(n).getBytes(StandardCharsets.UTF_8)));
    }

    /** Of a file's content. */
    String digest(byte[] content) {
        part("file");
        return HexFormat.of().formatHex(mac.doFinal(content), 0, DIGEST_BYTES);
    }

    /** With its length, so that no two lists of parts are the same bytes. */
    private void part(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
    }
}
