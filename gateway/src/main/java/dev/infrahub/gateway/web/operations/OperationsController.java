package dev.infrahub.gateway.web.operations;

import dev.infrahub.gateway.GatewayProperties;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.OperationStatus;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accepted requests: their status and result, their progress, and the list of them. */
@RestController
@Tag(name = "Operations", description = "Accepted requests")
public class OperationsController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Operations operations;
    private final Intake intake;
    private final GatewayProperties properties;

    public OperationsController(Operations operations, Intake intake, GatewayProperties properties) {
        this.operations = operations;
        this.intake = intake;
        this.properties = properties;
    }

    @GetMapping("/api/operations/{id}")
    Mono<ResponseEntity<OperationJson>> get(@PathVariable String id, Access access) {
        return operations
                .find(access.caller().clients(), QueryParameters.uuid("id", id))
                .switchIfEmpty(unknown())
                .map(operation -> {
                    ResponseEntity.BodyBuilder response = ResponseEntity.ok();
                    if (operation.status() == OperationStatus.ACCEPTED) {
                        response.header(HttpHeaders.RETRY_AFTER, "1");
                    }
                    return response.body(OperationJson.of(operation));
                });
    }

    /** The status now and, when the operation is settled, its end; then the stream closes. */
    @GetMapping(path = "/api/operations/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<OperationJson>> events(@PathVariable String id, Access access) {
        UUID operation = QueryParameters.uuid("id", id);
        Clients clients = access.caller().clients();
        Flux<ServerSentEvent<OperationJson>> states = operations
                .find(clients, operation)
                .switchIfEmpty(unknown())
                .flatMapMany(now -> now.status() == OperationStatus.ACCEPTED
                        ? Flux.concat(Flux.just(now), intake.await(clients, operation, properties.maxWait()))
                        : Flux.just(now))
                .map(OperationsController::event);
        return states.publish(shared -> Flux.merge(
                shared,
                Flux.interval(HEARTBEAT)
                        .map(_ -> ServerSentEvent.<OperationJson>builder()
                                .comment("waiting")
                                .build())
                        .takeUntilOther(shared.ignoreElements())));
    }

    private static ServerSentEvent<OperationJson> event(Operation operation) {
        return ServerSentEvent.builder(OperationJson.of(operation))
                .event(operation.status().text())
                .id(operation.status().text())
                .build();
    }

    @GetMapping("/api/operations")
    Flux<OperationJson> list(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String limit,
            Access access) {
        Optional<Instant> from = Optional.ofNullable(since).map(text -> QueryParameters.instant("since", text));
        return operations
                .list(
                        access.caller().clients(),
                        Optional.ofNullable(kind)
                                .map(text -> QueryParameters.oneOf(
                                        "kind", text, OperationKind.values(), OperationKind::text)),
                        Optional.ofNullable(status)
                                .map(text -> QueryParameters.oneOf(
                                        "status", text, OperationStatus.values(), OperationStatus::text)),
                        Optional.ofNullable(client),
                        from,
                        QueryParameters.limit(limit))
                .map(OperationJson::brief);
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> Problem.of(404, "operation.unknown", "There is no operation with this id.")
                .field("id"));
    }
}
