package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.EvidenceFact;
import dev.infrahub.chatservice.store.Evidence;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.EvidenceSealed;

/** Evidence was sealed: keep that, and nothing of what is in it. */
final class HearEvidence implements Handler<EvidenceSealed> {

    @Override
    public Outcome handle(Event<EvidenceSealed> event) {
        EvidenceSealed sealed = event.value();
        return Outcome.write(Evidence.put(new EvidenceFact(
                sealed.getClient(),
                sealed.getEvidenceId(),
                sealed.getChangeRequestId(),
                sealed.getEvidenceHash(),
                sealed.getSealedAt(),
                sealed.getLeafIndex())));
    }
}
