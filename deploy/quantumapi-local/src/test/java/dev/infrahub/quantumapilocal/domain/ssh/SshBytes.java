package dev.infrahub.quantumapilocal.domain.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What OpenSSH writes, read from the front (RFC 4251 section 5); IllegalArgumentException where it cannot be that. */
final class SshBytes {

    private final ByteBuffer in;

    SshBytes(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("not " + what);
        }
    }

    byte[] next(int length) {
        check(length >= 0 && length <= in.remaining(), "that many bytes");
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    byte[] string() {
        return next(uint32());
    }

    String text() {
        return new String(string(), StandardCharsets.UTF_8);
    }

    int uint32() {
        return ByteBuffer.wrap(next(Integer.BYTES)).getInt();
    }

    long uint64() {
        return ByteBuffer.wrap(next(Long.BYTES)).getLong();
    }

    int position() {
        return in.position();
    }

    boolean hasMore() {
        return in.hasRemaining();
    }

    void end() {
        check(!in.hasRemaining(), "the end");
    }
}
