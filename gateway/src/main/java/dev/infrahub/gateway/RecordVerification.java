package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.schemas.ApprovalVerified;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An approval was verified: tell whoever asked. */
final class RecordVerification implements Handler<ApprovalVerified> {

    private final JsonMapper json;

    RecordVerification(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Outcome handle(Event<ApprovalVerified> event) {
        ApprovalVerified verified = event.value();
        ObjectNode answer = json.createObjectNode()
                .put("changeRequestId", verified.getChangeRequestId())
                .put("known", verified.getKnown())
                .put("valid", verified.getValid())
                .put("reason", verified.getReason());
        if (verified.getDocument() != null) {
            answer.set("approval", json.readTree(verified.getDocument()));
        }
        return event.operation()
                .map(operation -> Outcome.write(
                        Operations.answer(operation, OperationKind.VERIFY_APPROVAL, json.writeValueAsString(answer))))
                .orElseGet(Outcome::nothing);
    }
}
