package dev.infrahub.ssh;

import static dev.infrahub.ssh.Required.require;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes of SSH, read from the front: RFC 4251 section 5. IllegalArgumentException where they end too early. */
public final class SshReader {

    private final ByteBuffer in;

    public SshReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    public byte[] next(int length) {
        require(length >= 0 && length <= in.remaining(), "is cut short");
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    public byte[] rest() {
        return next(in.remaining());
    }

    public int uint32() {
        return ByteBuffer.wrap(next(Integer.BYTES)).getInt();
    }

    public long uint64() {
        return ByteBuffer.wrap(next(Long.BYTES)).getLong();
    }

    public byte[] string() {
        return next(uint32());
    }

    public String text() {
        return new String(string(), StandardCharsets.UTF_8);
    }

    /** A number that is not negative. */
    public BigInteger mpint() {
        byte[] bytes = string();
        BigInteger number = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        require(number.signum() >= 0, "holds a negative number");
        return number;
    }

    /** A string that holds more. */
    public SshReader nested() {
        return new SshReader(string());
    }

    /** Texts up to the end. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        while (hasMore()) {
            texts.add(text());
        }
        return texts;
    }

    public boolean hasMore() {
        return in.hasRemaining();
    }

    public void end() {
        require(!hasMore(), "has something behind its end");
    }
}
