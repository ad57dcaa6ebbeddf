package dev.infrahub.gateway.drift;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.proofs.AcceptedDrift;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.DriftAcceptance;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Drift that is to be taken as it is, for a time: a change like any other, on which the board decides. */
@RestController
@Tag(name = "Drift", description = "What was changed outside Terraform, and what to do about it")
public record AcceptancesController(Views views) {

    /** Put drift before the board, to be accepted until a day. */
    @PostMapping("/api/drift/acceptances")
    @Needs(Permission.CHANGES_WRITE)
    @Asks(OperationKind.REQUEST_CHANGE)
    ResponseEntity<String> accept(@RequestBody AcceptDrift body, Asking asking) {
        ChangeRequested event = requested(body, asking);
        return asking.ask(
                OperationKind.REQUEST_CHANGE,
                event.getClient(),
                Topics.CHANGE_REQUESTED,
                Changes.key(event.getClient(), event.getChangeRequestId()),
                event,
                body);
    }

    private ChangeRequested requested(AcceptDrift body, Asking asking) {
        body.requireEnd(asking.now());
        String client = asking.clients().meant(body.client());
        OpenDrift drift = OpenDrift.find(views, asking.clients(), client, body);
        AcceptedDrift accepted = new AcceptedDrift(
                client, body.module(), body.address(), body.attribute(), drift.change(), body.until(), body.why());
        return ChangeRequested.newBuilder()
                .setChangeRequestId(Optional.ofNullable(body.changeRequestId()).orElseGet(Changes::newId))
                .setClient(client)
                .setModule(body.module())
                .setEnvironment(drift.environment())
                .setPlanHash(accepted.hash())
                .setRiskLevel(drift.risk())
                .setChangeType("normal")
                .setSummary(summary(accepted))
                .setRequestedBy(asking.caller().id())
                .setRequestedByName(asking.caller().name())
                .setRequestedAt(asking.now())
                .setAcceptance(new DriftAcceptance(
                        accepted.address(), accepted.attribute(), accepted.change(), accepted.until(), accepted.why()))
                .build();
    }

    private static String summary(AcceptedDrift accepted) {
        return "Accepts that %s of %s drifted, from the first scan after the approval until %s: %s"
                .formatted(accepted.attribute(), accepted.address(), accepted.until(), accepted.why());
    }
}
