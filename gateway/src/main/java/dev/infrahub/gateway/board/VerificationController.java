package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.access.VerificationLinks.Opens;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.ChangeUpdated;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether an approval is genuine. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public record VerificationController(Changes changes, VerificationLinks links) {

    /** For whoever has the permission, or holds the link that came with the approval. */
    @GetMapping("/api/cab/verify/{id}")
    @Needs(Permission.CHANGES_READ)
    @Asks(OperationKind.VERIFY_APPROVAL)
    ResponseEntity<String> verify(
            @PathVariable String id, @RequestParam(required = false) @Nullable String token, Asking asking) {
        if (token != null && links.opens(Opens.APPROVAL, id, token)) {
            ChangeUpdated change = changes.require(Clients.all(), id);
            return verify(change, asking.by(Caller.ofLink(id, change.getClient())));
        }
        return verify(changes.require(asking.caller().known().clients(), id), asking);
    }

    private static ResponseEntity<String> verify(ChangeUpdated change, Asking asking) {
        return asking.answers().of(Verifications.of(change, asking));
    }
}
