package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.ApprovalFact;
import dev.infrahub.chatservice.store.Approvals;
import dev.infrahub.chatservice.store.Modules;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ApprovalSigned;

/** A decision was signed: keep who decided. */
final class HearApproval implements Handler<ApprovalSigned> {

    @Override
    public Outcome handle(Event<ApprovalSigned> event) {
        ApprovalSigned signed = event.value();
        return Outcome.write(
                Modules.put(signed.getClient(), signed.getModule()),
                Approvals.put(new ApprovalFact(
                        signed.getClient(),
                        signed.getChangeRequestId(),
                        signed.getSequence(),
                        signed.getModule(),
                        signed.getRiskLevel(),
                        signed.getDecision(),
                        signed.getApprovedBy(),
                        signed.getApprovedByName(),
                        signed.getApprovedAt(),
                        signed.getKeyId())));
    }
}
