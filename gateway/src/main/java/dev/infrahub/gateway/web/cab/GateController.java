package dev.infrahub.gateway.web.cab;

import dev.infrahub.gateway.domain.Answers;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationStatus;
import dev.infrahub.gateway.domain.PlanDifference;
import dev.infrahub.gateway.domain.PlanView;
import dev.infrahub.gateway.store.Changes;
import dev.infrahub.gateway.store.Plans;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.bodies.Bodies;
import dev.infrahub.gateway.web.plans.PlanRequest;
import dev.infrahub.gateway.web.plans.PlanRequests;
import dev.infrahub.gateway.web.problems.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate before apply: opens for the very plan that was approved, and for nothing else. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public class GateController {

    private static final Duration RETRY = Duration.ofSeconds(30);
    /** How many differences a sentence holds; all of them are beside it. */
    private static final int TOLD = 3;

    private final Bodies bodies;
    private final PlanRequests requests;
    private final Plans plans;
    private final Changes changes;
    private final Verifications verifications;
    private final JsonMapper json;
    private final Scheduler blocking;
    private final Clock clock;

    public GateController(
            Bodies bodies,
            PlanRequests requests,
            Plans plans,
            Changes changes,
            Verifications verifications,
            JsonMapper json,
            Scheduler blocking,
            Clock clock) {
        this.bodies = bodies;
        this.requests = requests;
        this.plans = plans;
        this.changes = changes;
        this.verifications = verifications;
        this.json = json;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** What the gate says when it opens. */
    record Opened(
            boolean allowed,
            String changeRequestId,
            String client,
            String module,
            String planHash,
            @Nullable String fingerprint,
            int approvalsGiven,
            Instant expiresAt) {}

    /** The change request is a query parameter; the plan is given as everywhere: as member, as text, as the body, by its id. */
    @PostMapping("/api/cab/gate")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "application/json", schema = @Schema(type = "object")),
                @Content(mediaType = "application/vnd.hashicorp.terraform.plan+json", schema = @Schema(type = "object"))
            })
    Mono<Opened> gate(@RequestParam String changeRequestId, Access access, ServerHttpRequest request) {
        return presented(request, access.caller())
                .zipWhen(_ -> changes.find(access.caller().clients(), changeRequestId)
                        .switchIfEmpty(Mono.error(() -> closed("change.unknown", "There is no such change request."))))
                .flatMap(both -> open(both.getT2(), both.getT1(), access.caller(), request));
    }

    private Mono<Opened> open(Change change, PresentedPlan plan, Caller caller, ServerHttpRequest request) {
        requireApproved(change, plan);
        return change.isFor(plan.hash(), plan.fingerprint())
                ? verifications.of(change, caller, request).map(operation -> opened(change, plan, operation))
                : otherPlan(change, plan, caller);
    }

    private Mono<PresentedPlan> presented(ServerHttpRequest request, Caller caller) {
        return bodies.with(
                        request,
                        body -> Mono.fromCallable(() -> requests.read(
                                        request.getHeaders().getContentType(),
                                        request.getQueryParams(),
                                        body,
                                        caller.clients()))
                                .subscribeOn(blocking))
                .flatMap(asked -> switch (asked) {
                    case PlanRequest.Submitted plan -> Mono.just(PresentedPlan.of(plan));
                    case PlanRequest.Analyzed known ->
                        plans.find(caller.clients(), known.planId())
                                .switchIfEmpty(Mono.error(
                                        () -> Problem.of(404, "plan.unknown", "There is no analysed plan with this id.")
                                                .field("planId")))
                                .map(plan -> PresentedPlan.of(plan, () -> summary(plan)));
                });
    }

    /** A fingerprint does not tell where it is applied: client, module and environment are compared as well. */
    private void requireApproved(Change change, PresentedPlan plan) {
        requireSame("client", change.client(), plan.client());
        requireSame("module", change.module(), plan.module());
        requireSame(
                "environment",
                Objects.requireNonNullElse(change.environment(), "none"),
                plan.environment().orElse("none"));
        if (!change.state().equals("approved")) {
            throw closed(
                    "gate.not-approved",
                    "The change request is " + change.state() + ", with " + change.approvalsGiven() + " of "
                            + change.approvalsNeeded() + " approvals.");
        }
        if (!clock.instant().isBefore(change.expiresAt())) {
            throw closed("gate.expired", "The approval was good until " + change.expiresAt() + ".");
        }
    }

    private static void requireSame(String what, String approved, String presented) {
        if (!approved.equals(presented)) {
            throw closed("gate.other-" + what, "The change request is for the " + what + " " + approved + ".")
                    .field(what);
        }
    }

    private Mono<Opened> otherPlan(Change change, PresentedPlan plan, Caller caller) {
        if (change.fingerprint() == null || plan.fingerprint() == null) {
            return Mono.error(closed(
                    "gate.other-plan",
                    "Approved was the plan with the SHA-256 " + change.planHash() + "; this one has " + plan.hash()
                            + ", and what it does cannot be compared, because one of them is text."));
        }
        return Mono.justOrEmpty(change.planId())
                .flatMap(id -> plans.find(caller.clients(), id))
                .map(approved -> PresentedPlan.deeds(summary(approved)))
                .publishOn(blocking)
                .map(approved -> PlanDifference.between(approved, plan.deeds().get()))
                .defaultIfEmpty(List.of())
                .flatMap(differences -> Mono.error(otherPlan(differences)));
    }

    private static Problem otherPlan(List<String> differences) {
        String told = differences.isEmpty()
                ? "the same resources and attributes get other values"
                : differences.stream().limit(TOLD).collect(Collectors.joining("; "))
                        + (differences.size() > TOLD ? "; and " + (differences.size() - TOLD) + " more" : "");
        return closed(
                        "gate.other-plan",
                        "This plan is not the one that was approved: " + told + ". Put it before the board anew.")
                .differences(differences);
    }

    private Answers.Summary summary(PlanView plan) {
        return json.readValue(plan.summary(), Answers.Summary.class);
    }

    private Opened opened(Change change, PresentedPlan plan, Operation verification) {
        if (verification.status() != OperationStatus.COMPLETED) {
            throw Problem.of(
                            503, "gate.unverified", "The approval could not be verified now, so the gate stays closed.")
                    .retryAfter(RETRY);
        }
        JsonNode verified = json.readTree(verification.answer().orElseThrow());
        if (!verified.path("valid").asBoolean()) {
            throw closed(
                    "gate.not-genuine",
                    "The approval does not verify: " + verified.path("reason").asString("") + ".");
        }
        return new Opened(
                true,
                change.changeRequestId(),
                change.client(),
                change.module(),
                plan.hash(),
                plan.fingerprint(),
                change.approvalsGiven(),
                change.expiresAt());
    }

    private static Problem closed(String code, String detail) {
        return Problem.of(403, code, detail);
    }
}
