package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.ChangeRequest;
import dev.infrahub.cabsigner.domain.Decision;
import dev.infrahub.events.Outcome;
import dev.infrahub.proofs.AcceptedDrift;
import dev.infrahub.schemas.DriftAcceptanceDecided;
import dev.infrahub.schemas.Topics;
import java.util.List;
import java.util.stream.Stream;

/** Decisions to accept drift as events, for who looks for drift. */
final class AcceptanceEvents {

    private AcceptanceEvents() {}

    /**
     * With what is told beside the decision, where it accepts drift or withdraws that. That its time is over needs no telling.
     *
     * @param deciders who decided before
     */
    static Outcome tell(Outcome outcome, Signing.Signed signed, List<String> deciders) {
        Change change = signed.change();
        AcceptedDrift accepted = change.request().acceptance();
        if (accepted == null) {
            return outcome;
        }
        String decider = signed.decision().decision().approvedBy();
        return switch (change.state()) {
            case APPROVED ->
                tell(
                        outcome,
                        signed,
                        accepted,
                        Stream.concat(deciders.stream(), Stream.of(decider)).toList());
            case REVOKED -> tell(outcome, signed, accepted, List.of(decider));
            case PENDING, REJECTED, EXPIRED, IMPLEMENTED -> outcome;
        };
    }

    private static Outcome tell(
            Outcome outcome, Signing.Signed signed, AcceptedDrift accepted, List<String> decidedBy) {
        ChangeRequest request = signed.change().request();
        Decision decision = signed.decision().decision();
        return outcome.publish(
                Topics.DRIFT_ACCEPTANCE_DECIDED,
                request.key().text(),
                DriftAcceptanceDecided.newBuilder()
                        .setChangeRequestId(request.id())
                        .setClient(request.client())
                        .setModule(request.module())
                        .setAcceptance(ChangeEvents.accepted(accepted))
                        .setPlanHash(request.planHash())
                        .setState(signed.change().state().spelling())
                        .setDecidedBy(decidedBy)
                        .setDecidedAt(decision.approvedAt())
                        .build());
    }
}
