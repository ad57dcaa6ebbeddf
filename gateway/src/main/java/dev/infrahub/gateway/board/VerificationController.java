package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.access.VerificationLinks.Opens;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.ChangeUpdated;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether an approval is genuine. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public record VerificationController(
        Changes changes, VerificationLinks links, LinkedVerifications linkedVerifications, Clock clock) {

    /** For whoever has the permission, or holds the link that came with the approval. */
    @GetMapping("/api/cab/verify/{id}")
    @Needs(Permission.CHANGES_READ)
    @Asks(OperationKind.VERIFY_APPROVAL)
    ResponseEntity<String> verify(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String token,
            Asking asking) {
        return linked(id, client, token)
                .map(change -> verifyLinked(change, asking.by(Caller.ofLink(id, change.getClient()))))
                .orElseGet(() -> verify(changes.require(asking.caller().known().clients(), client, id), asking));
    }

    /** What the link opens, where there is a good one. */
    private Optional<ChangeUpdated> linked(String id, @Nullable String client, @Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        if (client != null && links.opens(Opens.APPROVAL.of(client, id), token)) {
            return changes.find(Clients.of(client), id);
        }
        return links.opens(Opens.APPROVAL_OF_BEFORE.of(id), token) ? changes.first(id) : Optional.empty();
    }

    private static ResponseEntity<String> verify(ChangeUpdated change, Asking asking) {
        return asking.answers().of(Verifications.of(change, asking));
    }

    /** What was found within the last minute will do; Age says how old it is, in seconds. */
    private ResponseEntity<String> verifyLinked(ChangeUpdated change, Asking asking) {
        Operation operation = linkedVerifications.of(change, asking);
        ResponseEntity<String> answer = asking.answers().of(operation);
        return operation
                .completedAt()
                .map(at -> ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .header(HttpHeaders.AGE, Long.toString(age(at)))
                        .body(answer.getBody()))
                .orElse(answer);
    }

    private long age(Instant at) {
        return Math.max(0, Duration.between(at, clock.instant()).toSeconds());
    }
}
