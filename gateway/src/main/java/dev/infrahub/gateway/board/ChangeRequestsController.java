package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.terraform.AnalyzedPlan;
import dev.infrahub.gateway.terraform.AnalyzedPlans;
import dev.infrahub.gateway.views.Listing;
import dev.infrahub.gateway.views.Lists;
import dev.infrahub.gateway.views.Lists.By;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.NewChangeId;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.Topics;
import dev.infrahub.terraform.PlanFingerprint;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Change requests: put before the board, and shown. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public record ChangeRequestsController(Changes changes, AnalyzedPlans plans, Views views) {

    private static final JsonMapper JSON = new JsonMapper();

    /** @param changeRequestId given by the caller, such as an ITSM number; made by the hub where it is not */
    record OpenChange(
            @NotNull UUID planId, @Nullable @NewChangeId String changeRequestId) {}

    @PostMapping("/api/cab/requests")
    @Needs(Permission.CHANGES_WRITE)
    @Asks(OperationKind.REQUEST_CHANGE)
    ResponseEntity<String> open(@RequestBody OpenChange body, Asking asking) {
        ChangeRequested event = requested(body, asking);
        return asking.ask(
                OperationKind.REQUEST_CHANGE,
                event.getClient(),
                Topics.CHANGE_REQUESTED,
                Changes.key(event.getClient(), event.getChangeRequestId()),
                event,
                body);
    }

    /** Nothing of the plan is left when this returns but what the change names of it. */
    private ChangeRequested requested(OpenChange body, Asking asking) {
        String id = Optional.ofNullable(body.changeRequestId()).orElseGet(Changes::newId);
        AnalyzedPlan plan = plans.requireHandedIn(asking.clients(), body.planId(), "planId");
        PlanAnalyzed facts = plan.facts();
        requireComparable(facts);
        return requested(id, facts, JSON.readTree(plan.view().brief()), asking);
    }

    /** The gate could compare it with nothing. */
    private static void requireComparable(PlanAnalyzed plan) {
        if (plan.getFingerprint() != null && !PlanFingerprint.isCurrent(plan.getFingerprint())) {
            throw Problem.of(
                            409,
                            "plan.old-fingerprint",
                            "What a plan does is told by another definition since this one was analysed: hand it in"
                                    + " anew.")
                    .field("planId");
        }
    }

    @GetMapping("/api/cab/requests")
    @Needs(Permission.CHANGES_READ)
    @Lists(
            value = ViewKind.CHANGE,
            by = {
                @By("client"),
                @By("module"),
                @By(
                        value = "state",
                        oneOf = {"pending", "approved", "rejected", "revoked", "expired", "implemented"})
            })
    @Shows(ChangeUpdated.class)
    ResponseEntity<String> list(Listing listing) {
        return listing.answer();
    }

    /** With what was decided on it. */
    @GetMapping("/api/cab/requests/{id}")
    @Needs(Permission.CHANGES_READ)
    @Shows(Decided.Change.class)
    ResponseEntity<String> get(
            @PathVariable String id, @RequestParam(required = false) @Nullable String client, Caller caller) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Decided(views)
                        .show(caller.clients(), changes.require(caller.clients(), client, id))
                        .toString());
    }

    private static ChangeRequested requested(String id, PlanAnalyzed plan, JsonNode brief, Asking asking) {
        return ChangeRequested.newBuilder()
                .setChangeRequestId(id)
                .setClient(plan.getClient())
                .setModule(plan.getModule())
                .setEnvironment(plan.getEnvironment())
                .setPlanId(plan.getPlanId())
                .setPlanHash(plan.getPlanHash())
                .setFingerprint(plan.getFingerprint())
                .setRiskLevel(plan.getRisk().getLevel())
                .setChangeType(plan.getRisk().getChangeType())
                .setSummary(brief.path("headline").asString())
                // of the last run that handed the plan in
                .setPrUrl(brief.path("prUrl").asString(null))
                .setRequestedBy(asking.caller().id())
                .setRequestedByName(asking.caller().name())
                .setRequestedAt(asking.now())
                .build();
    }
}
