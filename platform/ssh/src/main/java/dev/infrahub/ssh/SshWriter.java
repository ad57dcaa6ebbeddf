package dev.infrahub.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Bytes of SSH, written one behind the other: RFC 4251 section 5. */
public final class SshWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private SshWriter() {}

    /** What the writing writes. */
    public static byte[] written(Consumer<SshWriter> writing) {
        SshWriter writer = new SshWriter();
        writing.accept(writer);
        return writer.out.toByteArray();
    }

    public SshWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public SshWriter octet(int value) {
        out.write(value);
        return this;
    }

    public SshWriter uint32(int value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    public SshWriter uint64(long value) {
        return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    public SshWriter string(byte[] bytes) {
        return uint32(bytes.length).raw(bytes);
    }

    public SshWriter string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A string that holds what the writing writes. */
    public SshWriter nested(Consumer<SshWriter> writing) {
        return string(written(writing));
    }
}
