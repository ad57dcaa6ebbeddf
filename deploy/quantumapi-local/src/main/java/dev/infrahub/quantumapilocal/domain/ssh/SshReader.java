package dev.infrahub.quantumapilocal.domain.ssh;

import dev.infrahub.quantumapilocal.domain.Rejected;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the data types of RFC 4251 section 5; {@link Rejected} where the bytes end too early. */
final class SshReader {

    private final ByteBuffer in;

    SshReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    byte[] string() {
        if (in.remaining() < Integer.BYTES) {
            throw truncated();
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw truncated();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    String text() {
        return new String(string(), StandardCharsets.UTF_8);
    }

    /** A number that is not negative. */
    BigInteger mpint() {
        byte[] bytes = string();
        BigInteger value = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        if (value.signum() < 0) {
            throw new Rejected("holds a negative number");
        }
        return value;
    }

    void end() {
        if (in.hasRemaining()) {
            throw new Rejected("has something behind the key");
        }
    }

    private static Rejected truncated() {
        return new Rejected("is cut short");
    }
}
