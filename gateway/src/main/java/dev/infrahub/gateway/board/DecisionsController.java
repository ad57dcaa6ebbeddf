package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.terraform.AnalyzedPlans;
import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.ChangeId;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.OneOf;
import dev.infrahub.http.constraints.Sha256;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The board's decisions: to approve, to reject, to revoke. Each is signed by the cab-signer, or not taken. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public record DecisionsController(Changes changes, AnalyzedPlans plans, People people) {

    /**
     * Module and risk level are said again by whoever decides: what they believe to decide on must be what there is.
     *
     * @param decision to approve, where nothing is said
     * @param approvedBy nobody but whom the credential proves
     */
    record Decision(
            @NotNull @ChangeId String changeRequestId,
            @NotNull String module,

            @NotNull @OneOf({"low", "medium", "high", "critical"})
            String riskLevel,

            @Nullable @Sha256 String planHash,
            @Nullable UUID planId,
            @Nullable @OneOf({"approve", "reject"}) String decision,
            @Nullable @Text(max = 4000, lines = true) String comment,
            @Nullable String approvedBy,
            @Nullable @ClientName String client) {

        /** Whose change request it is, where that is said. */
        @Nullable
        String whose(@Nullable String parameter) {
            if (parameter != null && client != null && !parameter.equals(client)) {
                throw Problem.invalid("client", "is not the client that the query names");
            }
            return client == null ? parameter : client;
        }
    }

    /** Why a change is not wanted. */
    record Rejection(
            @Nullable @Text(max = 4000, lines = true) String comment,
            @Nullable String approvedBy) {}

    /** Why an approval is withdrawn. */
    record Revocation(
            @NotNull @Text(max = 4000, lines = true) String comment,
            @Nullable String approvedBy) {}

    @PostMapping("/api/cab/requests/{id}/reject")
    @Needs(Permission.CHANGES_APPROVE)
    @Asks(OperationKind.DECIDE_CHANGE)
    ResponseEntity<String> reject(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String client,
            @RequestBody(required = false) @Nullable Rejection body,
            Asking asking) {
        Rejection rejection = Objects.requireNonNullElse(body, new Rejection(null, null));
        people.require(asking.caller(), "approvedBy", rejection.approvedBy());
        ChangeUpdated change = changes.require(asking.clients(), client, id);
        return decide(change, change.getPlanHash(), "reject", rejection.comment(), asking, rejection);
    }

    /** Withdraws an approval that was not used yet. */
    @PostMapping("/api/cab/requests/{id}/revoke")
    @Needs(Permission.CHANGES_APPROVE)
    @Asks(OperationKind.DECIDE_CHANGE)
    ResponseEntity<String> revoke(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String client,
            @RequestBody Revocation body,
            Asking asking) {
        people.require(asking.caller(), "approvedBy", body.approvedBy());
        ChangeUpdated change = changes.require(asking.clients(), client, id);
        return decide(change, change.getPlanHash(), "revoke", body.comment(), asking, body);
    }

    @PostMapping("/api/cab/approve")
    @Needs(Permission.CHANGES_APPROVE)
    @Asks(OperationKind.DECIDE_CHANGE)
    ResponseEntity<String> approve(
            @RequestParam(required = false) @Nullable String client, @RequestBody Decision body, Asking asking) {
        people.require(asking.caller(), "approvedBy", body.approvedBy());
        ChangeUpdated change = changes.require(asking.clients(), body.whose(client), body.changeRequestId());
        requireSame("module", change.getModule(), body.module());
        requireSame("riskLevel", change.getRiskLevel(), body.riskLevel());
        String decision = Objects.requireNonNullElse(body.decision(), "approve");
        return decide(change, planHash(body, asking), decision, body.comment(), asking, body);
    }

    private static void requireSame(String member, String there, String said) {
        if (!there.equals(said)) {
            throw Problem.of(409, "change.mismatch", member + " is not that of the change request.")
                    .field(member);
        }
    }

    private String planHash(Decision body, Asking asking) {
        if (body.planHash() != null) {
            return body.planHash();
        }
        if (body.planId() == null) {
            throw Problem.missing("planHash");
        }
        return plans.require(asking.clients(), body.planId(), "planId").facts().getPlanHash();
    }

    private static ResponseEntity<String> decide(
            ChangeUpdated change,
            String planHash,
            String decision,
            @Nullable String comment,
            Asking asking,
            Object body) {
        ApprovalRequested event = ApprovalRequested.newBuilder()
                .setChangeRequestId(change.getChangeRequestId())
                .setClient(change.getClient())
                .setModule(change.getModule())
                .setPlanHash(planHash)
                .setFingerprint(change.getPlanHash().equals(planHash) ? change.getFingerprint() : null)
                .setRiskLevel(change.getRiskLevel())
                .setDecision(decision)
                .setComment(comment)
                .setApprover(asking.caller().id())
                .setApproverName(asking.caller().name())
                .setProof(Proofs.of(asking.caller().proof()))
                .setRequestedAt(asking.now())
                .build();
        return asking.ask(
                OperationKind.DECIDE_CHANGE,
                change.getClient(),
                Topics.APPROVAL_REQUESTED,
                Changes.key(change.getClient(), change.getChangeRequestId()),
                event,
                body);
    }
}
