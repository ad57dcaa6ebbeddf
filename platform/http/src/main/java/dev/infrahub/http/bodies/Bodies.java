package dev.infrahub.http.bodies;

import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.Body.Coding;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

/**
 * Reads request bodies within two limits: one for a single body, one for all of them together. Past the second a caller is
 * told to come back; memory does not grow.
 */
public final class Bodies {

    public static final Duration SLOWEST_CHUNK = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int FIRST_CHUNK = 16 * 1024;
    // what a caller announces is taken on trust up to here: it may announce much and send little
    private static final int FIRST_CHUNK_MOST = 256 * 1024;

    private final long maxBody;
    private final long maxInFlight;
    private final AtomicLong inFlight = new AtomicLong();

    public Bodies(DataSize maxBody, DataSize maxInFlight) {
        this.maxBody = maxBody.toBytes();
        this.maxInFlight = maxInFlight.toBytes();
    }

    /** Bytes of bodies held now. */
    public long inFlight() {
        return inFlight.get();
    }

    /**
     * Reads a body, which is held until it is closed. Blocks.
     *
     * @throws Problem 400, 408, 413, 415 or 503
     */
    public Body read(ServerHttpRequest request) {
        Coding coding = coding(request.getHeaders());
        long announced = request.getHeaders().getContentLength();
        if (announced > maxBody) {
            throw tooLarge("The body is larger than", maxBody);
        }
        Buffer buffer = new Buffer(Math.clamp(announced, FIRST_CHUNK, FIRST_CHUNK_MOST));
        try {
            inTime(request.getBody(), SLOWEST_CHUNK)
                    .map(buffer::add)
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                    .then()
                    .block();
        } catch (RuntimeException failure) {
            buffer.free();
            throw failure;
        }
        return new Body(buffer.bytes, buffer.length, coding, maxBody, buffer::free);
    }

    /** A body whose next part comes within this time, or a {@link Problem} 408. */
    public static Flux<DataBuffer> inTime(Flux<DataBuffer> body, Duration slowest) {
        return body.timeout(slowest)
                .onErrorMap(
                        TimeoutException.class,
                        _ -> Problem.of(
                                408,
                                "body.too_slow",
                                "Nothing of the body came for " + slowest.toSeconds() + " s; send it again."));
    }

    private static Coding coding(HttpHeaders headers) {
        String name = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        return switch (name == null ? "identity" : name.trim().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> Coding.IDENTITY;
            case "gzip", "x-gzip" -> Coding.GZIP;
            case "zstd" -> Coding.ZSTD;
            default ->
                throw Problem.of(415, "content_encoding.unsupported", "Content-Encoding is gzip, zstd or none.")
                        .field("Content-Encoding");
        };
    }

    static Problem tooLarge(String what, long limit) {
        return Problem.of(413, "body.too_large", what + " the " + (limit >> 20) + " MiB this hub takes.");
    }

    /** One growing body, accounted for as it grows. */
    private final class Buffer {

        private byte[] bytes;
        private int length;
        private long accounted;

        private Buffer(int capacity) {
            account(capacity);
            bytes = new byte[capacity];
        }

        /** @return the length so far */
        private int add(DataBuffer chunk) {
            try {
                int count = chunk.readableByteCount();
                if (length + (long) count > maxBody) {
                    throw tooLarge("The body is larger than", maxBody);
                }
                if (length + count > bytes.length) {
                    int larger = (int) Math.min(maxBody, Math.max(bytes.length * 2L, length + (long) count));
                    account(larger - bytes.length);
                    bytes = Arrays.copyOf(bytes, larger);
                }
                chunk.read(bytes, length, count);
                length += count;
                return length;
            } finally {
                DataBufferUtils.release(chunk);
            }
        }

        private void account(long more) {
            accounted += more;
            if (inFlight.addAndGet(more) > maxInFlight) {
                free();
                throw Problem.of(503, "gateway.busy", "The hub holds as many plans as it can; send it again shortly.")
                        .retryAfter(PAUSE);
            }
        }

        private void free() {
            inFlight.addAndGet(-accounted);
            accounted = 0;
        }
    }
}
