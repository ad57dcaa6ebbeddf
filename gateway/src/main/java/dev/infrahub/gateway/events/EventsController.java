package dev.infrahub.gateway.events;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.http.Cursor;
import dev.infrahub.http.Pages;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Events of the caller's clients, and for who runs the hub what services gave up on. */
@RestController
@Tag(name = "Events", description = "What the gateway published and heard, and what services gave up on")
public record EventsController(EventLog log, DeadLetterLog deadLetters, JsonMapper json) {

    private static final int TRACE_ID_LENGTH = 32;

    @GetMapping("/api/events")
    @Needs(Permission.OPERATIONS_READ)
    @Shows(value = EventLine.class, isList = true)
    ResponseEntity<String> events(
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String operation,
            @RequestParam(required = false) @Nullable String trace,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller,
            ServerHttpRequest request) {
        EventLog.Query query = new EventLog.Query(
                topic(topic, EventLog.TOPICS),
                Optional.ofNullable(client).filter(text -> !text.isBlank()),
                Optional.ofNullable(operation).map(text -> Parameters.uuid("operation", text)),
                Optional.ofNullable(trace).map(EventsController::traceId),
                Cursor.ofOptional(Optional.ofNullable(cursor)),
                Parameters.limit(limit));
        return Pages.answer(log.list(caller.clients(), query), request.getURI(), json::writeValueAsString);
    }

    @GetMapping("/api/dead-letters")
    @Needs(Permission.DEAD_LETTERS_READ)
    @Shows(value = DeadLetterLine.class, isList = true)
    ResponseEntity<String> deadLetters(
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller,
            ServerHttpRequest request) {
        if (!(caller.clients() instanceof Clients.All)) {
            throw Problem.of(
                    403,
                    "client.forbidden",
                    "Dead letters are of all clients, and shown to who belongs to all of them.");
        }
        DeadLetterLog.Query query = new DeadLetterLog.Query(
                topic(topic, Service.GATEWAY.readsDeadLettersOf()),
                Optional.ofNullable(service)
                        .map(text -> Parameters.oneOf("service", text, Service.values(), Service::id)),
                Cursor.ofOptional(Optional.ofNullable(cursor)),
                Parameters.limit(limit));
        return Pages.answer(deadLetters.list(caller.clients(), query), request.getURI(), json::writeValueAsString);
    }

    private static Optional<Topic<?>> topic(@Nullable String name, List<Topic<?>> known) {
        return Optional.ofNullable(name)
                .map(text -> Parameters.oneOf("topic", text, known.toArray(Topic<?>[]::new), Topic::name));
    }

    private static String traceId(String text) {
        boolean isOne = text.length() == TRACE_ID_LENGTH
                && text.chars().allMatch(one -> (one >= '0' && one <= '9') || (one >= 'a' && one <= 'f'));
        if (!isOne) {
            throw Problem.parameter("trace", "the id of a trace, 32 lower-case hexadecimal digits");
        }
        return text;
    }
}
