package dev.infrahub.workplace;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.Allowance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * A document as events carry it: compressed.
 *
 * @param what it is, for refusals: plan, log
 */
public record Packed(String what, String encoding, ByteBuffer content) {

    /** RFC 9659's, like the gateway's: the window is taken from the machine, by the word of whoever packed it. */
    private static final int ZSTD_WINDOW_LOG = 23;

    /** It is held as it came beside what unpacks it, and what it is hashed from. */
    private static final int COPIES = 2;

    /** Accounts for it as it came. */
    public Packed {
        Allowance.current().hold((long) COPIES * content.remaining());
    }

    /** From its beginning. An {@link IOException} while it is read comes out as {@link UncheckedIOException}. */
    public InputStream open() {
        InputStream packed = new ByteArrayInputStream(bytes());
        try {
            return switch (encoding) {
                case "identity" -> packed;
                case "zstd" -> new ZstdInputStream(packed).setLongMax(ZSTD_WINDOW_LOG);
                default -> throw unreadable("'s encoding is neither identity nor zstd.");
            };
        } catch (IOException e) {
            throw unpackable();
        }
    }

    /** What is said where it cannot be unpacked. */
    public Fault.Invalid unpackable() {
        return unreadable(" cannot be unpacked.");
    }

    private Fault.Invalid unreadable(String why) {
        return new Fault.Invalid(what + ".unreadable", "The " + what + why);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
