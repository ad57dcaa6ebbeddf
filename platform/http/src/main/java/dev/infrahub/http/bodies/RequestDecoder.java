package dev.infrahub.http.bodies;

import dev.infrahub.http.Blocking;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDataBufferDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageDecoder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets WebFlux read what is {@code @RequestBody} by the {@link RequestReader}: in the place of its own decoder of JSON. */
public final class RequestDecoder extends AbstractDataBufferDecoder<Record> implements HttpMessageDecoder<Record> {

    private static final int MOST_BYTES = 256 * 1024;

    /** What is made of a body takes many times its room, on the way, and some for as long as the request is there. */
    private static final long TIMES = 16;

    private static final long TIMES_AFTERWARDS = 4;

    /** What is read in no time is read at once; a larger body when a thread is free. */
    private static final int AT_ONCE = 16 * 1024;

    private final RequestReader reader;
    private final Readers readers;
    private final Pace pace;

    /** @param pace that a body keeps */
    public RequestDecoder(RequestReader reader, Readers readers, Pace pace) {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
        this.reader = reader;
        this.readers = readers;
        this.pace = pace;
        setMaxInMemorySize(MOST_BYTES);
    }

    @Override
    public boolean canDecode(ResolvableType type, @Nullable MimeType contentType) {
        return Record.class.isAssignableFrom(type.toClass()) && super.canDecode(type, contentType);
    }

    /** @throws Problem 415 for a coding: what is so small needs none */
    @Override
    public Map<String, Object> getDecodeHints(
            ResolvableType actual, ResolvableType element, ServerHttpRequest request, ServerHttpResponse response) {
        String coding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            throw Problem.of(415, "content_encoding.unsupported", "This endpoint takes no Content-Encoding.")
                    .field(HttpHeaders.CONTENT_ENCODING);
        }
        return Map.of();
    }

    @Override
    public Mono<Record> decodeToMono(
            Publisher<DataBuffer> body,
            ResolvableType type,
            @Nullable MimeType contentType,
            @Nullable Map<String, Object> hints) {
        return Mono.deferContextual(context -> {
            RequestMemory memory = RequestMemory.of(context);
            return DataBufferUtils.join(pace.kept(Flux.from(body)).doOnNext(chunk -> take(memory, chunk)), MOST_BYTES)
                    .flatMap(joined -> {
                        // whoever has no turn gives no buffer back
                        byte[] bytes = taken(joined);
                        // not on the threads that all connections share
                        return Blocking.call(() -> inTurn(memory.holder(), bytes, type))
                                .doOnSuccess(_ -> memory.letGoOfBody((TIMES - TIMES_AFTERWARDS) * bytes.length));
                    });
        });
    }

    private Record inTurn(String holder, byte[] body, ResolvableType type) {
        return body.length <= AT_ONCE
                ? read(body, type)
                : readers.read(holder, () -> read(body, type), () -> {}, () -> {});
    }

    private static void take(RequestMemory memory, DataBuffer chunk) {
        try {
            memory.takeBody(TIMES * chunk.readableByteCount());
        } catch (Problem refused) {
            DataBufferUtils.release(chunk);
            throw refused;
        }
    }

    @Override
    public Record decode(
            DataBuffer buffer,
            ResolvableType type,
            @Nullable MimeType contentType,
            @Nullable Map<String, Object> hints) {
        return read(taken(buffer), type);
    }

    private Record read(byte[] body, ResolvableType type) {
        return reader.read(body, type.toClass().asSubclass(Record.class));
    }

    private static byte[] taken(DataBuffer buffer) {
        byte[] body = new byte[buffer.readableByteCount()];
        buffer.read(body);
        DataBufferUtils.release(buffer);
        return body;
    }
}
