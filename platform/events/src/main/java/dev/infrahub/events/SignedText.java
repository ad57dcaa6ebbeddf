package dev.infrahub.events;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the signature of an event is over: its version, topic, key, the headers by which it is believed, and the value. Each
 * part follows its length in four bytes, big-endian, or -1 where it is absent, so that no two events have the same text.
 */
final class SignedText {

    static final String VERSION = "infrahub/event/v1";

    /** Of the signature, by FIPS 204: it passes for nothing else. */
    static final byte[] CONTEXT = "infrahub/event".getBytes(StandardCharsets.UTF_8);

    /** In this order. The time of the event is that of its signature. */
    static final List<String> HEADERS =
            List.of(CloudEvents.ID, CloudEvents.TIME, CloudEvents.CORRELATION_ID, CloudEvents.RELATION);

    private static final int ABSENT = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private SignedText() {}

    /** @param header the value of a header; null where there is none */
    static byte[] of(
            String topic, @Nullable String key, Function<String, byte @Nullable []> header, byte @Nullable [] value) {
        SignedText text = new SignedText().with(utf8(VERSION)).with(utf8(topic)).with(key == null ? null : utf8(key));
        HEADERS.forEach(name -> text.with(header.apply(name)));
        return text.with(value).bytes.toByteArray();
    }

    private SignedText with(byte @Nullable [] part) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? ABSENT : part.length)
                .array());
        if (part != null) {
            bytes.writeBytes(part);
        }
        return this;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
