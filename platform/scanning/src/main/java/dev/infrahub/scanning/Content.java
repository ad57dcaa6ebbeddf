package dev.infrahub.scanning;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text in a file: UTF-8, or UTF-16 where a byte order mark says so; what is no character of it is replaced. */
final class Content {

    /** As Git tells binary files: by a NUL among the first bytes. */
    private static final int LOOKED_AT = 8000;

    private Content() {}

    /** Nothing of a binary file. */
    static Optional<String> text(byte[] bytes) {
        if (isWide(bytes)) {
            return Optional.of(
                    behind(2, bytes, begins(bytes, 0xFE) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE));
        }
        if (isBinary(bytes)) {
            return Optional.empty();
        }
        return Optional.of(behind(begins(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0, bytes, StandardCharsets.UTF_8));
    }

    /** Whether it is UTF-16. */
    static boolean isWide(byte[] bytes) {
        return begins(bytes, 0xFE, 0xFF) || begins(bytes, 0xFF, 0xFE);
    }

    private static boolean isBinary(byte[] bytes) {
        for (int at = 0; at < Math.min(bytes.length, LOOKED_AT); at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int at = 0; at < mark.length; at++) {
            if ((bytes[at] & 0xFF) != mark[at]) {
                return false;
            }
        }
        return true;
    }

    private static String behind(int mark, byte[] bytes, Charset charset) {
        return new String(bytes, mark, bytes.length - mark, charset);
    }
}
