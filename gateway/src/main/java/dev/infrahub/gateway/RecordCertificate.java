package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.SshCertificate;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.store.SshCertificates;
import dev.infrahub.schemas.SshCertificateIssued;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** An SSH certificate was issued: show it, and hand it to whoever asked. */
final class RecordCertificate implements Handler<SshCertificateIssued> {

    private final JsonMapper json;

    RecordCertificate(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Outcome handle(Event<SshCertificateIssued> event) {
        SshCertificate certificate = certificate(event.value());
        Outcome shown = Outcome.write(SshCertificates.add(certificate));
        return event.operation()
                .map(operation -> shown.and(Operations.answer(
                        operation, OperationKind.ISSUE_SSH_CERTIFICATE, json.writeValueAsString(certificate))))
                .orElse(shown);
    }

    private static SshCertificate certificate(SshCertificateIssued told) {
        return new SshCertificate(
                UUID.fromString(told.getCertificateId()),
                told.getClient(),
                told.getEntityRef(),
                told.getPrincipals(),
                told.getAlgorithm(),
                told.getSerial(),
                told.getKeyId(),
                told.getPublicKeyFingerprint(),
                told.getCertificate(),
                told.getCaPublicKey(),
                told.getReason(),
                told.getChangeRequestId(),
                told.getRequestedBy(),
                told.getValidFrom(),
                told.getValidTo(),
                told.getIssuedAt(),
                null);
    }
}
