package dev.infrahub.http.bodies;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.http.Problem;
import dev.infrahub.json.Allowance;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * A request body as it was sent, to be read as often as needed. It stays compressed in memory: what it unpacks to is only
 * ever streamed, never beyond its limits, and asks the {@link Allowance} whether there is time to go on.
 */
public final class Body {

    /** Content codings that are understood. */
    enum Coding {
        IDENTITY,
        GZIP,
        ZSTD
    }

    private static final int END = -1;

    /** How many times its size a body may unpack to; plans pack to a tenth, and a fiftieth where all resources are alike. */
    private static final int MOST_EXPANSION = 200;

    /** Whatever its size. */
    private static final int ALWAYS_UNPACKED = 1024 * 1024;

    /** RFC 9659: what is sent over HTTP takes a window of at most 8 MiB, which has to be in memory. */
    private static final int ZSTD_WINDOW_LOG = 23;

    private final Segments.Whole bytes;
    private final Coding coding;
    private final long most;

    Body(Segments.Whole bytes, Coding coding, long most) {
        this.bytes = bytes;
        this.coding = coding;
        this.most = most;
    }

    public boolean isEmpty() {
        return bytes.length() == 0;
    }

    /**
     * The decoded body from its start.
     *
     * @throws Problem 400 when the content coding cannot be undone; while reading also 413 when it unpacks beyond its limits
     */
    public InputStream open() {
        InputStream raw = bytes.open();
        try {
            return switch (coding) {
                case IDENTITY -> new Timed(raw);
                case GZIP -> new Unpacked(new GZIPInputStream(raw));
                case ZSTD -> new Unpacked(zstd(raw));
            };
        } catch (IOException e) {
            throw undecodable();
        }
    }

    private static InputStream zstd(InputStream raw) throws IOException {
        // the window is taken from the machine rather than from the heap, by the word of whoever packed it
        Allowance.current().hold(1L << ZSTD_WINDOW_LOG);
        return new ZstdInputStream(raw).setLongMax(ZSTD_WINDOW_LOG);
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

    private static Problem undecodable() {
        return Problem.of(
                        400,
                        "body.undecodable",
                        "The body is not what its Content-Encoding says; send gzip, zstd with a window of at most 8"
                                + " MiB, or none.")
                .field("Content-Encoding");
    }

    /** Asks before each part whether there is time for it. */
    private static class Timed extends FilterInputStream {

        private final Allowance allowance = Allowance.current();

        private Timed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? END : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            allowance.check();
            return in.read(target, offset, count);
        }

        /** What is skipped is read, and counts. */
        @Override
        public long skip(long count) throws IOException {
            byte[] skipped = new byte[(int) Math.min(count, Short.MAX_VALUE)];
            return count <= 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
        }
    }

    private static final class Slice extends Timed {

        private long left;

        private Slice(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (left <= 0) {
                return END;
            }
            int read = super.read(target, offset, (int) Math.min(count, left));
            left -= Math.max(read, 0);
            return read;
        }
    }

    private final class Unpacked extends Timed {

        private final long mostOfThis = Math.max(ALWAYS_UNPACKED, MOST_EXPANSION * bytes.length());
        private long seen;

        private Unpacked(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int read;
            try {
                read = super.read(target, offset, count);
            } catch (IOException | StackOverflowError e) {
                // the JDK goes one call deeper for each packed part that holds nothing
                throw undecodable();
            }
            seen += Math.max(read, 0);
            if (seen > most) {
                throw Problem.of(
                        413,
                        "body.too_large",
                        "The body unpacks to more than the " + (most >> 20) + " MiB this hub takes.");
            }
            if (seen > mostOfThis) {
                throw Problem.of(
                        413,
                        "body.expands_too_much",
                        "The body unpacks to more than " + MOST_EXPANSION + " times its size; send it as it is.");
            }
            return read;
        }
    }
}
