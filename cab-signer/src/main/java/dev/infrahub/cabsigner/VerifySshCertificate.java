package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.SshAudit;
import dev.infrahub.cabsigner.store.SshRecords;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.SshCertificateVerified;
import dev.infrahub.schemas.SshVerificationRequested;
import dev.infrahub.schemas.Topics;

/** A certificate is shown: hold its register against the log. Asks nobody, QuantumAPI included. */
final class VerifySshCertificate implements Handler<SshVerificationRequested> {

    private final Lookups lookups;

    VerifySshCertificate(Lookups lookups) {
        this.lookups = lookups;
    }

    @Override
    public Outcome handle(Event<SshVerificationRequested> event) {
        String id = SshEvents.certificateId(event.value().getCertificateId()).toString();
        String client = event.value().getClient();
        SshAudit.Result result = SshAudit.of(id, client, SshRecords.of(lookups, id));
        return Outcome.nothing()
                .answer(
                        Topics.SSH_CERTIFICATE_VERIFIED,
                        event.key(),
                        SshCertificateVerified.newBuilder()
                                .setCertificateId(id)
                                .setClient(client)
                                .setKnown(result.known())
                                .setValid(result.valid())
                                .setReason(result.reason())
                                .setDocument(result.document())
                                .build());
    }
}
