package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.contract.TakesPlan;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.terraform.AnalyzedPlans;
import dev.infrahub.gateway.terraform.Deeds;
import dev.infrahub.gateway.terraform.PlanRequest;
import dev.infrahub.gateway.terraform.PlanRequests;
import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.terraform.PlanDifference;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate before apply: opens for the very plan that was approved, and for nothing else. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public record GateController(
        Bodies bodies, PlanRequests requests, AnalyzedPlans plans, Changes changes, JsonMapper json, Clock clock) {

    private static final Duration RETRY = Duration.ofSeconds(30);
    /** How many differences a sentence holds; all of them are beside it. */
    private static final int TOLD = 3;

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
    @Needs(Permission.CHANGES_READ)
    @TakesPlan
    Opened gate(@RequestParam String changeRequestId, ServerHttpRequest request, Asking asking) {
        Approved approved = approved(changeRequestId, request, asking);
        ChangeUpdated change = approved.change();
        requireGenuine(change, Verifications.of(change, asking));
        return new Opened(
                true,
                change.getChangeRequestId(),
                change.getClient(),
                change.getModule(),
                approved.hash(),
                approved.fingerprint(),
                change.getApprovalsGiven(),
                change.getExpiresAt());
    }

    /** Of a plan that was approved, as far as that can be told here, what is said of it when the gate opens. */
    private record Approved(
            ChangeUpdated change, String hash, @Nullable String fingerprint) {}

    /** Nothing that the plan does is left when this returns, while its approval is verified. */
    private Approved approved(String changeRequestId, ServerHttpRequest request, Asking asking) {
        PresentedPlan plan = presented(request, asking);
        ChangeUpdated change = changes.find(asking.clients().and(Clients.of(plan.client())), changeRequestId)
                .orElseThrow(() -> closed("change.unknown", "There is no such change request."));
        requireApproved(change, plan);
        requireApplicable(change, plan);
        if (!plan.isThatOf(change)) {
            throw otherPlan(change, plan, asking);
        }
        return new Approved(change, plan.hash(), plan.fingerprint());
    }

    private PresentedPlan presented(ServerHttpRequest request, Asking asking) {
        return bodies.read(
                request,
                asking.caller().id(),
                body -> requests.read(request, body, asking.clients()),
                PlanRequest::bytes,
                read -> switch (read) {
                    case PlanRequest.Submitted plan -> PresentedPlan.of(plan);
                    case PlanRequest.Analyzed known ->
                        PresentedPlan.of(plans.requireHandedIn(asking.clients(), known.planId(), "planId")
                                .facts());
                });
    }

    /** A fingerprint does not tell where it is applied: client, module and environment are compared as well. */
    private void requireApproved(ChangeUpdated change, PresentedPlan plan) {
        requireSame("module", change.getModule(), plan.module());
        requireSameEnvironment(Optional.ofNullable(change.getEnvironment()), plan.environment());
        if (!change.getState().equals("approved")) {
            throw closed(
                    "gate.not-approved",
                    "The change request is " + change.getState() + ", with " + change.getApprovalsGiven() + " of "
                            + change.getApprovalsNeeded() + " approvals.");
        }
        requireUnexpired(change.getExpiresAt().toString());
    }

    private void requireUnexpired(String expiresAt) {
        if (!clock.instant().isBefore(Instant.parse(expiresAt))) {
            throw closed("gate.expired", "The approval was good until " + expiresAt + ".");
        }
    }

    private static void requireSame(String what, String approved, String presented) {
        if (!approved.equals(presented)) {
            throw closed("gate.other-" + what, "The change request is for the " + what + " " + approved + ".")
                    .field(what);
        }
    }

    /** No environment is none that a name could stand for. */
    private static void requireSameEnvironment(Optional<String> approved, Optional<String> presented) {
        if (!approved.equals(presented)) {
            throw closed(
                            "gate.other-environment",
                            approved.map(name -> "The change request is for the environment " + name + ".")
                                    .orElse("The change request is for no environment."))
                    .field("environment");
        }
    }

    /** What no approval opens the gate for. */
    private static void requireApplicable(ChangeUpdated change, PresentedPlan plan) {
        if (change.getAcceptance() != null) {
            throw closed("gate.accepts-drift", "The change request accepts drift: no plan is approved by it.");
        }
        if (plan.errored()) {
            throw closed(
                    "gate.errored",
                    "Planning failed half-way, so that the plan holds only a part: fix the error and plan again.");
        }
        if (plan.isOfOtherDefinition(change)) {
            throw closed(
                    "gate.old-fingerprint",
                    "What a plan does is told by another definition since this one was approved: put it before the"
                            + " board anew.");
        }
    }

    private Problem otherPlan(ChangeUpdated change, PresentedPlan plan, Asking asking) {
        if (change.getFingerprint() == null || plan.fingerprint() == null) {
            return closed(
                    "gate.other-plan",
                    "Approved was the plan with the SHA-256 " + change.getPlanHash() + "; this one has " + plan.hash()
                            + ", and what it does cannot be compared, because one of them is text.");
        }
        List<String> differences = change.getPlanId() == null
                ? List.of()
                : PlanDifference.between(
                        Deeds.of(plans.require(asking.clients(), UUID.fromString(change.getPlanId()), "planId")
                                .facts()),
                        plan.deeds());
        String told = differences.isEmpty()
                ? "it has too much in it to tell where it differs"
                : differences.stream().limit(TOLD).collect(Collectors.joining("; "))
                        + (differences.size() > TOLD ? "; and " + (differences.size() - TOLD) + " more" : "");
        return closed(
                        "gate.other-plan",
                        "This plan is not the one that was approved: " + told + ". Put it before the board anew.")
                .differences(differences);
    }

    /** What the cab-signer found is signed, and what this gateway keeps of the change is not: they must agree. */
    private void requireGenuine(ChangeUpdated change, Operation verification) {
        if (!verification.isCompleted()) {
            throw Problem.of(
                            503, "gate.unverified", "The approval could not be verified now, so the gate stays closed.")
                    .retryAfter(RETRY);
        }
        JsonNode verified = json.readTree(verification.facts().orElseThrow());
        if (!verified.path("valid").asBoolean()) {
            throw closed(
                    "gate.not-genuine",
                    "The approval does not verify: " + verified.path("reason").asString("") + ".");
        }
        requireAgreement(change, json.readTree(verified.path("document").asString("{}")));
    }

    private void requireAgreement(ChangeUpdated change, JsonNode approved) {
        Map<String, Optional<String>> kept = Map.of(
                "changeRequestId", Optional.of(change.getChangeRequestId()),
                "client", Optional.of(change.getClient()),
                "state", Optional.of(change.getState()),
                "module", Optional.of(change.getModule()),
                "environment", Optional.ofNullable(change.getEnvironment()),
                "planHash", Optional.of(change.getPlanHash()),
                "fingerprint", Optional.ofNullable(change.getFingerprint()));
        kept.forEach((member, value) -> {
            if (!approved.path(member).stringValueOpt().equals(value)) {
                throw closed(
                        "gate.not-genuine",
                        "What was approved has another " + member + " than what is kept of it here.");
            }
        });
        requireUnexpired(approved.path("expiresAt").asString(""));
    }

    private static Problem closed(String code, String detail) {
        return Problem.of(403, code, detail);
    }
}
