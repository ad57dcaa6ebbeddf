package dev.infrahub.quantumapilocal.domain.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes the data types of RFC 4251 section 5. */
final class SshWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** What the writing writes. */
    static byte[] written(Consumer<SshWriter> writing) {
        SshWriter writer = new SshWriter();
        writing.accept(writer);
        return writer.out.toByteArray();
    }

    SshWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    SshWriter octet(int value) {
        out.write(value);
        return this;
    }

    SshWriter uint32(int value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    SshWriter uint64(long value) {
        return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    SshWriter string(byte[] bytes) {
        return uint32(bytes.length).raw(bytes);
    }

    SshWriter string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A string that holds what the writing writes. */
    SshWriter nested(Consumer<SshWriter> writing) {
        return string(written(writing));
    }
}
