package dev.infrahub.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
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

    private final List<byte @Nullable []> parts = new ArrayList<>();

    private SignedText() {}

    /** @param header the value of a header; null where there is none */
    static SignedText of(
            String topic, @Nullable String key, Function<String, byte @Nullable []> header, byte @Nullable [] value) {
        SignedText text = new SignedText();
        text.parts.add(utf8(VERSION));
        text.parts.add(utf8(topic));
        text.parts.add(key == null ? null : utf8(key));
        HEADERS.forEach(name -> text.parts.add(header.apply(name)));
        text.parts.add(value);
        return text;
    }

    byte[] bytes() {
        int length = parts.stream()
                .mapToInt(part -> Integer.BYTES + (part == null ? 0 : part.length))
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            bytes.put(length(part));
            if (part != null) {
                bytes.put(part);
            }
        }
        return bytes.array();
    }

    /** Without another copy of a value, which may be large. */
    void into(MessageDigest digest) {
        for (byte[] part : parts) {
            digest.update(length(part));
            if (part != null) {
                digest.update(part);
            }
        }
    }

    private static byte[] length(byte @Nullable [] part) {
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? ABSENT : part.length)
                .array();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
