package dev.infrahub.driftworker;

import dev.infrahub.driftworker.store.Acceptances;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.proofs.AcceptedDrift;
import dev.infrahub.schemas.DriftAcceptance;
import dev.infrahub.schemas.DriftAcceptanceDecided;

/** The board accepted drift, or withdrew that: keep it for the scans to come. */
final class KeepAcceptance implements Handler<DriftAcceptanceDecided> {

    @Override
    public Outcome handle(Event<DriftAcceptanceDecided> event) {
        DriftAcceptanceDecided decided = event.value();
        AcceptedDrift accepted = accepted(decided);
        String change = decided.getChangeRequestId();
        return Outcome.write(
                switch (decided.getState()) {
                    case "approved" ->
                        Acceptances.add(change, accepted, decided.getDecidedBy(), decided.getDecidedAt());
                    case "revoked" -> Acceptances.end(change, accepted, decided.getDecidedBy(), decided.getDecidedAt());
                    default -> throw new Fault.Invalid("acceptance.invalid", "state is not approved or revoked.");
                });
    }

    /** What the board signed, and nothing else. */
    private static AcceptedDrift accepted(DriftAcceptanceDecided decided) {
        DriftAcceptance said = decided.getAcceptance();
        AcceptedDrift accepted = new AcceptedDrift(
                decided.getClient(),
                decided.getModule(),
                said.getAddress(),
                said.getAttribute(),
                said.getChange(),
                said.getUntil(),
                said.getWhy());
        if (!accepted.hash().equals(decided.getPlanHash())) {
            throw new Fault.Invalid("acceptance.mismatch", "What is accepted is not what the board signed.");
        }
        return accepted;
    }
}
