package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.schemas.SshCertificateVerified;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The register of an SSH certificate was looked into: tell whoever wanted to see it. */
final class RecordCertificateVerification implements Handler<SshCertificateVerified> {

    private final JsonMapper json;

    RecordCertificateVerification(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Outcome handle(Event<SshCertificateVerified> event) {
        SshCertificateVerified verified = event.value();
        ObjectNode answer = json.createObjectNode()
                .put("certificateId", verified.getCertificateId())
                .put("known", verified.getKnown())
                .put("valid", verified.getValid())
                .put("reason", verified.getReason());
        if (verified.getDocument() != null) {
            answer.set("proof", json.readTree(verified.getDocument()));
        }
        return event.operation()
                .map(operation -> Outcome.write(Operations.answer(
                        operation, OperationKind.VERIFY_SSH_CERTIFICATE, json.writeValueAsString(answer))))
                .orElseGet(Outcome::nothing);
    }
}
