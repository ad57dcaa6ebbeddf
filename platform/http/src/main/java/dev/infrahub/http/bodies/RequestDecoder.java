package dev.infrahub.http.bodies;

import dev.infrahub.http.RequestReader;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDataBufferDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets WebFlux read what is {@code @RequestBody} by the {@link RequestReader}: in the place of its own decoder of JSON. */
public final class RequestDecoder extends AbstractDataBufferDecoder<Record> {

    private static final int MOST_BYTES = 256 * 1024;

    private final RequestReader reader;
    private final Duration slowest;

    /** @param slowest the longest wait for the next part of a body */
    public RequestDecoder(RequestReader reader, Duration slowest) {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
        this.reader = reader;
        this.slowest = slowest;
        setMaxInMemorySize(MOST_BYTES);
    }

    @Override
    public boolean canDecode(ResolvableType type, @Nullable MimeType contentType) {
        return Record.class.isAssignableFrom(type.toClass()) && super.canDecode(type, contentType);
    }

    @Override
    public Mono<Record> decodeToMono(
            Publisher<DataBuffer> body,
            ResolvableType type,
            @Nullable MimeType contentType,
            @Nullable Map<String, Object> hints) {
        return super.decodeToMono(Bodies.inTime(Flux.from(body), slowest), type, contentType, hints);
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
