package dev.infrahub.gateway.web.cab;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.GatewayProperties;
import dev.infrahub.gateway.domain.Answers;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.PlanView;
import dev.infrahub.gateway.domain.VerificationLinks;
import dev.infrahub.gateway.store.Changes;
import dev.infrahub.gateway.store.Plans;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.operations.Intake;
import dev.infrahub.gateway.web.operations.OperationAnswers;
import dev.infrahub.gateway.web.operations.Preferences;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Change requests, and the board's decisions on them. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public class CabController {

    private static final int ID_DIGITS = 8;

    private final Intake intake;
    private final Changes changes;
    private final Plans plans;
    private final Verifications verifications;
    private final VerificationLinks links;
    private final JsonMapper json;
    private final GatewayProperties properties;
    private final Clock clock;

    public CabController(
            Intake intake,
            Changes changes,
            Plans plans,
            Verifications verifications,
            VerificationLinks links,
            JsonMapper json,
            GatewayProperties properties,
            Clock clock) {
        this.intake = intake;
        this.changes = changes;
        this.plans = plans;
        this.verifications = verifications;
        this.links = links;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    /** What opens a change request, for OpenAPI. */
    record ChangeWish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String planId,

            @Nullable String changeRequestId) {}

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

    @PostMapping("/api/cab/requests")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = ChangeWish.class)))
    Mono<ResponseEntity<String>> open(@RequestBody JsonNode body, Access access, ServerHttpRequest request) {
        CabFields fields = new CabFields(body);
        UUID planId = fields.planId().orElseThrow(() -> CabFields.missing("planId"));
        Optional<String> askedId = fields.changeRequestId();
        String id = askedId.orElseGet(CabController::newId);
        return plans.find(access.caller().clients(), planId)
                .switchIfEmpty(
                        Mono.error(() -> Problem.of(404, "plan.unknown", "There is no analysed plan with this id.")
                                .field("planId")))
                .map(plan -> requested(id, plan, access.caller()))
                .flatMap(event -> submit(
                        OperationKind.REQUEST_CHANGE,
                        event.getClient(),
                        // a repeat has the same id only where the caller gave one
                        askedId.orElse("") + ":" + event.getPlanId(),
                        Outcome.nothing().publish(Topics.CHANGE_REQUESTED, event.getChangeRequestId(), event),
                        access.caller(),
                        request));
    }

    @GetMapping("/api/cab/requests")
    Flux<Change> list(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit,
            Access access) {
        return changes.list(
                access.caller().clients(),
                new Change.Filter(
                        Optional.ofNullable(client),
                        Optional.ofNullable(module),
                        Optional.ofNullable(state),
                        Optional.ofNullable(before).map(text -> QueryParameters.instant("before", text)),
                        QueryParameters.limit(limit)));
    }

    @GetMapping("/api/cab/requests/{id}")
    Mono<Change> get(@PathVariable String id, Access access) {
        return known(access.caller().clients(), id);
    }

    @PostMapping("/api/cab/requests/{id}/reject")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(type = "object")))
    Mono<ResponseEntity<String>> reject(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable JsonNode body,
            Access access,
            ServerHttpRequest request) {
        CabFields fields = new CabFields(body == null ? json.createObjectNode() : body);
        requirePerson(access.caller());
        fields.requireNobodyElse(access.caller());
        return known(access.caller().clients(), id)
                .flatMap(change ->
                        decide(change, change.planHash(), "reject", fields.comment(), access.caller(), request));
    }

    @PostMapping("/api/cab/approve")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = Decision.class)))
    Mono<ResponseEntity<String>> approve(@RequestBody JsonNode body, Access access, ServerHttpRequest request) {
        CabFields fields = new CabFields(body);
        requirePerson(access.caller());
        fields.requireNobodyElse(access.caller());
        String decision = fields.decision();
        return known(access.caller().clients(), fields.requiredChangeRequestId())
                .map(change -> agreeing(change, fields))
                .zipWhen(_ -> planHash(fields, access.caller().clients()))
                .flatMap(both ->
                        decide(both.getT1(), both.getT2(), decision, fields.comment(), access.caller(), request));
    }

    /** For whoever has the permission, or holds the link that came with the approval. */
    @GetMapping("/api/cab/verify/{id}")
    Mono<ResponseEntity<String>> verify(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String token,
            @Nullable Access access,
            ServerHttpRequest request) {
        if (token != null && links.opens(id, token)) {
            return changes.find(Clients.all(), id)
                    .switchIfEmpty(unknown())
                    .flatMap(change -> verifications.of(change, Verifications.holderOfLink(change), request))
                    .map(OperationAnswers::of);
        }
        if (access == null) {
            return Mono.error(
                    Problem.of(401, "credential.missing", "This needs a credential, or the approval's link."));
        }
        return known(access.caller().clients(), id)
                .flatMap(change -> verifications.of(change, access.caller(), request))
                .map(OperationAnswers::of);
    }

    /** Four eyes are people's: whoever makes API keys could make as many as it takes. */
    private void requirePerson(Caller caller) {
        if (caller.isMachine() && !properties.machineApprovers()) {
            throw Problem.of(
                    403,
                    "approver.is-machine",
                    "People decide on changes: send a token of your identity provider, not an API key.");
        }
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
        return submit(
                OperationKind.DECIDE_CHANGE,
                change.client(),
                String.join(":", change.changeRequestId(), decision, planHash, caller.id()),
                Outcome.nothing().publish(Topics.APPROVAL_REQUESTED, change.changeRequestId(), event),
                caller,
                request);
    }

    private Mono<ResponseEntity<String>> submit(
            OperationKind kind,
            String client,
            String asked,
            Outcome outcome,
            Caller caller,
            ServerHttpRequest request) {
        Preferences preferences = Preferences.of(request.getHeaders(), properties.defaultWait(), properties.maxWait());
        return Mono.fromCallable(() -> new Intake.Request(
                        kind,
                        client,
                        caller,
                        preferences.idempotencyKey(),
                        kind.text() + ":" + asked,
                        new Intake.Work.Asked(outcome)))
                .flatMap(accepted -> intake.submit(accepted, preferences.patience()))
                .map(OperationAnswers::of);
    }

    private ChangeRequested requested(String id, PlanView plan, Caller caller) {
        PlanView.Header header = plan.header();
        Answers.Risk risk = json.readValue(plan.risk(), Answers.Risk.class);
        return ChangeRequested.newBuilder()
                .setChangeRequestId(id)
                .setClient(header.client())
                .setModule(header.module())
                .setEnvironment(header.environment())
                .setPlanId(header.planId().toString())
                .setPlanHash(header.planHash())
                .setFingerprint(header.fingerprint())
                .setRiskLevel(header.riskLevel())
                .setChangeType(risk.changeType())
                .setSummary(header.headline())
                .setPrUrl(header.prUrl())
                .setRequestedBy(caller.id())
                .setRequestedByName(caller.name())
                .setRequestedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
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

    private Mono<Change> known(Clients clients, String id) {
        return changes.find(clients, id).switchIfEmpty(unknown());
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> Problem.of(404, "change.unknown", "There is no change request with this id.")
                .field("changeRequestId"));
    }

    private static String newId() {
        return "CHG-" + UUID.randomUUID().toString().substring(0, ID_DIGITS).toUpperCase(Locale.ROOT);
    }
}
