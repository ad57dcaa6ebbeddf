package dev.infrahub.gateway.web.cab;

import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.VerificationLinks;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.operations.OperationAnswers;
import dev.infrahub.gateway.web.problems.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Whether an approval is genuine. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public class VerificationController {

    private final ChangeDesk desk;
    private final Verifications verifications;
    private final VerificationLinks links;

    public VerificationController(ChangeDesk desk, Verifications verifications, VerificationLinks links) {
        this.desk = desk;
        this.verifications = verifications;
        this.links = links;
    }

    /** For whoever has the permission, or holds the link that came with the approval. */
    @GetMapping("/api/cab/verify/{id}")
    Mono<ResponseEntity<String>> verify(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String token,
            @Nullable Access access,
            ServerHttpRequest request) {
        if (token != null && links.opens(VerificationLinks.Opens.APPROVAL, id, token)) {
            return desk.change(Clients.all(), id)
                    .flatMap(change -> verifications.of(change, Verifications.holderOfLink(change), request))
                    .map(OperationAnswers::of);
        }
        if (access == null) {
            return Mono.error(
                    Problem.of(401, "credential.missing", "This needs a credential, or the approval's link."));
        }
        return desk.change(access.caller().clients(), id)
                .flatMap(change -> verifications.of(change, access.caller(), request))
                .map(OperationAnswers::of);
    }
}
