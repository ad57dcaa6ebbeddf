package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.CertificateFact;
import dev.infrahub.chatservice.store.Certificates;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.SshCertificateIssued;
import java.util.Optional;

/** An SSH certificate was issued: keep whose it is, and for how long. */
final class HearCertificate implements Handler<SshCertificateIssued> {

    @Override
    public Outcome handle(Event<SshCertificateIssued> event) {
        SshCertificateIssued issued = event.value();
        return Outcome.write(Certificates.issue(new CertificateFact(
                issued.getClient(),
                issued.getCertificateId(),
                Optional.ofNullable(issued.getEntityRef()),
                String.join(", ", issued.getPrincipals()),
                issued.getRequestedBy(),
                Optional.ofNullable(issued.getChangeRequestId()),
                issued.getValidFrom(),
                issued.getValidTo(),
                issued.getIssuedAt(),
                Optional.empty(),
                Optional.empty())));
    }
}
