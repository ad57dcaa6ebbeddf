package dev.infrahub.proofs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** SHA-256. */
public final class Digest {

    /** What stands before the first decision. */
    public static final String NONE = "0".repeat(64);

    private static final long VERSION = 0xF000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0b11L << 62;
    private static final long VARIANT_RFC = 0b10L << 62;

    private Digest() {}

    /** 64 lower-case hex digits, of the text in UTF-8. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** 64 lower-case hex digits. */
    public static String of(byte[] data) {
        return HexFormat.of().formatHex(sha256(data));
    }

    /** A UUID (RFC 9562, version 8) out of the hash: the same for the same data, another for any other. */
    public static UUID id(byte[] data) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(data));
        long high = (hash.getLong() & ~VERSION) | VERSION_8;
        long low = (hash.getLong() & ~VARIANT) | VARIANT_RFC;
        return new UUID(high, low);
    }

    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
