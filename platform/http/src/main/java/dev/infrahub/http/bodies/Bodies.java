package dev.infrahub.http.bodies;

import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.Body.Coding;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.BeyondLimit;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;

/**
 * Reads large request bodies: each within a size, a pace and a time, all of them within one {@link Budget}, on threads that no
 * credential has to itself.
 */
public final class Bodies {

    private final Limits limits;
    private final Budget budget;
    private final Readers readers;

    public Bodies(Limits limits, Budget budget, Readers readers) {
        this.limits = limits;
        this.budget = budget;
        this.readers = readers;
    }

    /**
     * Of one body.
     *
     * @param size in bytes, as it comes and as it unpacks to
     * @param pace at which it comes
     * @param work the longest time that reading it may take once it is there
     */
    public record Limits(DataSize size, Pace pace, Duration work) {}

    /**
     * Reads a body: takes it in, then works through it when a thread is free. Blocks. What it takes is given back when the
     * work has ended, also where nobody waits for it any more.
     *
     * @param holder the credential whose share it takes
     * @throws Problem 400, 408, 413, 415, 429 or 503
     */
    public <T> T read(ServerHttpRequest request, String holder, Function<Body, T> work) {
        return read(request, holder, work, (_, _) -> {});
    }

    /**
     * The same, where what is made of the body goes on taking memory until it has been used.
     *
     * @param bytes that it takes
     * @param use by whoever called
     */
    public <T, R> R read(
            ServerHttpRequest request,
            String holder,
            Function<Body, T> work,
            ToLongFunction<T> bytes,
            Function<T, R> use) {
        try (Budget.Account kept = budget.open(holder)) {
            return use.apply(
                    read(request, holder, work, (made, account) -> account.leave(bytes.applyAsLong(made), kept)));
        }
    }

    private <T> T read(
            ServerHttpRequest request, String holder, Function<Body, T> work, BiConsumer<T, Budget.Account> made) {
        Coding coding = coding(request.getHeaders());
        if (request.getHeaders().getContentLength() > limits.size().toBytes()) {
            throw tooLarge();
        }
        Budget.Account account = budget.open(holder);
        Body body = taken(request, coding, account);
        Allowance allowance = Allowance.of(account::take, limits.work());
        Supplier<T> reading = () -> {
            T value = allowance.spend(() -> within(() -> work.apply(body)));
            made.accept(value, account);
            return value;
        };
        return readers.read(holder, reading, allowance::giveUp, account::close);
    }

    /**
     * Works through what was made of a small body, when a thread is free: what a credential says in a few bytes may take long. Blocks.
     *
     * @param holder the credential whose share it takes
     * @throws Problem 413, 429 or 503
     */
    public <T> T work(String holder, Supplier<T> work) {
        Budget.Account account = budget.open(holder);
        Allowance allowance = Allowance.of(account::take, limits.work());
        return readers.read(holder, () -> allowance.spend(() -> within(work)), allowance::giveUp, account::close);
    }

    private static <T> T within(Supplier<T> work) {
        try {
            return work.get();
        } catch (BeyondLimit beyond) {
            throw Problem.beyond(beyond);
        }
    }

    private Body taken(ServerHttpRequest request, Coding coding, Budget.Account account) {
        Arriving arriving = new Arriving(account);
        try {
            limits.pace()
                    .kept(request.getBody())
                    .doOnNext(arriving::add)
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                    .then()
                    .block();
            return new Body(arriving.bytes.whole(), coding, limits.size().toBytes());
        } catch (RuntimeException failure) {
            account.close();
            throw failure;
        }
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

    private Problem tooLarge() {
        return Problem.of(
                413,
                "body.too_large",
                "The body is larger than the " + limits.size().toMegabytes() + " MiB this hub takes.");
    }

    /** A body that comes, accounted for as it does. */
    private final class Arriving {

        private final Budget.Account account;
        private final Segments bytes = new Segments();

        private Arriving(Budget.Account account) {
            this.account = account;
        }

        private void add(DataBuffer chunk) {
            try {
                int count = chunk.readableByteCount();
                if (bytes.length() + count > limits.size().toBytes()) {
                    throw tooLarge();
                }
                account.take(bytes.growth(count));
                bytes.add(chunk);
            } finally {
                DataBufferUtils.release(chunk);
            }
        }
    }
}
