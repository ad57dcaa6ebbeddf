package dev.infrahub.driftworker.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A text, or the base64 of one, as scripts are handed to machines. */
final class Base64Text {

    private Base64Text() {}

    /** Whether one is the base64 of the other, or both are that of the same. */
    static boolean isSame(String before, String after) {
        Optional<byte[]> was = decoded(before);
        Optional<byte[]> is = decoded(after);
        return was.filter(bytes -> Arrays.equals(bytes, bytes(after))).isPresent()
                || is.filter(bytes -> Arrays.equals(bytes, bytes(before))).isPresent()
                || was.flatMap(bytes -> is.map(others -> Arrays.equals(bytes, others)))
                        .orElse(false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Broken into lines or not; nothing is no base64. */
    private static Optional<byte[]> decoded(String text) {
        String plain = text.replace("\r", "").replace("\n", "");
        try {
            return plain.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(bytes(plain)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
