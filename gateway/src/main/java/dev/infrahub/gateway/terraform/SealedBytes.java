package dev.infrahub.gateway.terraform;

import dev.infrahub.http.Problem;
import dev.infrahub.json.Holding;
import dev.infrahub.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** A sealed plan while it is made: accounted for, and no more of it than an event holds. */
final class SealedBytes extends OutputStream {

    /** Of one: in a buffer that grows to twice its size, and in the array that is made of it. */
    private static final int BYTES_A_BYTE = 3;

    private static final int ROOM = Topics.PLAN_SUBMITTED.maxMessageBytes();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Holding held = new Holding();

    /** @throws Problem 413 where there are too many */
    @Override
    public void write(byte[] source, int offset, int count) {
        if (bytes.size() + count > ROOM) {
            throw Problem.of(
                    413,
                    "event.too_large",
                    "The plan without its secrets is more than the %d MiB that an event holds, packed."
                            .formatted(ROOM >> 20));
        }
        held.grow((long) BYTES_A_BYTE * count);
        bytes.write(source, offset, count);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    byte[] whole() {
        return bytes.toByteArray();
    }
}
