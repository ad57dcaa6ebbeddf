package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.ChangeFact;
import dev.infrahub.chatservice.store.Changes;
import dev.infrahub.chatservice.store.Modules;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.ImplementationReport;
import dev.infrahub.schemas.ImplementationReview;
import java.util.Optional;

/** A change came into another state: keep how it stands. */
final class HearChange implements Handler<ChangeUpdated> {

    @Override
    public Outcome handle(Event<ChangeUpdated> event) {
        ChangeUpdated change = event.value();
        return Outcome.write(Modules.put(change.getClient(), change.getModule()), Changes.put(fact(change)));
    }

    private static ChangeFact fact(ChangeUpdated change) {
        ImplementationReport implemented = change.getImplementation();
        return new ChangeFact(
                change.getClient(),
                change.getChangeRequestId(),
                change.getModule(),
                Optional.ofNullable(change.getEnvironment()),
                Optional.ofNullable(change.getPlanId()),
                change.getRiskLevel(),
                change.getChangeType(),
                change.getState(),
                change.getApprovalsNeeded(),
                change.getApprovalsGiven(),
                change.getRequestedBy(),
                change.getRequestedByName(),
                change.getRequestedAt(),
                change.getExpiresAt(),
                change.getUpdatedAt(),
                implemented == null
                        ? null
                        : new ChangeFact.Implemented(
                                implemented.getOutcome(), implemented.getReportedByName(), implemented.getReportedAt()),
                Optional.ofNullable(change.getReview()).map(ImplementationReview::getOutcome));
    }
}
