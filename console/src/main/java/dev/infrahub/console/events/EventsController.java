package dev.infrahub.console.events;

import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.web.Filters;
import dev.infrahub.console.web.LiveRows;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Events as they go through, and dead letters for who may see them. */
@RestController
public record EventsController(Pages pages, LiveRows live) {

    private static final List<String> FILTERS = List.of("client", "topic", "operation", "trace");
    private static final List<String> DEAD_FILTERS = List.of("topic", "service");
    private static final int PAGE = 50;

    /** The page. */
    public record Events(Listed<Event> events, Filters filters, String live) {}

    /** The page of what was given up. */
    public record DeadLetters(Listed<DeadLetter> letters, Filters filters) {}

    @GetMapping("/events")
    ResponseEntity<byte[]> list(Visit visit) {
        String source = visit.query("cursor").isPresent()
                ? ""
                : visit.handOn(Path.of("/events/live"), FILTERS).text();
        return pages.show(visit, "Events", "events/list.jte", listed(visit, source));
    }

    @GetMapping(path = "/events/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> live(Visit visit) {
        return live.of(visit, () -> pages.part(visit, "events/rows.jte", listed(visit, "")));
    }

    private static Events listed(Visit visit, String live) {
        Path path = visit.handOn(Path.of("/api/events"), FILTERS)
                .with("cursor", visit.query("cursor"))
                .with("limit", PAGE);
        return new Events(visit.hub().list(path, Event[].class), Filters.of(visit, FILTERS), live);
    }

    @GetMapping("/dead-letters")
    ResponseEntity<byte[]> deadLetters(Visit visit) {
        Path path = visit.handOn(Path.of("/api/dead-letters"), DEAD_FILTERS)
                .with("cursor", visit.query("cursor"))
                .with("limit", PAGE);
        return pages.show(
                visit,
                "Dead letters",
                "events/dead-letters.jte",
                new DeadLetters(visit.hub().list(path, DeadLetter[].class), Filters.of(visit, DEAD_FILTERS)));
    }
}
