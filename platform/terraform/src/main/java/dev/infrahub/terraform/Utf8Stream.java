package dev.infrahub.terraform;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Characters as UTF-8 bytes, while they are read. */
final class Utf8Stream extends InputStream {

    private static final int END = -1;
    private static final int CHUNK = 8192;

    private final Reader in;
    private final char[] chars = new char[CHUNK];
    private int kept;
    private byte[] bytes = {};
    private int next;

    Utf8Stream(Reader in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[next++] & 0xFF : END;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!fill()) {
            return END;
        }
        int count = Math.min(length, bytes.length - next);
        System.arraycopy(bytes, next, target, offset, count);
        next += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (next == bytes.length) {
            int read = in.read(chars, kept, CHUNK - kept);
            int count = kept + Math.max(read, 0);
            if (count == 0) {
                return false;
            }
            // the second half of a pair may be in the next chunk
            kept = read > 0 && Character.isHighSurrogate(chars[count - 1]) ? 1 : 0;
            bytes = new String(chars, 0, count - kept).getBytes(StandardCharsets.UTF_8);
            next = 0;
            chars[0] = chars[count - 1];
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
