package dev.infrahub.gateway.web.cab;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.store.Plans;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The board's decisions: to approve, to reject, to revoke. Each is signed by the cab-signer, or not taken. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public class DecisionsController {

    private final ChangeDesk desk;
    private final Plans plans;
    private final JsonMapper json;
    private final Clock clock;

    public DecisionsController(ChangeDesk desk, Plans plans, JsonMapper json, Clock clock) {
        this.desk = desk;
        this.plans = plans;
        this.json = json;
        this.clock = clock;
    }

    /** What a decision is made of, for OpenAPI; who decides is who the credential proves. */
    record Decision(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String changeRequestId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String module,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String riskLevel,

            @Nullable String planHash,
            @Nullable String planId,
            @Nullable String decision,
            @Nullable String comment) {}

    /** Why an approval is withdrawn, for OpenAPI. */
    record Revocation(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String comment) {}

    @PostMapping("/api/cab/requests/{id}/reject")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(type = "object")))
    Mono<ResponseEntity<String>> reject(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable JsonNode body,
            Access access,
            ServerHttpRequest request) {
        CabFields fields = decided(body == null ? json.createObjectNode() : body, access.caller());
        return desk.change(access.caller().clients(), id)
                .flatMap(change ->
                        decide(change, change.planHash(), "reject", fields.comment(), access.caller(), request));
    }

    /** Withdraws an approval that was not used yet. */
    @PostMapping("/api/cab/requests/{id}/revoke")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = Revocation.class)))
    Mono<ResponseEntity<String>> revoke(
            @PathVariable String id, @RequestBody JsonNode body, Access access, ServerHttpRequest request) {
        CabFields fields = decided(body, access.caller());
        Optional<String> comment = Optional.of(fields.requiredComment());
        return desk.change(access.caller().clients(), id)
                .flatMap(change -> decide(change, change.planHash(), "revoke", comment, access.caller(), request));
    }

    @PostMapping("/api/cab/approve")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = Decision.class)))
    Mono<ResponseEntity<String>> approve(@RequestBody JsonNode body, Access access, ServerHttpRequest request) {
        CabFields fields = decided(body, access.caller());
        String decision = fields.decision();
        return desk.change(access.caller().clients(), fields.requiredChangeRequestId())
                .map(change -> agreeing(change, fields))
                .zipWhen(_ -> planHash(fields, access.caller().clients()))
                .flatMap(both ->
                        decide(both.getT1(), both.getT2(), decision, fields.comment(), access.caller(), request));
    }

    private CabFields decided(JsonNode body, Caller caller) {
        CabFields fields = new CabFields(body);
        desk.requirePerson(caller);
        fields.requireNobodyElse("approvedBy", caller);
        return fields;
    }

    private Mono<ResponseEntity<String>> decide(
            Change change,
            String planHash,
            String decision,
            Optional<String> comment,
            Caller caller,
            ServerHttpRequest request) {
        ApprovalRequested event = ApprovalRequested.newBuilder()
                .setChangeRequestId(change.changeRequestId())
                .setClient(change.client())
                .setModule(change.module())
                .setPlanHash(planHash)
                .setFingerprint(change.planHash().equals(planHash) ? change.fingerprint() : null)
                .setRiskLevel(change.riskLevel())
                .setDecision(decision)
                .setComment(comment.orElse(null))
                .setApprover(caller.id())
                .setApproverName(caller.name())
                .setRequestedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
        return desk.submit(
                OperationKind.DECIDE_CHANGE,
                change.client(),
                String.join(":", change.changeRequestId(), decision, planHash, caller.id()),
                Outcome.nothing().publish(Topics.APPROVAL_REQUESTED, change.changeRequestId(), event),
                caller,
                request);
    }

    /** Module and risk level are said again by whoever approves: what they believe to approve must be what there is. */
    private static Change agreeing(Change change, CabFields fields) {
        if (!change.module().equals(fields.module())) {
            throw disagreement("module");
        }
        if (!change.riskLevel().equals(fields.riskLevel())) {
            throw disagreement("riskLevel");
        }
        return change;
    }

    private static Problem disagreement(String member) {
        return Problem.of(409, "change.mismatch", member + " is not that of the change request.")
                .field(member);
    }

    private Mono<String> planHash(CabFields fields, Clients clients) {
        return Mono.justOrEmpty(fields.planHash())
                .switchIfEmpty(Mono.defer(() -> Mono.justOrEmpty(fields.planId())
                        .flatMap(id -> plans.find(clients, id))
                        .map(plan -> plan.header().planHash())))
                .switchIfEmpty(Mono.error(() -> CabFields.missing("planHash")));
    }
}
