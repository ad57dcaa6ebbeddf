package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Audit;
import dev.infrahub.cabsigner.domain.ChangeKey;
import dev.infrahub.cabsigner.store.Records;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;

/** Somebody doubts: hold what is stored against what was signed. Asks nobody, QuantumAPI included. */
final class VerifyApproval implements Handler<VerificationRequested> {

    private final Lookups lookups;

    VerifyApproval(Lookups lookups) {
        this.lookups = lookups;
    }

    @Override
    public Outcome handle(Event<VerificationRequested> event) {
        String id = event.value().getChangeRequestId();
        String client = event.value().getClient();
        Fields fields = new Fields("verification.invalid");
        ChangeKey change = new ChangeKey(fields.client(client), fields.word("changeRequestId", id, Fields.LONGEST_ID));
        Audit.Result result = Audit.of(change, Records.of(lookups, change));
        return Outcome.nothing()
                .answer(
                        Topics.APPROVAL_VERIFIED,
                        change.text(),
                        ApprovalVerified.newBuilder()
                                .setChangeRequestId(id)
                                .setClient(client)
                                .setKnown(result.known())
                                .setValid(result.valid())
                                .setReason(result.reason())
                                .setDocument(result.document())
                                .build());
    }
}
