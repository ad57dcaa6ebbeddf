package dev.infrahub.gateway.operations;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.http.Cursor;
import dev.infrahub.http.Page;
import dev.infrahub.http.Pages;
import dev.infrahub.http.Parameters;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** Accepted requests: their status and result, their progress, and the list of them. */
@RestController
@Tag(name = "Operations", description = "Accepted requests")
public record OperationsController(Operations operations, Following following, JsonMapper json) {

    @GetMapping("/api/operations/{id}")
    @Needs(Permission.OPERATIONS_READ)
    ResponseEntity<OperationJson> get(@PathVariable String id, Caller caller) {
        Operation operation =
                operations.find(caller.clients(), Parameters.uuid("id", id)).orElseThrow(Following::unknown);
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (operation.status() == OperationStatus.ACCEPTED) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return response.body(following.shown(operation, caller));
    }

    /** The status now, what is told before the operation is settled, and its end; then the stream closes. */
    @GetMapping(path = "/api/operations/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs(Permission.OPERATIONS_READ)
    Flux<ServerSentEvent<String>> events(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Caller caller) {
        return following.events(caller, Parameters.uuid("id", id), numberOf(lastEventId));
    }

    /** Of the last event that was seen: a status has no number, and before progress there is nothing. */
    private static int numberOf(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? 0 : Math.max(0, Integer.parseInt(lastEventId));
        } catch (NumberFormatException status) {
            return 0;
        }
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
}
