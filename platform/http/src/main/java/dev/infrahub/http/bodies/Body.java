package dev.infrahub.http.bodies;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * A request body as it was sent, to be read as often as needed. It stays compressed in memory: what it unpacks to is only
 * ever streamed, and never beyond the limit, so that a small bomb is a small body.
 */
public final class Body implements AutoCloseable {

    /** Content codings that are understood. */
    enum Coding {
        IDENTITY,
        GZIP,
        ZSTD
    }

    private static final int END = -1;

    private final byte[] bytes;
    private final int length;
    private final Coding coding;
    private final long limit;
    private final Runnable free;

    Body(byte[] bytes, int length, Coding coding, long limit, Runnable free) {
        this.bytes = bytes;
        this.length = length;
        this.coding = coding;
        this.limit = limit;
        this.free = free;
    }

    /** Gives the memory back; nothing of it is read afterwards. */
    @Override
    public void close() {
        free.run();
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * The decoded body from its start.
     *
     * @throws Problem 400 when the content coding cannot be undone; while reading also 413 when it unpacks beyond the limit
     */
    public InputStream open() {
        InputStream raw = new ByteArrayInputStream(bytes, 0, length);
        try {
            return switch (coding) {
                case IDENTITY -> raw;
                case GZIP -> new Bounded(new GZIPInputStream(raw), limit);
                case ZSTD -> new Bounded(new ZstdInputStream(raw), limit);
            };
        } catch (IOException e) {
            throw undecodable();
        }
    }

    /** The decoded bytes from {@code start} to before {@code end}. */
    public InputStream open(long start, long end) {
        InputStream whole = open();
        try {
            whole.skipNBytes(start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Slice(whole, end - start);
    }

    private static final class Slice extends FilterInputStream {

        private long left;

        private Slice(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? in.read() : END;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (left <= 0) {
                return END;
            }
            int read = in.read(target, offset, (int) Math.min(count, left));
            left -= Math.max(read, 0);
            return read;
        }
    }

    private static Problem undecodable() {
        return Problem.of(
                        400,
                        "body.undecodable",
                        "The body is not what its Content-Encoding says; send gzip, zstd or none.")
                .field("Content-Encoding");
    }

    private static final class Bounded extends FilterInputStream {

        private final long limit;
        private long seen;

        private Bounded(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? END : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int read;
            try {
                read = in.read(target, offset, count);
            } catch (IOException e) {
                throw undecodable();
            }
            if (read > 0) {
                seen += read;
                if (seen > limit) {
                    throw Bodies.tooLarge("The body unpacks to more than", limit);
                }
            }
            return read;
        }
    }
}
