package dev.infrahub.console.web;

import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.session.Lines;
import dev.infrahub.console.session.Sessions;
import dev.infrahub.http.Blocking;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of a list as events named {@code rows}, whenever they changed, for as long as whoever looks is signed in. */
public record LiveRows(Sessions sessions, Lines lines) {

    /** A page hears by it that it is not asked for again: others of the same browser go on. */
    private static final ServerSentEvent<String> END =
            ServerSentEvent.builder("").event("end").build();

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** @param rows what a look at the gateway shows */
    public Flux<ServerSentEvent<String>> of(Visit visit, Supplier<ResponseEntity<byte[]>> rows) {
        return lines.of(visit.session(), told(visit, rows), END);
    }

    private Flux<ServerSentEvent<String>> told(Visit visit, Supplier<ResponseEntity<byte[]>> rows) {
        return Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .takeWhile(_ -> sessions.isOpen(visit.session()))
                .concatMap(_ -> Blocking.call(() -> text(rows.get())).onErrorResume(error -> missed(error, visit)), 1)
                .distinctUntilChanged()
                .map(shown -> ServerSentEvent.builder(shown).event("rows").build());
    }

    /** One look may fail; where the credential is refused there is none after it. */
    private Mono<String> missed(Throwable error, Visit visit) {
        if (error instanceof Refused no && no.isOfCredential()) {
            sessions.close(visit.session());
        }
        return Mono.empty();
    }

    private static String text(ResponseEntity<byte[]> part) {
        return Optional.ofNullable(part.getBody())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }
}
