package dev.infrahub.gateway.web.plans;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.GatewayProperties;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.OperationStatus;
import dev.infrahub.gateway.domain.PlanView;
import dev.infrahub.gateway.store.Plans;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.bodies.Bodies;
import dev.infrahub.gateway.web.operations.Intake;
import dev.infrahub.gateway.web.operations.OperationAnswers;
import dev.infrahub.gateway.web.operations.Preferences;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Plans: handed in for one of three answers, and looked up later. */
@RestController
@Tag(name = "Plans", description = "Terraform plans: summary, risk and rollback")
public class PlansController {

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private final Bodies bodies;
    private final PlanRequests requests;
    private final Intake intake;
    private final Plans plans;
    private final PlanAnswers answers;
    private final GatewayProperties properties;
    private final Scheduler blocking;
    private final Clock clock;

    public PlansController(
            Bodies bodies,
            PlanRequests requests,
            Intake intake,
            Plans plans,
            PlanAnswers answers,
            GatewayProperties properties,
            Scheduler blocking,
            Clock clock) {
        this.bodies = bodies;
        this.requests = requests;
        this.intake = intake;
        this.plans = plans;
        this.answers = answers;
        this.properties = properties;
        this.blocking = blocking;
        this.clock = clock;
    }

    @PlanOperation(summary = "Summarize a plan: what changes, the notable first")
    @PostMapping(
            path = "/api/pipeline/summarize-plan",
            produces = {MediaType.APPLICATION_JSON_VALUE, MARKDOWN})
    Mono<ResponseEntity<String>> summarize(ServerHttpRequest request, Access access) {
        return answer(OperationKind.SUMMARIZE_PLAN, request, access);
    }

    @PlanOperation(summary = "Assess the risk of applying a plan")
    @PostMapping(
            path = "/api/pipeline/risk-assessment",
            produces = {MediaType.APPLICATION_JSON_VALUE, MARKDOWN})
    Mono<ResponseEntity<String>> assessRisk(ServerHttpRequest request, Access access) {
        return answer(OperationKind.RISK_ASSESSMENT, request, access);
    }

    @PlanOperation(summary = "Plan how to undo a plan after it was applied")
    @PostMapping(
            path = "/api/pipeline/rollback-plan",
            produces = {MediaType.APPLICATION_JSON_VALUE, MARKDOWN})
    Mono<ResponseEntity<String>> planRollback(ServerHttpRequest request, Access access) {
        return answer(OperationKind.ROLLBACK_PLAN, request, access);
    }

    @GetMapping("/api/plans")
    Flux<PlanView.Header> list(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String riskLevel,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit,
            Access access) {
        return plans.list(
                access.caller().clients(),
                new PlanView.Filter(
                        Optional.ofNullable(client),
                        Optional.ofNullable(module),
                        Optional.ofNullable(environment),
                        Optional.ofNullable(riskLevel),
                        Optional.ofNullable(before).map(text -> QueryParameters.instant("before", text)),
                        QueryParameters.limit(limit)));
    }

    @GetMapping(
            path = "/api/plans/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MARKDOWN})
    Mono<ResponseEntity<String>> get(@PathVariable String id, ServerHttpRequest request, Access access) {
        return plans.find(access.caller().clients(), QueryParameters.uuid("id", id))
                .switchIfEmpty(unknownPlan("id"))
                .map(plan -> wantsMarkdown(request)
                        ? render(OperationKind.SUMMARIZE_PLAN, plan, request)
                        : json(answers.whole(plan)));
    }

    private Mono<ResponseEntity<String>> answer(OperationKind kind, ServerHttpRequest request, Access access) {
        HttpHeaders headers = request.getHeaders();
        return bodies.with(
                        request,
                        body -> Mono.fromCallable(() -> requests.read(
                                        headers.getContentType(),
                                        request.getQueryParams(),
                                        body,
                                        access.caller().clients()))
                                .subscribeOn(blocking))
                .flatMap(asked -> switch (asked) {
                    case PlanRequest.Analyzed analyzed -> stored(kind, analyzed, request, access.caller());
                    case PlanRequest.Submitted submitted -> submit(kind, submitted, request, access.caller());
                });
    }

    private Mono<ResponseEntity<String>> stored(
            OperationKind kind, PlanRequest.Analyzed asked, ServerHttpRequest request, Caller caller) {
        return plans.find(caller.clients(), asked.planId())
                .filter(plan -> asked.client()
                        .map(client -> client.equals(plan.header().client()))
                        .orElse(true))
                .switchIfEmpty(unknownPlan("planId"))
                .map(plan -> render(kind, plan, request));
    }

    private Mono<ResponseEntity<String>> submit(
            OperationKind kind, PlanRequest.Submitted submitted, ServerHttpRequest request, Caller caller) {
        Preferences preferences = Preferences.of(request.getHeaders(), properties.defaultWait(), properties.maxWait());
        return work(submitted, request, caller.clients())
                .map(work -> new Intake.Request(
                        kind,
                        submitted.origin().client(),
                        caller,
                        preferences.idempotencyKey(),
                        requestHash(kind, submitted.planId()),
                        work))
                .flatMap(asked -> intake.submit(asked, preferences.patience()))
                .flatMap(operation -> settled(operation, request, caller.clients()));
    }

    /** The same plan of the same client is analysed once; {@code Cache-Control: no-cache} asks for it anew. */
    private Mono<Intake.Work> work(PlanRequest.Submitted submitted, ServerHttpRequest request, Clients clients) {
        Outcome analysis = Outcome.nothing()
                .publish(Topics.PLAN_SUBMITTED, submitted.origin().key(), submitted.event());
        if (wantsAnew(request)) {
            return Mono.just(new Intake.Work.Asked(analysis));
        }
        UUID planId = submitted.planId();
        return plans.isAnalyzedSince(clients, planId, clock.instant().minus(properties.reuseAnalyses()))
                .map(isKnown -> isKnown
                        ? new Intake.Work.Known(planId, Plans.handInAgain(planId, submitted.origin()))
                        : new Intake.Work.Asked(analysis));
    }

    private static boolean wantsAnew(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty(HttpHeaders.CACHE_CONTROL).stream()
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("no-cache"));
    }

    private Mono<ResponseEntity<String>> settled(Operation operation, ServerHttpRequest request, Clients clients) {
        if (operation.status() == OperationStatus.COMPLETED && wantsMarkdown(request)) {
            return plans.find(clients, operation.planId().orElseThrow())
                    .map(plan -> OperationAnswers.with(operation, render(operation.kind(), plan, request)));
        }
        return Mono.fromCallable(() -> OperationAnswers.of(operation));
    }

    /** Where the plan is and what is asked of it; a repeat may come from another run or pull request. */
    private static String requestHash(OperationKind kind, UUID planId) {
        return kind.text() + ":" + planId;
    }

    private ResponseEntity<String> render(OperationKind kind, PlanView plan, ServerHttpRequest request) {
        return wantsMarkdown(request) ? markdown(answers.markdown(kind, plan)) : json(plan.answer(kind));
    }

    private static ResponseEntity<String> json(String body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private static ResponseEntity<String> markdown(String body) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(MARKDOWN))
                .body(body);
    }

    private static boolean wantsMarkdown(ServerHttpRequest request) {
        return request.getHeaders().getAccept().stream()
                .filter(type -> type.isCompatibleWith(MediaType.TEXT_MARKDOWN)
                        || type.isCompatibleWith(MediaType.APPLICATION_JSON))
                .findFirst()
                .map(type -> type.isCompatibleWith(MediaType.TEXT_MARKDOWN) && !type.isWildcardType())
                .orElse(false);
    }

    private static <T> Mono<T> unknownPlan(String field) {
        return Mono.error(() -> Problem.of(404, "plan.unknown", "There is no analysed plan with this id.")
                .field(field));
    }
}
