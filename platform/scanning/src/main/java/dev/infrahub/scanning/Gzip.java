package dev.infrahub.scanning;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What is packed with gzip (RFC 1952): one member behind the other, and nothing else. The JDK's reader passes over whatever follows the
 * last one, and goes one call deeper for each member that holds nothing.
 */
final class Gzip extends InputStream {

    static final int MAGIC = 0x1F8B;

    private static final int DEFLATE = 8;
    private static final int HEADER_SUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    /** The time, and what packed it on which system. */
    private static final int PASSED_OVER = 6;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] buffer = new byte[8192];
    private int at;
    private int end;
    private boolean isOver;

    /** @throws IOException where it does not begin with a member */
    Gzip(InputStream packed) throws IOException {
        this.packed = packed;
        begin();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count == 0 && length > 0 && !isOver) {
            count = inflate(target, offset, length);
            if (inflater.finished()) {
                finish();
            }
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (inflater.needsInput()) {
            require(at < end || fill());
            inflater.setInput(buffer, at, end - at);
            at = end;
        }
        try {
            int count = inflater.inflate(target, offset, length);
            require(!inflater.needsDictionary());
            sum.update(target, offset, count);
            return count;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    private void begin() throws IOException {
        require(next() == MAGIC >> 8 && next() == (MAGIC & 0xFF) && next() == DEFLATE);
        int flags = next();
        require((flags & RESERVED) == 0);
        skip(PASSED_OVER);
        if ((flags & EXTRA) != 0) {
            skip(next() | (next() << 8));
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        if ((flags & HEADER_SUM) != 0) {
            skip(2);
        }
        inflater.reset();
        sum.reset();
    }

    private void finish() throws IOException {
        at = end - inflater.getRemaining();
        require(number() == sum.getValue() && number() == (inflater.getBytesWritten() & 0xFFFF_FFFFL));
        if (at == end && !fill()) {
            isOver = true;
        } else if (buffer[at] == MAGIC >> 8) {
            begin();
        } else {
            isOver = true;
            requireZeros();
        }
    }

    /** Tapes are filled up, as gzip itself has it. */
    private void requireZeros() throws IOException {
        do {
            while (at < end) {
                if (buffer[at++] != 0) {
                    throw BadArchive.followed();
                }
            }
        } while (fill());
    }

    private long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            number |= (long) next() << shift;
        }
        return number;
    }

    private void skip(int count) throws IOException {
        for (int n = 0; n < count; n++) {
            next();
        }
    }

    private void skipText(int isThere) throws IOException {
        boolean more = isThere != 0;
        while (more) {
            more = next() != 0;
        }
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException("gzip: ended");
        }
        return buffer[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(packed.read(buffer), 0);
        return end > 0;
    }

    private static void require(boolean isRight) throws ZipException {
        if (!isRight) {
            throw new ZipException("no gzip");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
