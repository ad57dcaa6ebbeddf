package dev.infrahub.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDataBufferDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;

/** Lets WebFlux read what is {@code @RequestBody} by the {@link RequestReader}: in the place of its own decoder of JSON. */
public final class RequestDecoder extends AbstractDataBufferDecoder<Record> {

    private static final int MOST_BYTES = 256 * 1024;

    private final RequestReader reader;

    public RequestDecoder(RequestReader reader) {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
        this.reader = reader;
        setMaxInMemorySize(MOST_BYTES);
    }

    @Override
    public boolean canDecode(ResolvableType type, @Nullable MimeType contentType) {
        return Record.class.isAssignableFrom(type.toClass()) && super.canDecode(type, contentType);
    }

    @Override
    public Record decode(
            DataBuffer buffer,
            ResolvableType type,
            @Nullable MimeType contentType,
            @Nullable Map<String, Object> hints) {
        byte[] body = new byte[buffer.readableByteCount()];
        buffer.read(body);
        DataBufferUtils.release(buffer);
        return reader.read(body, type.toClass().asSubclass(Record.class));
    }
}
