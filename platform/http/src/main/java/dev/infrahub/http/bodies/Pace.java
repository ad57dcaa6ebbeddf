package dev.infrahub.http.bodies;

import dev.infrahub.http.Problem;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How fast a body goes over a line at least, whichever way: something of it within this time, so many bytes a second on the
 * whole once that time is over, and all of it within the longest time. It is never there for longer than that, whoever is at the
 * other end.
 */
public record Pace(Duration patience, long bytesPerSecond, Duration longest) {

    /** Half a megabit, which a runner on a bad line has; a large plan goes packed there, to a tenth of its size. */
    public static final Pace SLOWEST = new Pace(Duration.ofSeconds(30), 64 * 1024, Duration.ofMinutes(5));

    private static final long NANOS = 1_000_000_000;

    /** A body that keeps the pace, or a {@link Problem} 408. */
    public Flux<DataBuffer> kept(Flux<DataBuffer> body) {
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
                "The body came too slowly: nothing for " + patience.toSeconds() + " s, less than " + bytesPerSecond
                        + " bytes a second, or not all of it in " + longest.toSeconds()
                        + " s; send it packed, with Content-Encoding.");
    }

    /** How long until more of it must have gone, where so much has in that time; nothing where it is too slow. */
    Duration left(long bytes, long elapsedNanos) {
        Duration allowed = patience.plusNanos((long) ((double) bytes / bytesPerSecond * NANOS));
        Duration left = least(allowed, longest).minusNanos(elapsedNanos);
        return left.isNegative() ? Duration.ZERO : least(left, patience);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private final class Arrived {

        private final long start = System.nanoTime();
        private long bytes;

        private void add(DataBuffer chunk) {
            bytes += chunk.readableByteCount();
        }

        private Duration left() {
            return Pace.this.left(bytes, System.nanoTime() - start);
        }
    }
}
