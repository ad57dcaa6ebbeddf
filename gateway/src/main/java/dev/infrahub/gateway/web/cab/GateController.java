package dev.infrahub.gateway.web.cab;

import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationStatus;
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
import java.util.Objects;
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

    /** A plan as CI is about to apply it, and where. */
    private record Presented(
            String client,
            String module,
            @Nullable String environment,
            String hash,
            @Nullable String fingerprint) {}

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
                .flatMap(both -> {
                    requireApproved(both.getT2(), both.getT1());
                    return verifications
                            .of(both.getT2(), access.caller(), request)
                            .map(operation -> opened(both.getT2(), both.getT1(), operation));
                });
    }

    private Mono<Presented> presented(ServerHttpRequest request, Caller caller) {
        return bodies.with(
                        request,
                        body -> Mono.fromCallable(() -> requests.read(
                                        request.getHeaders().getContentType(),
                                        request.getQueryParams(),
                                        body,
                                        caller.clients()))
                                .subscribeOn(blocking))
                .flatMap(asked -> switch (asked) {
                    case PlanRequest.Submitted plan ->
                        Mono.just(new Presented(
                                plan.origin().client(),
                                plan.origin().module(),
                                plan.origin().environment().orElse(null),
                                plan.event().getPlanHash(),
                                plan.event().getFingerprint()));
                    case PlanRequest.Analyzed known ->
                        plans.find(caller.clients(), known.planId())
                                .switchIfEmpty(Mono.error(
                                        () -> Problem.of(404, "plan.unknown", "There is no analysed plan with this id.")
                                                .field("planId")))
                                .map(plan -> new Presented(
                                        plan.header().client(),
                                        plan.header().module(),
                                        plan.header().environment(),
                                        plan.header().planHash(),
                                        plan.header().fingerprint()));
                });
    }

    /** A plan can do the same in another place, so an approval is for its place too. */
    private static void requireSamePlace(Change change, Presented plan) {
        if (!change.client().equals(plan.client())) {
            throw closed("gate.other-client", "The change request is for the client " + change.client() + ".");
        }
        if (!change.module().equals(plan.module())) {
            throw closed("gate.other-module", "The change request is for the module " + change.module() + ".");
        }
        if (!Objects.equals(change.environment(), plan.environment())) {
            throw closed(
                    "gate.other-environment",
                    change.environment() == null
                            ? "The change request names no environment."
                            : "The change request is for the environment " + change.environment() + ".");
        }
    }

    private void requireApproved(Change change, Presented plan) {
        requireSamePlace(change, plan);
        if (!change.state().equals("approved")) {
            throw closed(
                    "gate.not-approved",
                    "The change request is " + change.state() + ", with " + change.approvalsGiven() + " of "
                            + change.approvalsNeeded() + " approvals.");
        }
        if (!clock.instant().isBefore(change.expiresAt())) {
            throw closed("gate.expired", "The approval was good until " + change.expiresAt() + ".");
        }
        if (!change.isFor(plan.hash(), plan.fingerprint())) {
            throw closed("gate.other-plan", difference(change, plan));
        }
    }

    private static String difference(Change change, Presented plan) {
        return (change.fingerprint() == null || plan.fingerprint() == null)
                ? "Approved was the plan with the SHA-256 " + change.planHash() + "; this one has " + plan.hash()
                        + ", and what it does cannot be compared, because one of them is text."
                : "Approved was the plan with the fingerprint " + change.fingerprint()
                        + "; this one does something else: " + plan.fingerprint() + ". Put it before the board anew.";
    }

    private Opened opened(Change change, Presented plan, Operation verification) {
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
