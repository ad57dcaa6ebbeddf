package dev.infrahub.gateway.terraform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Names a plan by what it is and where it belongs, so that the same plan handed in twice is the same plan. */
public final class PlanIds {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000000000000000L;

    private PlanIds() {}

    /** A UUID of version 8 (RFC 9562, section 5.8) over client, module, environment and the plan's hash. */
    public static UUID of(String client, String module, Optional<String> environment, String planHash) {
        ByteBuffer digest =
                ByteBuffer.wrap(sha256(String.join("\n", List.of(client, module, environment.orElse(""), planHash))));
        long high = (digest.getLong() & ~0xF000L) | VERSION_8;
        long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | VARIANT;
        return new UUID(high, low);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
