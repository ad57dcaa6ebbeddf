package dev.infrahub.secrets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Text that was encoded in base64, perhaps compressed before, as user data and kubeconfigs are. */
final class Encoded {

    static final int SHORTEST = 20;

    /** A line of wrapped base64 is 64 or 76 characters wide; so is hardly anything else that could be mistaken for it. */
    private static final int NARROWEST = 60;

    static final int MOST = 1 << 22;

    private static final CharClass DIGITS = CharClass.of("A-Za-z0-9+/_-");

    private static final int GZIP = 0x1F8B;
    private static final int PROBE = 48;
    private static final int PART = 1 << 13;

    private Encoded() {}

    static boolean isBase64(char c) {
        return DIGITS.has(c);
    }

    /**
     * The end of a run of base64 characters that may be wrapped: over lines of its own length, a whole number of groups of
     * four, and a last one that may be shorter, padded to such groups.
     */
    static int end(String text, int start, int lineEnd) {
        int width = lineEnd - start;
        int end = lineEnd;
        boolean wrapped = width >= NARROWEST && width % 4 == 0;
        while (wrapped) {
            int line = nextLine(text, end);
            int next = line;
            while (next < text.length() && next - line < width && isBase64(text.charAt(next))) {
                next++;
            }
            boolean isRun = next > line
                    && (next == text.length() || !isBase64(text.charAt(next)))
                    && (padded(text, next) - line) % 4 == 0;
            end = isRun ? next : end;
            wrapped = isRun && next - line == width;
        }
        return end;
    }

    /** Behind a line break and what the next line is indented by; the end of the text where there is no line break. */
    private static int nextLine(String text, int end) {
        int next = text.startsWith("\r", end) ? end + 1 : end;
        if (!text.startsWith("\n", next)) {
            return text.length();
        }
        do {
            next++;
        } while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t'));
        return next;
    }

    /** Behind the padding of a run that ends here. */
    static int padded(String text, int end) {
        int padded = end;
        while (padded < text.length() && text.charAt(padded) == '=' && padded < end + 2) {
            padded++;
        }
        return padded;
    }

    /** What was encoded, or its beginning. */
    record Text(String text, boolean isWhole) {

        private static Optional<Text> whole(byte[] bytes, Charset charset) {
            return Optional.of(new Text(new String(bytes, charset), true));
        }
    }

    /**
     * The text behind a run of base64 characters without its padding; empty where there is none.
     *
     * @param most bytes of it, where it is compressed
     */
    static Optional<Text> text(String wrapped, int most) {
        String run = withoutWhiteSpace(wrapped);
        // a run may have lost its end; whole groups of four can always be decoded
        String whole = run.length() % 4 == 1 ? run.substring(0, run.length() - 1) : run;
        String begin = whole.substring(0, Math.min(PROBE, whole.length() & ~3));
        if (!isAllBase64(begin)) {
            return Optional.empty();
        }
        byte[] head = decoded(begin);
        boolean isPacked = head.length >= 2 && (((head[0] & 0xFF) << 8) | (head[1] & 0xFF)) == GZIP;
        Optional<Charset> charset = isPacked ? Optional.empty() : charset(head);
        if ((!isPacked && charset.isEmpty()) || !isAllBase64(whole)) {
            return Optional.empty();
        }
        return isPacked ? unpacked(decoded(whole), most) : Text.whole(decoded(whole), charset.orElseThrow());
    }

    /** Of what begins so; empty where that is no text. */
    private static Optional<Charset> charset(byte[] head) {
        if (looksLikeUtf16(head, 1)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (looksLikeUtf16(head, 0)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return looksLikeText(head) ? Optional.of(StandardCharsets.UTF_8) : Optional.empty();
    }

    private static boolean isAllBase64(String run) {
        return DIGITS.hasAll(run);
    }

    private static String withoutWhiteSpace(String text) {
        if (text.indexOf('\n') < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    /** As PowerShell's encoded commands are: the higher byte of each character of ASCII is zero. */
    private static boolean looksLikeUtf16(byte[] head, int higher) {
        int zeros = 0;
        for (int i = 0; i + 1 < head.length; i += 2) {
            zeros += head[i + higher] == 0 && head[i + 1 - higher] != 0 ? 1 : 0;
        }
        return head.length >= 8 && zeros * 4 >= head.length / 2 * 3;
    }

    /** Of either alphabet. */
    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
    }

    /** Text may hold colours of a terminal and the like, among much else. */
    private static boolean looksLikeText(byte[] head) {
        int controls = 0;
        for (byte b : head) {
            controls += b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' ? 1 : 0;
        }
        return controls * 8 <= head.length
                && !new String(head, 0, head.length, StandardCharsets.UTF_8)
                        .substring(0, Math.max(0, head.length / 4))
                        .contains("\uFFFD");
    }

    /** Of a text that is broken, or ends in the middle, what comes before: other tools show that too. */
    private static Optional<Text> unpacked(byte[] gzip, int most) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] part = new byte[PART];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            int read = 0;
            while (read >= 0 && text.size() < most) {
                text.write(part, 0, read);
                read = in.read(part, 0, Math.min(PART, most - text.size()));
            }
        } catch (IOException | StackOverflowError _) {
            // the JDK goes one call deeper for each packed part that holds nothing
        }
        return text.size() == 0
                ? Optional.empty()
                : Optional.of(new Text(text.toString(StandardCharsets.UTF_8), text.size() < most));
    }
}
