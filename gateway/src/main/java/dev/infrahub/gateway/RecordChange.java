package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.store.Changes;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.ImplementationReport;
import dev.infrahub.schemas.ImplementationReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A change request came into a state, or was reviewed: show it, and tell whoever asked for that. */
final class RecordChange implements Handler<ChangeUpdated> {

    /** What is asked of a change request itself; whoever decides is answered with the decision. */
    private static final List<OperationKind> ANSWERED =
            List.of(OperationKind.REQUEST_CHANGE, OperationKind.IMPLEMENT_CHANGE, OperationKind.REVIEW_CHANGE);

    private final JsonMapper json;

    RecordChange(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Outcome handle(Event<ChangeUpdated> event) {
        Change change = change(event.value());
        List<Write> writes = new ArrayList<>();
        writes.add(Changes.put(change));
        event.operation()
                .ifPresent(operation -> ANSWERED.forEach(
                        kind -> writes.add(Operations.answer(operation, kind, json.writeValueAsString(change)))));
        return Outcome.write(writes.toArray(Write[]::new));
    }

    private static Change change(ChangeUpdated told) {
        return new Change(
                told.getChangeRequestId(),
                told.getClient(),
                told.getModule(),
                told.getEnvironment(),
                Optional.ofNullable(told.getPlanId()).map(UUID::fromString).orElse(null),
                told.getPlanHash(),
                told.getFingerprint(),
                told.getRiskLevel(),
                told.getChangeType(),
                told.getSummary(),
                told.getPrUrl(),
                told.getRequestedBy(),
                told.getRequestedByName(),
                told.getRequestedAt(),
                told.getState(),
                told.getApprovalsNeeded(),
                told.getApprovalsGiven(),
                told.getExpiresAt(),
                told.getUpdatedAt(),
                Optional.ofNullable(told.getImplementation())
                        .map(RecordChange::implementation)
                        .orElse(null),
                Optional.ofNullable(told.getReview()).map(RecordChange::review).orElse(null));
    }

    private static Change.Implementation implementation(ImplementationReport told) {
        return new Change.Implementation(
                told.getOutcome(),
                told.getRunUrl(),
                told.getComment(),
                told.getReportedBy(),
                told.getReportedByName(),
                told.getReportedAt());
    }

    private static Change.Review review(ImplementationReview told) {
        return new Change.Review(
                told.getOutcome(),
                told.getComment(),
                told.getReviewedBy(),
                told.getReviewedByName(),
                told.getReviewedAt());
    }
}
