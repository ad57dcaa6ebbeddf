package dev.infrahub.gateway.operations;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.http.Blocking;
import dev.infrahub.http.Cursor;
import dev.infrahub.http.Page;
import dev.infrahub.http.Pages;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Accepted requests: their status and result, their progress, and the list of them. */
@RestController
@Tag(name = "Operations", description = "Accepted requests")
public record OperationsController(Operations operations, Intake intake, Answers answers, JsonMapper json) {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    @GetMapping("/api/operations/{id}")
    @Needs(Permission.OPERATIONS_READ)
    ResponseEntity<OperationJson> get(@PathVariable String id, Caller caller) {
        Operation operation =
                operations.find(caller.clients(), Parameters.uuid("id", id)).orElseThrow(OperationsController::unknown);
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (operation.status() == OperationStatus.ACCEPTED) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return response.body(shown(operation, caller));
    }

    /** The answer is for who may read that kind of thing; everybody else sees that the operation is there. */
    private OperationJson shown(Operation operation, Caller caller) {
        return operation.isShownTo(caller)
                ? OperationJson.of(operation, answers.json(operation).orElse(null))
                : OperationJson.standing(operation);
    }

    /** The status now and, when the operation is settled, its end; then the stream closes. */
    @GetMapping(path = "/api/operations/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs(Permission.OPERATIONS_READ)
    Flux<ServerSentEvent<OperationJson>> events(@PathVariable String id, Caller caller) {
        UUID operation = Parameters.uuid("id", id);
        Clients clients = caller.clients();
        Flux<ServerSentEvent<OperationJson>> states = Blocking.call(
                        () -> operations.find(clients, operation).orElseThrow(OperationsController::unknown))
                .flatMapMany(now -> now.status() == OperationStatus.ACCEPTED
                        ? Flux.concat(Flux.just(now), end(clients, operation))
                        : Flux.just(now))
                .map(state -> event(state, caller));
        return states.publish(shared -> Flux.merge(
                shared,
                Flux.interval(HEARTBEAT)
                        .map(_ -> ServerSentEvent.<OperationJson>builder()
                                .comment("waiting")
                                .build())
                        .takeUntilOther(shared.ignoreElements())));
    }

    private Mono<Operation> end(Clients clients, UUID operation) {
        return Blocking.call(
                () -> intake.await(clients, operation, intake.maxWait()).orElseThrow());
    }

    private ServerSentEvent<OperationJson> event(Operation operation, Caller caller) {
        return ServerSentEvent.builder(shown(operation, caller))
                .event(operation.status().text())
                .id(operation.status().text())
                .build();
    }

    @GetMapping("/api/operations")
    @Needs(Permission.OPERATIONS_READ)
    @Shows(value = OperationJson.class, isList = true)
    ResponseEntity<String> list(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller,
            ServerHttpRequest request) {
        Operations.Query query = new Operations.Query(
                Optional.ofNullable(kind)
                        .map(text -> Parameters.oneOf("kind", text, OperationKind.values(), OperationKind::text)),
                Optional.ofNullable(status)
                        .map(text -> Parameters.oneOf("status", text, OperationStatus.values(), OperationStatus::text)),
                Optional.ofNullable(client).filter(text -> !text.isBlank()),
                Optional.ofNullable(since).map(text -> Parameters.instant("since", text)),
                Cursor.ofOptional(Optional.ofNullable(cursor)),
                Parameters.limit(limit));
        Page<OperationJson> page = operations
                .list(caller.clients(), query)
                .map(operation -> operation.isShownTo(caller)
                        ? OperationJson.of(operation, null)
                        : OperationJson.standing(operation));
        return Pages.answer(page, request.getURI(), json::writeValueAsString);
    }

    private static Problem unknown() {
        return Problem.of(404, "operation.unknown", "There is no operation with this id.")
                .field("id");
    }
}
