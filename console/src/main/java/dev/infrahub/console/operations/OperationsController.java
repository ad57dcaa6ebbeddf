package dev.infrahub.console.operations;

import dev.infrahub.console.events.Event;
import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.web.Filters;
import dev.infrahub.console.web.LiveRows;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** What was asked of the hub, as it goes on. */
@RestController
public record OperationsController(Pages pages, LiveRows live, JsonMapper json) {

    private static final List<String> FILTERS = List.of("client", "kind", "status");
    private static final int PAGE = 50;

    /** The page. */
    public record Operations(Listed<Operation> operations, Filters filters, String live) {}

    /** The page of one. */
    public record Shown(Operation operation, Optional<String> answer, List<Event> events) {}

    @GetMapping("/operations")
    ResponseEntity<byte[]> list(Visit visit) {
        String live = visit.query("cursor").isPresent()
                ? ""
                : visit.handOn(Path.of("/operations/live"), FILTERS).text();
        return pages.show(visit, "Operations", "operations/list.jte", listed(visit, live));
    }

    private static Operations listed(Visit visit, String live) {
        Path path = visit.handOn(Path.of("/api/operations"), FILTERS)
                .with("cursor", visit.query("cursor"))
                .with("limit", PAGE);
        return new Operations(visit.hub().list(path, Operation[].class), Filters.of(visit, FILTERS), live);
    }

    @GetMapping(path = "/operations/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> live(Visit visit) {
        return live.of(visit, () -> pages.part(visit, "operations/rows.jte", listed(visit, "")));
    }

    @GetMapping("/operations/{id}")
    ResponseEntity<byte[]> show(@PathVariable String id, Visit visit) {
        Operation operation = visit.hub().get(Path.of("/api/operations").segment(id), Operation.class);
        Optional<String> answer = Optional.ofNullable(operation.result())
                .map(node -> json.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        return pages.show(
                visit, operation.kind(), "operations/operation.jte", new Shown(operation, answer, events(id, visit)));
    }

    /** In their order; none where they cannot be had, which takes nothing from what became of the operation. */
    private static List<Event> events(String id, Visit visit) {
        try {
            return visit.hub()
                    .list(Path.of("/api/events").with("operation", id).with("limit", PAGE), Event[].class)
                    .items()
                    .reversed();
        } catch (Refused no) {
            return List.of();
        }
    }
}
