package dev.infrahub.gateway.board;

import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import java.util.Map;

/** Asks the cab-signer, who holds the decisions, whether those of a change are genuine: each time anew. */
final class Verifications {

    private Verifications() {}

    static Operation of(ChangeUpdated change, Asking asking) {
        String id = change.getChangeRequestId();
        return asking.waiting(asking.preferences().patience())
                .submit(
                        OperationKind.VERIFY_APPROVAL,
                        change.getClient(),
                        Topics.VERIFICATION_REQUESTED,
                        Changes.key(change.getClient(), id),
                        new VerificationRequested(id, change.getClient()),
                        Map.of("changeRequestId", id));
    }
}
