package dev.infrahub.http.bodies;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import reactor.core.publisher.Flux;

/** Texts as UTF-8, in as many bytes as they have; Spring's own takes three for each character until it is sent. */
public final class TextEncoder extends AbstractEncoder<CharSequence> {

    public TextEncoder() {
        super(MimeTypeUtils.ALL);
    }

    @Override
    public boolean canEncode(ResolvableType type, @Nullable MimeType mimeType) {
        return CharSequence.class.isAssignableFrom(type.toClass());
    }

    @Override
    public Flux<DataBuffer> encode(
            Publisher<? extends CharSequence> texts,
            DataBufferFactory buffers,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return Flux.from(texts).map(text -> encodeValue(text, buffers, type, mimeType, hints));
    }

    @Override
    public DataBuffer encodeValue(
            CharSequence text,
            DataBufferFactory buffers,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return buffers.allocateBuffer(Math.max(1, bytes.length)).write(bytes);
    }
}
