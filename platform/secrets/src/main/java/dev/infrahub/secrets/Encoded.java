package dev.infrahub.secrets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Text that was encoded in base64, perhaps compressed before, as user data and kubeconfigs are. */
final class Encoded {

    static final int SHORTEST = 20;

    private static final int MOST = 1 << 22;
    private static final int GZIP = 0x1F8B;
    private static final int PROBE = 48;

    private Encoded() {}

    static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }

    /** The text behind a run of base64 characters without its padding; empty where there is none. */
    static Optional<String> text(String run) {
        // a run may have lost its end; whole groups of four can always be decoded
        String whole = run.length() % 4 == 1 ? run.substring(0, run.length() - 1) : run;
        String standard = whole.replace('-', '+').replace('_', '/');
        byte[] head = Base64.getDecoder().decode(standard.substring(0, Math.min(PROBE, standard.length() & ~3)));
        if (head.length >= 2 && (((head[0] & 0xFF) << 8) | (head[1] & 0xFF)) == GZIP) {
            return unpacked(Base64.getDecoder().decode(standard));
        }
        return looksLikeText(head)
                ? Optional.of(new String(Base64.getDecoder().decode(standard), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static boolean looksLikeText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return !new String(head, 0, head.length, StandardCharsets.UTF_8)
                .substring(0, Math.max(0, head.length / 4))
                .contains("\uFFFD");
    }

    private static Optional<String> unpacked(byte[] gzip) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return Optional.of(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
