package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.VerificationFact;
import dev.infrahub.chatservice.store.Approvals;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ApprovalVerified;
import java.time.Clock;
import java.util.Optional;

/** A change's decisions were verified: keep what that found. */
final class HearVerification implements Handler<ApprovalVerified> {

    private final Clock clock;

    HearVerification(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<ApprovalVerified> event) {
        ApprovalVerified verified = event.value();
        return verified.getKnown()
                ? Outcome.write(Approvals.put(new VerificationFact(
                        verified.getClient(),
                        verified.getChangeRequestId(),
                        verified.getValid(),
                        Optional.ofNullable(verified.getReason()),
                        clock.instant())))
                : Outcome.nothing();
    }
}
