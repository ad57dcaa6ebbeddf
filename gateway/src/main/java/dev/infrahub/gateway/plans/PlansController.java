package dev.infrahub.gateway.plans;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.contract.TakesPlan;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.Intake.Accepted;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.terraform.AnalyzedPlan;
import dev.infrahub.gateway.terraform.AnalyzedPlans;
import dev.infrahub.gateway.terraform.PlanRequest;
import dev.infrahub.gateway.terraform.PlanRequests;
import dev.infrahub.gateway.views.Listing;
import dev.infrahub.gateway.views.Lists;
import dev.infrahub.gateway.views.Lists.By;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.http.Formats;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Plans: handed in for one of three answers, and looked up later. */
@RestController
@Tag(name = "Plans", description = "Plans of Terraform and OpenTofu: summary, risk and rollback")
public record PlansController(Bodies bodies, PlanRequests requests, AnalyzedPlans plans, JsonMapper json) {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final Formats FORMATS = Formats.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType(MARKDOWN));

    /** Summarize a plan: what changes, the notable first. */
    @PostMapping(
            path = "/api/pipeline/summarize-plan",
            produces = {JSON, MARKDOWN})
    @Needs(Permission.PLANS_WRITE)
    @Asks(OperationKind.SUMMARIZE_PLAN)
    @TakesPlan
    ResponseEntity<String> summarize(ServerHttpRequest request, Asking asking) {
        return answer(OperationKind.SUMMARIZE_PLAN, request, asking);
    }

    /** Assess the risk of applying a plan. */
    @PostMapping(
            path = "/api/pipeline/risk-assessment",
            produces = {JSON, MARKDOWN})
    @Needs(Permission.PLANS_WRITE)
    @Asks(OperationKind.RISK_ASSESSMENT)
    @TakesPlan
    ResponseEntity<String> assessRisk(ServerHttpRequest request, Asking asking) {
        return answer(OperationKind.RISK_ASSESSMENT, request, asking);
    }

    /** Plan how to undo a plan after it was applied. */
    @PostMapping(
            path = "/api/pipeline/rollback-plan",
            produces = {JSON, MARKDOWN})
    @Needs(Permission.PLANS_WRITE)
    @Asks(OperationKind.ROLLBACK_PLAN)
    @TakesPlan
    ResponseEntity<String> planRollback(ServerHttpRequest request, Asking asking) {
        return answer(OperationKind.ROLLBACK_PLAN, request, asking);
    }

    @GetMapping("/api/plans")
    @Needs(Permission.PLANS_READ)
    @Lists(
            value = ViewKind.PLAN,
            by = {@By("client"), @By("module"), @By("environment"), @By("riskLevel")})
    @Shows(ShownPlan.Brief.class)
    ResponseEntity<String> list(Listing listing) {
        return listing.answer();
    }

    @GetMapping(
            path = "/api/plans/{id}",
            produces = {JSON, MARKDOWN})
    @Needs(Permission.PLANS_READ)
    @Shows(ShownPlan.Whole.class)
    ResponseEntity<String> get(@PathVariable String id, ServerHttpRequest request, Caller caller) {
        boolean wantsMarkdown = wantsMarkdown(request);
        AnalyzedPlan plan = plans.require(caller.clients(), Parameters.uuid("id", id), "id");
        return wantsMarkdown
                ? asMarkdown().body(PlanMarkdown.of(OperationKind.SUMMARIZE_PLAN, plan.facts()))
                : asJson().body(whole(plan));
    }

    /** What lists show, and all three answers, as one JSON object. */
    private String whole(AnalyzedPlan plan) {
        ObjectNode whole = (ObjectNode) json.readTree(plan.view().brief());
        whole.putRawValue("summary", new RawValue(plan.summary()));
        whole.putRawValue("risk", new RawValue(plan.risk()));
        whole.putRawValue("rollback", new RawValue(plan.rollback()));
        return json.writeValueAsString(whole);
    }

    private ResponseEntity<String> answer(OperationKind kind, ServerHttpRequest request, Asking asking) {
        boolean wantsMarkdown = wantsMarkdown(request);
        return switch (received(kind, request, asking)) {
            case Received.Named(PlanRequest.Analyzed known) -> stored(kind, known, wantsMarkdown, asking);
            case Received.HandedIn(Accepted accepted) -> settled(kind, asking.settled(accepted), wantsMarkdown, asking);
        };
    }

    /** What is left of a request that holds a plan: no plan, so that nobody who waits for its answer holds one. */
    private sealed interface Received {

        record Named(PlanRequest.Analyzed plan) implements Received {}

        record HandedIn(Accepted accepted) implements Received {}
    }

    private Received received(OperationKind kind, ServerHttpRequest request, Asking asking) {
        return bodies.read(
                request,
                asking.caller().id(),
                body -> requests.read(request, body, asking.clients()),
                PlanRequest::bytes,
                read -> switch (read) {
                    case PlanRequest.Analyzed known -> new Received.Named(known);
                    case PlanRequest.Submitted submitted -> new Received.HandedIn(accept(kind, submitted, asking));
                });
    }

    private ResponseEntity<String> stored(
            OperationKind kind, PlanRequest.Analyzed asked, boolean wantsMarkdown, Asking asking) {
        requireReading(asking.caller());
        AnalyzedPlan plan = plans.require(asking.clients(), asked.planId(), "planId");
        if (asked.client()
                .filter(client -> !client.equals(plan.facts().getClient()))
                .isPresent()) {
            throw AnalyzedPlans.unknown("planId");
        }
        return wantsMarkdown
                ? asMarkdown().body(PlanMarkdown.of(kind, plan.facts()))
                : asJson().body(asking.answers().shape(kind).apply(plan.view().body()));
    }

    /** Who hands a plan in has it; who names one reads it. */
    private static void requireReading(Caller caller) {
        if (!caller.may(Permission.PLANS_READ)) {
            throw Problem.of(403, "permission.missing", "A plan that is named by its planId needs plans:read as well.")
                    .field("planId");
        }
    }

    /** The same plan of the same client is analysed once; {@code Cache-Control: no-cache} asks for it anew. */
    private Accepted accept(OperationKind kind, PlanRequest.Submitted plan, Asking asking) {
        UUID id = plan.planId();
        String client = plan.event().getClient();
        // a repeat may come from another run or pull request
        Map<String, UUID> asked = Map.of("planId", id);
        boolean isKnown = !asking.preferences().isAnew() && plans.isReusable(asking.clients(), plan, asking.now());
        return isKnown
                ? asking.acceptKnown(
                        kind, client, ViewKind.PLAN, id.toString(), AnalyzedPlans.handInAgain(plan.event()), asked)
                : asking.accept(
                        kind,
                        client,
                        Outcome.write(AnalyzedPlans.handIn(plan.event(), asking.now()))
                                .publish(Topics.PLAN_SUBMITTED, plan.key(), plan.event()),
                        asked);
    }

    private static ResponseEntity<String> settled(
            OperationKind kind, Operation operation, boolean wantsMarkdown, Asking asking) {
        return operation.isCompleted() && wantsMarkdown
                ? Answers.with(operation, asMarkdown(), PlanMarkdown.of(kind, facts(operation)))
                : asking.answers().of(operation);
    }

    private static PlanAnalyzed facts(Operation operation) {
        return Facts.event(operation.facts().orElseThrow(), PlanAnalyzed.class);
    }

    private static ResponseEntity.BodyBuilder asJson() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
    }

    private static ResponseEntity.BodyBuilder asMarkdown() {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(MARKDOWN));
    }

    /** Before anything is done for an answer that nobody takes. */
    private static boolean wantsMarkdown(ServerHttpRequest request) {
        return FORMATS.chosen(request.getHeaders()).isCompatibleWith(MediaType.TEXT_MARKDOWN);
    }
}
