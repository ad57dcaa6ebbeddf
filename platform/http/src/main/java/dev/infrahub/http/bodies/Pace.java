package dev.infrahub.http.bodies;

import dev.infrahub.http.Problem;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How fast a body comes at least: something of it within this time, and on the whole so many bytes a second once that time is
 * over. The whole of it therefore comes within a time that depends on its size alone, whoever sends it.
 */
public record Pace(Duration patience, long bytesPerSecond) {

    /** Far below any connection that somebody works on. */
    public static final Pace SLOWEST = new Pace(Duration.ofSeconds(30), 16 * 1024);

    private static final long NANOS = 1_000_000_000;

    /** A body that keeps the pace, or a {@link Problem} 408. */
    Flux<DataBuffer> kept(Flux<DataBuffer> body) {
        return Flux.defer(() -> {
                    Arrived arrived = new Arrived();
                    // counted before whoever takes the chunk empties it
                    return body.doOnNext(arrived::add).timeout(Mono.delay(patience), _ -> Mono.delay(arrived.left()));
                })
                .onErrorMap(TimeoutException.class, _ -> tooSlow());
    }

    private Problem tooSlow() {
        return Problem.of(
                408,
                "body.too_slow",
                "The body came too slowly: nothing for " + patience.toSeconds() + " s, or less than " + bytesPerSecond
                        + " bytes a second; send it again.");
    }

    private final class Arrived {

        private final long start = System.nanoTime();
        private long bytes;

        private void add(DataBuffer chunk) {
            bytes += chunk.readableByteCount();
        }

        private Duration left() {
            Duration allowed = patience.plusNanos((long) ((double) bytes / bytesPerSecond * NANOS));
            Duration left = allowed.minusNanos(System.nanoTime() - start);
            return left.isNegative() ? Duration.ZERO : left.compareTo(patience) < 0 ? left : patience;
        }
    }
}
