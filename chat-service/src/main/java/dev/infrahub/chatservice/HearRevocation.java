package dev.infrahub.chatservice;

import dev.infrahub.chatservice.store.Certificates;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.SshCertificateRevoked;

/** An SSH certificate was revoked: keep by whom, and when. */
final class HearRevocation implements Handler<SshCertificateRevoked> {

    @Override
    public Outcome handle(Event<SshCertificateRevoked> event) {
        SshCertificateRevoked revoked = event.value();
        return Outcome.write(Certificates.revoke(
                revoked.getClient(), revoked.getCertificateId(), revoked.getRevokedBy(), revoked.getRevokedAt()));
    }
}
