package dev.infrahub.gateway;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.SshAuthority;
import dev.infrahub.gateway.domain.SshCertificate.Revocation;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.store.SshAuthorities;
import dev.infrahub.gateway.store.SshCertificates;
import dev.infrahub.schemas.SshCertificateRevoked;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** An SSH certificate was revoked: hosts get the new list from the moment on at which whoever asked is told. */
final class RecordRevocation implements Handler<SshCertificateRevoked> {

    private final JsonMapper json;

    RecordRevocation(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Outcome handle(Event<SshCertificateRevoked> event) {
        SshCertificateRevoked told = event.value();
        UUID id = UUID.fromString(told.getCertificateId());
        Revocation revocation = new Revocation(told.getReason(), told.getRevokedBy(), told.getRevokedAt());
        Outcome shown = Outcome.write(
                SshCertificates.revoke(id, told.getClient(), revocation), SshAuthorities.put(authority(told)));
        return event.operation()
                .map(operation -> shown.and(Operations.answer(
                        operation, OperationKind.REVOKE_SSH_CERTIFICATE, json.writeValueAsString(answer(told)))))
                .orElse(shown);
    }

    /** What is answered. */
    record Revoked(
            String certificateId, String serial, String algorithm, String reason, String revokedBy, String revokedAt) {}

    private static Revoked answer(SshCertificateRevoked told) {
        return new Revoked(
                told.getCertificateId(),
                told.getSerial(),
                told.getAlgorithm(),
                told.getReason(),
                told.getRevokedBy(),
                told.getRevokedAt().toString());
    }

    private static SshAuthority authority(SshCertificateRevoked told) {
        return new SshAuthority(
                told.getAlgorithm(),
                told.getCaPublicKey(),
                RecordSshAuthority.bytes(told.getRevocations()),
                told.getLogSize(),
                told.getRevocationsAt());
    }
}
