package dev.infrahub.gateway.terraform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What stands in a JSON string, as UTF-8 bytes, from behind its first quote to before its last one. The JSON has been read before. */
final class JsonStringStream extends InputStream {

    private static final int END = -1;
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private final InputStream in;
    private byte[] escaped = {};
    private int next;
    private boolean ended;

    JsonStringStream(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    @Override
    public int read() throws IOException {
        if (next < escaped.length) {
            return escaped[next++] & 0xFF;
        }
        int read = ended ? END : in.read();
        if (read == '\\') {
            unescape();
            return read();
        }
        ended |= read == '"' || read == END;
        return ended ? END : read;
    }

    private void unescape() throws IOException {
        int kind = in.read();
        String text = switch (kind) {
            case 'u' -> characters();
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> String.valueOf((char) kind);
        };
        escaped = text.getBytes(StandardCharsets.UTF_8);
        next = 0;
    }

    /** One, or the two halves of one; of a half alone there is no UTF-8, and a question mark stands for it. */
    private String characters() throws IOException {
        char one = hex();
        if (!Character.isHighSurrogate(one)) {
            return String.valueOf(one);
        }
        in.mark(HEX_DIGITS + 2);
        if (in.read() == '\\' && in.read() == 'u') {
            char other = hex();
            if (Character.isLowSurrogate(other)) {
                return new String(new char[] {one, other});
            }
        }
        in.reset();
        return String.valueOf(one);
    }

    private char hex() throws IOException {
        int value = 0;
        for (int digit = 0; digit < HEX_DIGITS; digit++) {
            value = value * HEX + Character.digit(in.read(), HEX);
        }
        return (char) value;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = 0;
        while (read < count) {
            int one = read();
            if (one == END) {
                break;
            }
            target[offset + read++] = (byte) one;
        }
        return read == 0 && count > 0 ? END : read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
