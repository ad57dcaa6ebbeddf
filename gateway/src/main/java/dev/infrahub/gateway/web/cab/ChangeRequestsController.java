package dev.infrahub.gateway.web.cab;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Answers;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.ChangeState;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.PlanView;
import dev.infrahub.gateway.store.Changes;
import dev.infrahub.gateway.store.Plans;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
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

/** Change requests: put before the board, and shown. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public class ChangeRequestsController {

    private static final int ID_DIGITS = 8;

    private final ChangeDesk desk;
    private final Changes changes;
    private final Plans plans;
    private final JsonMapper json;
    private final Clock clock;

    public ChangeRequestsController(ChangeDesk desk, Changes changes, Plans plans, JsonMapper json, Clock clock) {
        this.desk = desk;
        this.changes = changes;
        this.plans = plans;
        this.json = json;
        this.clock = clock;
    }

    /** What opens a change request, for OpenAPI. */
    record ChangeWish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String planId,

            @Nullable String changeRequestId) {}

    @PostMapping("/api/cab/requests")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = ChangeWish.class)))
    Mono<ResponseEntity<String>> open(@RequestBody JsonNode body, Access access, ServerHttpRequest request) {
        CabFields fields = new CabFields(body);
        UUID planId = fields.planId().orElseThrow(() -> CabFields.missing("planId"));
        Optional<String> askedId = fields.changeRequestId();
        String id = askedId.orElseGet(ChangeRequestsController::newId);
        return plans.find(access.caller().clients(), planId)
                .switchIfEmpty(
                        Mono.error(() -> Problem.of(404, "plan.unknown", "There is no analysed plan with this id.")
                                .field("planId")))
                .map(plan -> requested(id, plan, access.caller()))
                .flatMap(event -> desk.submit(
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
                        Optional.ofNullable(state)
                                .map(text ->
                                        QueryParameters.oneOf("state", text, ChangeState.values(), ChangeState::text)),
                        Optional.ofNullable(before).map(text -> QueryParameters.instant("before", text)),
                        QueryParameters.limit(limit)));
    }

    @GetMapping("/api/cab/requests/{id}")
    Mono<Change> get(@PathVariable String id, Access access) {
        return desk.change(access.caller().clients(), id);
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

    private static String newId() {
        return "CHG-" + UUID.randomUUID().toString().substring(0, ID_DIGITS).toUpperCase(Locale.ROOT);
    }
}
